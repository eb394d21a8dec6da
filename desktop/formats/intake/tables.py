"""Rows of a CSV file (RFC 4180), read so that a spoilt one takes no other with it."""

import csv
import io
from collections.abc import Iterator

import msgspec

from desktop.domain.failures import Malformed

CELL_LIMIT = 1024 * 1024
"""Characters of one cell."""
_READ_AGAIN = 64 * 1024 * 1024
"""Characters that are read once more, of all rows together, because a quote was left open before them."""
TOO_LONG = "A cell of it holds more than 1 MiB: add large evidence to its case as files."
OPEN_QUOTE = "A quotation mark in it is left open, or stands in the middle of a cell."

csv.field_size_limit(16 * CELL_LIMIT + 1)


class TableRow(msgspec.Struct, frozen=True):
    """The cells of a row, or why there are none and the line as it stands."""

    cells: list[str] = msgspec.field(default_factory=list)
    flaw: str = ""
    text: str = ""


def read_table(text: str, delimiter: str) -> Iterator[TableRow]:
    """The rows in order. Behind a line with a stray quote reading goes on with the next line.

    Raises Malformed where so many quotes are left open that reading on would take too long.
    """
    source = _Source(text)
    begin = again = 0
    while source.at < len(text):
        try:
            for cells in csv.reader(source, delimiter=delimiter, strict=True):
                begin = source.at
                yield _row(cells)
        except csv.Error:
            again += source.at - begin
            if again > _READ_AGAIN:
                raise Malformed(
                    "Too many quotation marks of the table are left open.",
                    advice="Export it again, as JSON if the form can do that.",
                ) from None
            source.go_to(begin)
            yield TableRow(flaw=OPEN_QUOTE, text=next(source))
            begin = source.at


class _Source:
    """The lines of a text with their ends, from any character on."""

    def __init__(self, text: str) -> None:
        self._text = io.StringIO(text, newline="")
        self.at = 0

    def go_to(self, at: int) -> None:
        self.at = self._text.seek(at)

    def __iter__(self) -> "_Source":
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.at += len(line)
        return line


def _row(cells: list[str]) -> TableRow:
    if any(len(cell) > CELL_LIMIT for cell in cells):
        return TableRow(flaw=TOO_LONG, text="\t".join(cell[:1000] for cell in cells))
    return TableRow(cells)
