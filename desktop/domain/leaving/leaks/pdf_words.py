"""What a PDF of ours says: the glyphs that its pages draw, read back through the fonts' own tables.

The files come from Qt's writer (ISO 32000-1 §9.10.3 tells of the tables). What else calls itself a PDF may
not be read, which is said with `Unread`: a document that nobody can look through does not leave.
"""

import re
import unicodedata
import zlib

from desktop.domain.undecodable import UNDECODABLE

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(<<.*?>>)\s*(?:stream\r?\n(.*?)\r?\nendstream)?", re.DOTALL)
_DRAWN = re.compile(rb"/F(\d+) \S+ Tf|<([0-9A-Fa-f]+)> Tj|(BT)")
_ONE = re.compile(rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$", re.MULTILINE)
_RANGE = re.compile(rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$", re.MULTILINE)
_LISTED = re.compile(rb"^<([0-9A-Fa-f]+)> <[0-9A-Fa-f]+> \[(.*?)\]", re.MULTILINE | re.DOTALL)
_PAGE = re.compile(rb"/Type /Page\b[^s].*?/Contents (\d+) 0 R", re.DOTALL)
_ABOUT = re.compile(rb"/(Author|Creator|Title|Subject|Keywords)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>)")
_UTF16 = b"\xfe\xff"

_Objects = dict[int, tuple[bytes, bytes]]


class Unread(Exception):  # noqa: N818 - named for what happened
    """This is no PDF whose words can be read."""


def pdf_words(content: bytes) -> str:
    """The words of all pages, a line to a text block; ligatures are taken apart. Raises Unread."""
    try:
        objects = {int(n): (head, _unpacked(head, body or b"")) for n, head, body in _OBJECT.findall(content)}
        tables = {number: _table(objects, head) for number, (head, _) in objects.items() if b"/Type0" in head}
        said = [_drawn(objects[int(page)][1], tables) for page in _PAGE.findall(content)]
    except (KeyError, OverflowError, zlib.error, *UNDECODABLE) as error:
        raise Unread from error
    if not said:
        raise Unread
    return unicodedata.normalize("NFKC", "\n".join(said)).replace("\t", " ")


def pdf_about(content: bytes) -> str:
    """What the file says of itself, such as its author, a line to an entry."""
    return "\n".join(f"/{key.decode()} ({_string(value)})" for key, value in _ABOUT.findall(content))


def _unpacked(head: bytes, body: bytes) -> bytes:
    # the last byte of a stream may look like the line break in front of its end
    return zlib.decompressobj().decompress(body) if b"FlateDecode" in head else body


def _drawn(page: bytes, tables: dict[int, dict[int, str]]) -> str:
    said, table = [], {}
    for font, glyphs, begins in _DRAWN.findall(page):
        if font:
            table = tables[int(font)]
        elif begins:
            said.append("\n")
        else:
            said += [table.get(int(glyphs[at : at + 4], 16), "\ufffd") for at in range(0, len(glyphs), 4)]
    return "".join(said)


def _table(objects: _Objects, head: bytes) -> dict[int, str]:
    """Glyph to text, as the font's ToUnicode map has it."""
    found = re.search(rb"/ToUnicode (\d+) 0 R", head)
    if found is None:
        raise Unread
    mapping = objects[int(found[1])][1]
    table = {int(code, 16): _text(text) for code, text in _ONE.findall(mapping)}
    for first, last, text in _RANGE.findall(mapping):
        start = int(first, 16)
        table |= {code: chr(int(text, 16) + code - start) for code in range(start, int(last, 16) + 1)}
    for first, texts in _LISTED.findall(mapping):
        for offset, text in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", texts)):
            table[int(first, 16) + offset] = _text(text)
    return table


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def _string(value: bytes) -> str:
    """A string of the file's own dictionary: octets or UTF-16 (ISO 32000-1 §7.9.2)."""
    octets = (
        bytes.fromhex(value[1:-1].decode()) if value[:1] == b"<" else re.sub(rb"\\(.)", rb"\1", value[1:-1])
    )
    return octets[2:].decode("utf-16-be", "replace") if octets[:2] == _UTF16 else octets.decode("latin-1")
