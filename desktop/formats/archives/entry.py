"""What comes out of an archive."""

import msgspec


class ArchiveEntry(msgspec.Struct, frozen=True):
    """One file of an archive: a checked relative name with `/` between its folders, and its bytes."""

    name: str
    content: bytes
