"""The files of a tar archive (POSIX.1-1988, ustar), read strictly: plain files and folders, nothing else.

Extended headers, long names and sparse files are refused: every one of them lets a later header change what
an earlier one said.
"""

from collections.abc import Iterator

import msgspec

from desktop.domain.failures import Unsupported
from desktop.formats.archives import limits
from desktop.formats.archives.names import refused

_BLOCK = 512
_FILE, _FOLDER = b"0\x00", b"5"
_EXTENDED = b"xgLKSX"
_ADVICE = "Ask for it packed by `tar --format=ustar`, or as a ZIP archive."


class TarFile(msgspec.Struct, frozen=True):
    """An entry; `start` and `end` bound its bytes."""

    name: bytes
    folder: bool
    start: int
    end: int


def is_tar(raw: bytes) -> bool:
    """Whether the bytes begin with a header of this form."""
    return raw[257:262] == b"ustar"


def read_blocks(raw: bytes) -> Iterator[TarFile]:
    """The entries in order; raises Malformed, Unsupported."""
    position, count = 0, 0
    while any(header := raw[position : position + _BLOCK]):
        file = _entry(header, position + _BLOCK)
        position = -(-file.end // _BLOCK) * _BLOCK
        if file.end > len(raw) or any(raw[file.end : position]):
            raise refused("The archive is cut off, or a file of it is longer than it says.")
        count += 1
        limits.check_entries(count)
        yield file
    if len(raw) < position + 2 * _BLOCK or raw.count(0, position) != len(raw) - position:
        raise refused("The archive is cut off, or something stands behind its end.")


def _entry(header: bytes, start: int) -> TarFile:
    if len(header) < _BLOCK or not is_tar(header) or _number(header[148:156]) != _checksum(header):
        raise refused("A header of the archive is damaged.")
    kind, size = header[156:157], _number(header[124:136])
    if kind in _EXTENDED:
        raise Unsupported("The archive has extended headers, which Embargo does not read.", advice=_ADVICE)
    if kind not in _FILE and kind != _FOLDER:
        raise refused("The archive holds a link or a device, not only files.")
    folder = kind == _FOLDER
    if folder and size:
        raise refused("A folder of the archive holds bytes of its own.")
    name, prefix = _text(header[:100]), _text(header[345:500]) if header[257:263] == b"ustar\x00" else b""
    return TarFile(prefix + b"/" + name if prefix else name, folder, start, start + size)


def _text(field: bytes) -> bytes:
    """What stands before the first NUL; raises Malformed when something stands behind it."""
    text, _, rest = field.partition(b"\0")
    if rest.strip(b"\0"):
        raise refused("A name in the archive has a second one hidden behind it.")
    return text


def _number(field: bytes) -> int:
    """An octal number; the binary form of larger ones is not needed below our limits."""
    digits = field.strip(b" \0")
    if not digits or digits.strip(b"01234567"):
        raise refused("A header of the archive is damaged.")
    return int(digits, 8)


def _checksum(header: bytes) -> int:
    return sum(header) - sum(header[148:156]) + 8 * ord(" ")
