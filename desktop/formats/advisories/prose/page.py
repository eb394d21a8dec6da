"""What an advisory for people consists of, before it takes the shape of a format.

Every word is data: a format escapes all of it, and puts in its own marks alone.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

SpanKind = Literal["words", "code", "link"]


class Span(msgspec.Struct, frozen=True):
    """Words of one line; `code` is something exact such as a version, `link` an address to follow."""

    text: str
    kind: SpanKind = "words"


Line = tuple[Span, ...]


class Fields(msgspec.Struct, frozen=True):
    """Facts with their names, one to a line."""

    entries: tuple[tuple[str, Line], ...]
    heading: str = ""


class Passage(msgspec.Struct, frozen=True):
    """Somebody's own words, in paragraphs of lines."""

    heading: str
    text: str


class Table(msgspec.Struct, frozen=True):
    """Rows under names of columns."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Bullets(msgspec.Struct, frozen=True):
    """A list without an order."""

    heading: str
    items: tuple[Line, ...]


Block = Fields | Passage | Table | Bullets


class Page(msgspec.Struct, frozen=True):
    """A whole advisory."""

    tracking_id: str
    title: str
    blocks: tuple[Block, ...]
    language: str = "en"


def said(*texts: str) -> Line:
    """A line of mere words; nothing for no words."""
    return tuple(Span(text) for text in texts if text)


def exact(text: str) -> Line:
    """A line that says one exact thing."""
    return (Span(text, "code"),)


def listed(lines: Sequence[Line], between: str = "; ") -> Line:
    """Lines in a row, with this between them."""
    row: list[Span] = []
    for line in lines:
        row += [*([Span(between)] if row else []), *line]
    return tuple(row)
