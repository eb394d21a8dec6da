"""What comes out of an archive."""

import msgspec


class ArchiveEntry(msgspec.Struct, frozen=True):
    """One file of an archive: a checked relative name with `/` between its folders, and its bytes."""

    name: str
    content: bytes


class ListedEntry(msgspec.Struct, frozen=True):
    """The same without its bytes: how many they are."""

    name: str
    size: int
