"""The door of the archive reader: the bytes of an archive in, all of its files out, or a Failure.

Pure and deterministic. Raises only Malformed, TooLarge, TooDeep and Unsupported.
"""

import zlib
from collections.abc import Iterator

from desktop.domain.failures import Unsupported
from desktop.formats.archives import limits
from desktop.formats.archives.entry import ArchiveEntry, ListedEntry
from desktop.formats.archives.inflating import gunzip, inflate
from desktop.formats.archives.names import Names, refused
from desktop.formats.archives.tar_blocks import is_tar, read_blocks
from desktop.formats.archives.zip_directory import ZippedFile, read_directory

_STORED, _DEFLATED = 0, 8
_GZIP, _ZIP = b"\x1f\x8b", b"PK"


def read_archive(raw: bytes) -> tuple[ArchiveEntry, ...]:
    """Every file of an archive, in its order; folders are named by what is in them."""
    limits.check_archive(raw)
    if raw.startswith(_ZIP):
        return tuple(_read_zip(raw))
    if raw.startswith(_GZIP):
        unpacked = gunzip(raw, limits.room_of(len(raw)))
        limits.check_total(len(unpacked), len(raw))
        return tuple(_read_tar(unpacked))
    return tuple(_read_tar(raw))


def list_archive(raw: bytes) -> tuple[ListedEntry, ...]:
    """What `read_archive` would give, so that nothing is listed that could not be unpacked."""
    return tuple(ListedEntry(entry.name, len(entry.content)) for entry in read_archive(raw))


def _read_zip(raw: bytes) -> Iterator[ArchiveEntry]:
    """The sizes that the directory tells are bounded first, then no file may be longer than it was told."""
    files = read_directory(raw)
    for file in files:
        limits.check_entry(file.size)
    limits.check_total(sum(file.size for file in files), len(raw))
    names = Names()
    named = [(names.add(file.name, folder=file.folder), file) for file in files]
    for name, file in named:
        content = _content(raw, file)
        if not file.folder:
            yield ArchiveEntry(name, content)


def _content(raw: bytes, file: ZippedFile) -> bytes:
    packed = raw[file.start : file.end]
    if file.method not in (_STORED, _DEFLATED):
        raise Unsupported(
            "The archive is packed in a way that Embargo does not read.", advice="Ask for it zipped anew."
        )
    content = inflate(packed, file.size) if file.method == _DEFLATED else packed
    if len(content) != file.size or zlib.crc32(content) != file.crc:
        raise refused("A file in the archive is not what the archive says of it.")
    return content


def _read_tar(raw: bytes) -> Iterator[ArchiveEntry]:
    if not is_tar(raw):
        raise refused("This is no ZIP or tar archive that Embargo reads.")
    names = Names()
    for file in read_blocks(raw):
        limits.check_entry(file.end - file.start)
        name = names.add(file.name, folder=file.folder)
        if not file.folder:
            yield ArchiveEntry(name, raw[file.start : file.end])
