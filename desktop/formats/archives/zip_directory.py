"""The directory of a ZIP archive (APPNOTE 6.3.10, §4.3), read strictly.

The directory stands at the very end, the files tile everything before it without gap or overlap, and what
each file says of itself is what the directory says of it: no two programs can see two archives.
"""

import struct
from collections.abc import Iterator

import msgspec

from desktop.domain.failures import Unsupported
from desktop.formats.archives import limits
from desktop.formats.archives.names import refused

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR = struct.Struct("<3L")
_END_MARK, _CENTRAL_MARK, _LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_DESCRIPTOR_MARK = b"PK\x07\x08"
_ENCRYPTED, _SIZES_BEHIND, _PATCHED, _STRONG, _UTF8, _MASKED = 1, 1 << 3, 1 << 5, 1 << 6, 1 << 11, 1 << 13
_BEYOND_32_BITS = 0xFFFFFFFF
_UNIX_TYPE, _UNIX_FILE, _UNIX_FOLDER = 0o170000, 0o100000, 0o040000
_UNIX_SYSTEMS = frozenset({3, 19})
_OTHER_NAME = 0x7075
"""The extra field that gives an entry a second name (APPNOTE §4.6.9)."""


class ZippedFile(msgspec.Struct, frozen=True):
    """An entry as directory and file agree on it; `start` and `end` bound its packed bytes."""

    name: bytes
    folder: bool
    method: int
    crc: int
    size: int
    start: int
    end: int


def read_directory(raw: bytes) -> tuple[ZippedFile, ...]:
    """The entries in the order in which they stand; raises Malformed, TooLarge, Unsupported."""
    count, begin, end = _bounds(raw)
    limits.check_entries(count)
    described = sorted(_described(raw, count, begin, end), key=lambda record: record.offset)
    position, files = 0, []
    for record in described:
        file, position = _agreed(raw, record, position, begin)
        files.append(file)
    if position != begin:
        raise refused("The archive holds bytes that belong to none of its files.")
    return tuple(files)


class _Record(msgspec.Struct, frozen=True):
    """What the directory says of an entry."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    folder: bool


def _bounds(raw: bytes) -> tuple[int, int, int]:
    """How many entries there are, and where the directory stands; it ends the archive, without a comment."""
    at = len(raw) - _END.size
    if at < 0 or not raw.startswith(_END_MARK, at):
        raise refused("The archive does not end as a ZIP archive does.")
    _, disk, first, here, count, size, begin, comment = _END.unpack_from(raw, at)
    if (disk, first, comment) != (0, 0, 0) or here != count or begin + size != at:
        raise refused("The directory of the archive is not where the archive says that it is.")
    return count, begin, at


def _described(raw: bytes, count: int, begin: int, end: int) -> Iterator[_Record]:
    position = begin
    for _ in range(count):
        if position + _CENTRAL.size > end or not raw.startswith(_CENTRAL_MARK, position):
            raise refused("The directory of the archive is damaged.")
        found = _CENTRAL.unpack_from(raw, position)
        names_at = position + _CENTRAL.size
        extra_at = names_at + found[10]
        position = extra_at + found[11] + found[12]
        if position > end:
            raise refused("The directory of the archive is damaged.")
        yield _record(found, raw[names_at:extra_at], raw[extra_at : extra_at + found[11]])
    if position != end:
        raise refused("The directory of the archive is damaged.")


def _record(found: tuple[int, ...], name: bytes, extra: bytes) -> _Record:
    system, flags, method, crc, packed, size = found[1] >> 8, found[3], found[4], *found[7:10]
    if flags & (_ENCRYPTED | _STRONG | _MASKED | _PATCHED):
        raise Unsupported("The archive is locked with a password.", advice="Ask for it without one.")
    if _BEYOND_32_BITS in (packed, size, found[16]):
        raise Unsupported("The archive is of the ZIP64 form.", advice="Ask for a smaller archive.")
    if _OTHER_NAME in _extra_kinds(extra) or not (flags & _UTF8 or name.isascii()):
        raise refused("A name in the archive could be read in two ways.")
    folder = name.endswith(b"/")
    kind = found[15] >> 16 & _UNIX_TYPE if system in _UNIX_SYSTEMS else 0
    if kind not in (0, _UNIX_FOLDER if folder else _UNIX_FILE):
        raise refused("The archive holds a link or a device, not only files.")
    if folder and (packed, size) != (0, 0):
        raise refused("A folder of the archive holds bytes of its own.")
    return _Record(name, flags, method, crc, packed, size, found[16], folder)


def _extra_kinds(extra: bytes) -> Iterator[int]:
    position = 0
    while position + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, position)
        yield kind
        position += 4 + size


def _agreed(raw: bytes, record: _Record, position: int, end: int) -> tuple[ZippedFile, int]:
    """The entry, and where the next one begins; its own header has to say what the directory says."""
    start = position + _LOCAL.size
    if record.offset != position or start > end or not raw.startswith(_LOCAL_MARK, position):
        raise refused("The files of the archive overlap, or something stands between them.")
    found = _LOCAL.unpack_from(raw, position)
    flags, method, told, lengths = found[2], found[3], found[6:9], found[9:11]
    name, begin = raw[start : start + lengths[0]], start + sum(lengths)
    behind = bool(flags & _SIZES_BEHIND)
    measured = (record.crc, record.packed, record.size)
    if (name, flags, method) != (record.name, record.flags, record.method):
        raise refused("A file in the archive is not what the archive says of it.")
    if told != measured and not (behind and told == (0, 0, 0)):
        raise refused("A file in the archive is not what the archive says of it.")
    if _OTHER_NAME in _extra_kinds(raw[start + lengths[0] : begin]):
        raise refused("A name in the archive could be read in two ways.")
    stop = begin + record.packed
    file = ZippedFile(record.name, record.folder, method, record.crc, record.size, begin, stop)
    following = _behind(raw, stop, measured) if behind else stop
    if following > end:
        raise refused("The files of the archive overlap, or something stands between them.")
    return file, following


def _behind(raw: bytes, position: int, measured: tuple[int, int, int]) -> int:
    """Where the data descriptor ends that repeats CRC and sizes behind a file (APPNOTE §4.3.9)."""
    if raw.startswith(_DESCRIPTOR_MARK, position):
        position += len(_DESCRIPTOR_MARK)
    if raw[position : position + _DESCRIPTOR.size] != _DESCRIPTOR.pack(*measured):
        raise refused("A file in the archive is not what the archive says of it.")
    return position + _DESCRIPTOR.size
