"""One page of a file, as text with its strange bytes spelt out, or as a canonical hex dump."""

from collections.abc import Sequence

from desktop.domain.inert import Untrusted
from desktop.formats.archives.entry import ListedEntry
from desktop.formats.media_types import media_type_of

PAGE_BYTES = 64 * 1024
BEYOND_BYTES = 3
"""As many bytes behind a page as its last character may need (UTF-8)."""
_ROW = 16
_PRINTABLE = range(0x20, 0x7F)


def is_readable(head: bytes) -> bool:
    """Whether a file that begins so is better read as text."""
    return b"\0" not in head and media_type_of(head).startswith(("text/", "application/pgp"))


def text_page(content: bytes, start: int) -> Untrusted:
    r"""The characters that begin in the page at `start` of the file; `content` may go `BEYOND_BYTES` further.

    A byte that is no UTF-8 stands as `\xNN`; who shows the text spells out what is invisible in it.
    """
    begin = 0
    while start and begin < min(BEYOND_BYTES, len(content)) and _goes_on(content[begin]):
        begin += 1
    end = min(PAGE_BYTES, len(content))
    while end < len(content) and _goes_on(content[end]):
        end += 1
    return Untrusted(content[begin:end].decode("utf-8", "backslashreplace"))


def hex_page(content: bytes, start: int) -> str:
    """Rows of offset, sixteen bytes and what of them is ASCII, as hexdump and xxd write them."""
    page = content[:PAGE_BYTES]
    return "\n".join(_row(page[at : at + _ROW], start + at) for at in range(0, len(page), _ROW))


def contents_page(entries: Sequence[ListedEntry]) -> str:
    """The files of an archive, a line each, with their sizes in bytes."""
    return "\n".join(f"{entry.size:>14,}  {entry.name}" for entry in entries)


def _row(row: bytes, offset: int) -> str:
    octets = [f"{octet:02x}" for octet in row]
    left, right = " ".join(octets[: _ROW // 2]), " ".join(octets[_ROW // 2 :])
    readable = "".join(chr(octet) if octet in _PRINTABLE else "." for octet in row)
    return f"{offset:08x}  {left:<23}  {right:<23}  |{readable}|"


def _goes_on(octet: int) -> bool:
    """Whether a byte continues a character of UTF-8."""
    return octet & 0xC0 == 0x80  # noqa: PLR2004 - the two leading bits
