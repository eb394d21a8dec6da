"""What a PDF says: the glyphs that its pages draw, read back through the fonts' own tables."""

import re
import unicodedata
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(<<.*?>>)\s*(?:stream\r?\n(.*?)\r?\nendstream)?", re.DOTALL)
_DRAWN = re.compile(rb"/F(\d+) \S+ Tf|<([0-9A-Fa-f]+)> Tj|(BT)")
_ONE = re.compile(rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$", re.MULTILINE)
_RANGE = re.compile(rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$", re.MULTILINE)
_LISTED = re.compile(rb"^<([0-9A-Fa-f]+)> <[0-9A-Fa-f]+> \[(.*?)\]", re.MULTILINE | re.DOTALL)

Streams = dict[int, tuple[bytes, bytes]]


def pdf_text(content: bytes) -> str:
    """The words of all pages, a line to a text block; ligatures are taken apart."""
    objects = {int(n): (head, _unpacked(head, body or b"")) for n, head, body in _OBJECT.findall(content)}
    tables = {number: _table(objects, head) for number, (head, _) in objects.items() if b"/Type0" in head}
    pages = re.findall(rb"/Type /Page\b[^s].*?/Contents (\d+) 0 R", content, re.DOTALL)
    text = "\n".join(_drawn(objects[int(page)][1], tables) for page in pages)
    return unicodedata.normalize("NFKC", text).replace("\t", " ")


def pdf_pages(content: bytes) -> int:
    """How many pages it has."""
    return len(re.findall(rb"/Type /Page\b[^s]", content))


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


def _table(objects: Streams, head: bytes) -> dict[int, str]:
    """Glyph to text, as the font's ToUnicode map has it."""
    found = re.search(rb"/ToUnicode (\d+) 0 R", head)
    assert found is not None
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
