"""HTML within Markdown as readers see it: paragraphs, items, headings, tables; nothing is fetched or run."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Literal

import msgspec

from desktop.formats.policies.reading.inline import Line
from desktop.formats.policies.reading.tags import HREF, TAG, Hiding

_BLOCKS = frozenset((
    "p", "div", "section", "article", "header", "footer", "main", "center", "details", "summary", "ul", "ol",
    "dl", "dt", "dd", "li", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "tr",
))  # fmt: skip
_SPANS = re.compile(r"\b(?:row|col)span\s{0,4}=\s{0,4}[\"']?\s{0,4}0*(?:[2-9]|\d{2})", re.IGNORECASE)


class Piece(msgspec.Struct, frozen=True):
    """A run of text, an item, a heading, or the rows of a table with the text and links of each cell."""

    kind: Literal["text", "item", "quote", "heading", "table", "spanned"]
    lines: tuple[Line, ...] = ()
    level: int = 0
    rows: tuple[tuple[Line, ...], ...] = ()
    """Cells as lines; `spanned` is a table whose cells reach over others, or hold tables of their own."""


def pieces_of(content: str, number_of: Callable[[int], int]) -> Iterator[Piece]:
    """The pieces of a block; `number_of` gives the line of the source for one of the block, from 0."""
    return _Reader(number_of).pieces(content)


class _Reader:
    def __init__(self, number_of: Callable[[int], int]) -> None:
        self._number_of = number_of
        self._line = 0
        self._run: list[Line] = []
        self._words = ""
        self._links: tuple[str, ...] = ()
        self._hiding = Hiding()
        self._items = self._quotes = 0
        self._level = 0
        self._rows: list[list[Line]] | None = None
        self._spanned = self._headed = False

    def pieces(self, content: str) -> Iterator[Piece]:
        """Each as soon as it ends."""
        place = 0
        for tag in TAG.finditer(content):
            self._text(content[place : tag.start()])
            place = tag.end()
            if tag["name"] and self._hiding.is_seen(tag):
                yield from self._tag(tag["name"].lower(), tag["more"], ends=bool(tag["end"]))
            self._line += tag[0].count("\n")
        self._text(content[place:])
        yield from self._flush()
        yield from self._end_of_table()

    def _text(self, words: str) -> None:
        for n, part in enumerate(words.split("\n")):
            if n:
                self._break()
                self._line += 1
            if not self._hiding:
                self._words += unescape(part)

    def _break(self) -> None:
        words = " ".join(self._words.split())
        if words or self._links:
            self._run.append(Line(words, self._number_of(self._line), self._links))
        self._words, self._links = "", ()

    def _tag(self, name: str, more: str, *, ends: bool) -> Iterator[Piece]:
        if name in ("td", "th"):
            self._headed = self._headed or name == "th"
            self._cell(more, ends=ends)
        elif name == "br":
            self._break()
        elif name == "a" and not ends and (found := HREF.search(more)):
            self._links = (*self._links, unescape(found[1]))
        elif name in _BLOCKS:
            yield from self._block(name, ends=ends)

    def _block(self, name: str, *, ends: bool) -> Iterator[Piece]:
        if self._rows is not None and name not in ("table", "tr"):
            self._words += " "
            return
        yield from self._flush()
        step = -1 if ends else 1
        if name == "li":
            self._items = max(0, self._items + step)
        elif name == "blockquote":
            self._quotes = max(0, self._quotes + step)
        elif name == "tr" and not ends:
            self._rows = [*(self._rows or []), []]
        elif name == "table":
            self._spanned = self._spanned or (self._rows is not None and not ends)
            if ends:
                yield from self._end_of_table()
            elif self._rows is None:
                self._rows = []
        self._level = int(name[1]) if name[0] == "h" and name[1:].isdigit() and not ends else 0

    def _cell(self, more: str, *, ends: bool) -> None:
        self._close_cell()
        if not ends and self._rows is not None:
            self._spanned = self._spanned or _SPANS.search(more) is not None
            self._rows = self._rows or [[]]
            self._rows[-1].append(Line("", self._number_of(self._line)))

    def _close_cell(self) -> None:
        """What was read since the cell began becomes its text."""
        self._break()
        if self._rows and self._rows[-1] and self._run:
            cell = self._rows[-1][-1]
            text = " ".join(filter(None, [cell.text, *(line.text for line in self._run)]))
            links = tuple(link for line in self._run for link in line.links)
            self._rows[-1][-1] = Line(text, cell.number, (*cell.links, *links))
            self._run = []

    def _flush(self) -> Iterator[Piece]:
        if self._rows is not None:
            self._close_cell()
        self._break()
        if self._run:
            lines, self._run = tuple(self._run), []
            if self._level:
                yield Piece("heading", lines, self._level)
            else:
                yield Piece("quote" if self._quotes else "item" if self._items else "text", lines)

    def _end_of_table(self) -> Iterator[Piece]:
        rows = [tuple(row) for row in self._rows or () if row]
        if rows and not self._headed and any(map(str.isdigit, "".join(cell.text for cell in rows[0]))):
            rows = [tuple(Line("", cell.number) for cell in rows[0]), *rows]  # no row of it is a head
        if self._spanned or len(rows) > 1:
            yield Piece("spanned" if self._spanned else "table", rows=tuple(rows))
        else:
            yield from (Piece("text", (cell,)) for row in rows for cell in row if cell.text)
        self._rows, self._spanned, self._headed = None, False, False
