"""Markdown as its readers see it: sentences and tables with their lines, and the headings they stand under.

Texts without any Markdown are read too: a short line by itself is a heading, a colon at the end of a line
introduces what follows, and `•` within a line parts items.
"""

import re
from collections.abc import Iterator

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from desktop.domain.policy.proposing import LeftOut, Passage
from desktop.formats.policies.reading.inline import Line, lines_of
from desktop.formats.policies.reading.layout import (
    begins_list,
    bold_lines,
    heads_text,
    is_bold_title,
    is_label,
    is_title,
    parted,
)
from desktop.formats.policies.reading.sentences import Sentence, sentences_of
from desktop.formats.policies.reading.tags import TAG
from desktop.formats.policies.reading.visible import Piece, pieces_of

WEAK, INTRO = 7, 8
"""Levels below the headings of Markdown: a line that looks like one, and a line that ends with a colon."""
_QUOTE = 200
_ALERT = re.compile(r"\[!(?:note|tip|important|warning|caution)\]\s*", re.IGNORECASE)


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table: its words, and where its links lead."""

    text: str
    links: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """A row of a table, and its line."""

    cells: tuple[Cell, ...]
    line: int


class Grid(msgspec.Struct, frozen=True):
    """A table; the first row is its head."""

    rows: tuple[Row, ...]
    under: tuple[str, ...]


class Heading(msgspec.Struct, frozen=True):
    """A heading, weak ones too."""

    text: str
    line: int
    level: int


class Page(msgspec.Struct, frozen=True):
    """The whole text."""

    parts: tuple[Sentence | Grid | Heading, ...]
    left_out: tuple[LeftOut, ...]


def page_of(text: str) -> Page:
    """The page; never raises but RecursionError and MemoryError."""
    spaced, numbers = parted(text)
    parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    return _Walk(parser.parse(spaced), text.split("\n"), numbers).page()


class _Walk:
    """One pass over the tokens; what is above the current place is kept here."""

    def __init__(self, tokens: list[Token], source: list[str], numbers: tuple[int, ...]) -> None:
        self._tokens, self._source, self._numbers = tokens, source, numbers
        self._above: list[tuple[int, str]] = []
        self._parts: list[Sentence | Grid | Heading] = []
        self._left: list[LeftOut] = []
        self._quotes = 0
        self._items = 0

    def page(self) -> Page:
        place = 0
        while place < len(self._tokens):
            token = self._tokens[place]
            if token.type == "table_open":
                place = self._take_table(place)
            elif token.type == "heading_open":
                self._head(self._tokens[place + 1], int(token.tag[1:]))
                place += 2
            else:
                self._take(token)
            place += 1
        return Page(tuple(self._parts), tuple(self._left))

    def _take(self, token: Token) -> None:
        if token.type == "inline":
            self._take_inline(token)
        elif token.type in ("fence", "code_block"):
            self._leave("code", "An example in a block of code.", token)
        elif token.type == "html_block":
            self._take_html(token)
        elif token.type in ("blockquote_open", "blockquote_close"):
            self._quotes += 1 if token.type == "blockquote_open" else -1
        elif token.type in ("list_item_open", "list_item_close"):
            self._items += 1 if token.type == "list_item_open" else -1
        elif token.type == "hr":
            self._lift(WEAK)

    def _take_inline(self, token: Token) -> None:
        if not self._items and not self._introduced():
            self._lift(INTRO)
        lines = self._lines(token)
        if lines and not (self._items or self._quotes) and is_bold_title(token.content):
            self._put_heading(lines[0].text.rstrip(":"), lines[0].number, WEAK)
        else:
            self._take_run(lines, bold_lines(token.content))

    # --- headings ----------------------------------------------------------------------------------------

    @property
    def _under(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._above)

    def _lift(self, level: int) -> None:
        while self._above and self._above[-1][0] >= level:
            self._above.pop()

    def _head(self, token: Token, level: int) -> None:
        lines = self._lines(token)
        text = " ".join(line.text for line in lines)
        if text.strip():
            self._put_heading(text, lines[0].number, level)

    def _put_heading(self, text: str, number: int, level: int) -> None:
        self._lift(level)
        self._above.append((level, text.lower()))
        self._parts.append(Heading(text, number, level))

    # --- text --------------------------------------------------------------------------------------------

    def _number(self, line: int) -> int:
        """The line of the source, from 1, that a line of the spaced text was, from 0."""
        return self._numbers[min(line, len(self._numbers) - 1)]

    def _lines(self, token: Token) -> list[Line]:
        lines, left = lines_of(token, self._number)
        self._left += left
        return lines

    def _introduced(self) -> bool:
        """Whether the block before was the introduction itself."""
        return bool(self._parts) and isinstance(self._parts[-1], Heading)

    def _take_run(self, lines: list[Line], bold: frozenset[str] = frozenset()) -> None:
        """Cut what stands in one block into headings, introductions and running text."""
        run: list[Line] = []
        item = self._items > 0
        for place, line in enumerate(lines):
            following = lines[place + 1].text if place + 1 < len(lines) else self._below(line.number)
            before = lines[place - 1].text if place else ""
            asked = line.text in bold and not (self._items or self._quotes)
            if asked or self._heads(line, before, following, alone=len(lines) == 1):
                self._flush(run, item=item)
                level = INTRO if line.text.endswith(":") else WEAK
                self._put_heading(line.text.rstrip(":"), line.number, level)
                continue
            if run and (is_label(line.text) or "•" in line.text):
                self._flush(run, item=item)
            run.append(line)
        self._flush(run, item=item)

    def _heads(self, line: Line, before: str, following: str, *, alone: bool) -> bool:
        if self._quotes:
            return False
        if self._items:
            return alone and heads_text(line.text, self._source, line.number)
        return is_title(line.text, before, following)

    def _below(self, number: int) -> str:
        """The line below, as far as it is a table or a list: what it is about stands above it."""
        below = next(iter(self._source[number : number + 1]), "")
        if not below.strip() and begins_list(after := next(iter(self._source[number + 1 : number + 2]), "")):
            below = after
        return below.lstrip(" -*+•|")[:1].upper()

    def _flush(self, run: list[Line], *, item: bool) -> None:
        for piece, marked in _bullets(run):
            quoted = bool(self._quotes) and not _ALERT.match(piece[0].text)
            found = list(sentences_of(piece, self._under, item=item or marked, quoted=quoted))
            self._parts += found
            if found and found[-1].text.endswith(":"):
                self._put_heading(found[-1].text.rstrip(":"), found[-1].last, INTRO)
        run.clear()

    # --- what is no text ---------------------------------------------------------------------------------

    def _take_html(self, token: Token) -> None:
        first = (token.map or [0, 1])[0]
        found = list(pieces_of(token.content, lambda line: self._number(first + line)))
        for piece in found:
            self._take_piece(piece)
        if token.content.lstrip().startswith("<!--"):
            self._leave("comment", "A comment that readers do not see.", token)
        elif any(piece.kind == "spanned" for piece in found):
            self._leave("unclear", "The cells of this table cannot be told apart.", token)
        elif "<img" in token.content.lower():
            self._leave("image", "An image, which nobody can read.", token)
        elif not found and TAG.sub("", token.content).strip():
            self._leave("code", "HTML whose words are not seen.", token)

    def _take_piece(self, piece: Piece) -> None:
        """What readers see of HTML, as if it were Markdown."""
        if piece.kind == "table":
            rows = (
                Row(tuple(Cell(cell.text, cell.links) for cell in row), row[0].number) for row in piece.rows
            )
            self._parts.append(Grid(tuple(rows), self._under))
        elif piece.kind == "heading":
            self._put_heading(" ".join(line.text for line in piece.lines), piece.lines[0].number, piece.level)
        elif piece.kind != "spanned":
            item, quote = piece.kind == "item" or self._items > 0, int(piece.kind == "quote")
            if not item and not self._introduced():
                self._lift(INTRO)
            self._quotes += quote
            self._flush(list(piece.lines), item=item)
            self._quotes -= quote

    def _leave(self, reason: str, words: str, token: Token) -> None:
        first, end = token.map or [0, 1]
        quote = " ".join(token.content.split())[:_QUOTE]
        if quote:
            passage = Passage(self._number(first), self._number(max(first, end - 1)), quote)
            self._left.append(
                msgspec.convert({"reason": reason, "words": words, "passage": passage}, LeftOut)
            )

    def _take_table(self, place: int) -> int:
        rows: list[Row] = []
        cells: list[Cell] = []
        line = 0
        while self._tokens[place].type != "table_close":
            token = self._tokens[place]
            if token.type == "tr_open":
                cells, line = [], self._number((token.map or [line, 0])[0])
            elif token.type == "inline":
                found = self._lines(token)
                links = tuple(link for one in found for link in one.links)
                cells.append(Cell(" ".join(one.text for one in found).strip(), links))
            elif token.type == "tr_close":
                rows.append(Row(tuple(cells), line))
            place += 1
        self._parts.append(Grid(tuple(rows), self._under))
        return place


def _bullets(run: list[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The lines as one piece, or cut at every `•` that stands in one."""
    piece: list[Line] = []
    marked = False
    for line in run:
        first, *others = line.text.split("•")
        piece.append(msgspec.structs.replace(line, text=first.strip()))
        for other in others:
            if any(one.text for one in piece):
                yield piece, marked
            piece, marked = [Line(other.strip(), line.number, line.links)], True
    if any(one.text for one in piece):
        yield piece, marked
