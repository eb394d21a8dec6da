"""What figures across cases have to be before they leave."""

import re
from collections.abc import Iterator

import msgspec

from desktop.domain.leaving.sentences import hidden

_PDF = b"%PDF-"
_FORMULA = re.compile(r"(?:^|,)\"?(?:[=+@\t\0]|\r(?!\n)|-(?!\d[\d.]*\"?(?:[,\r\n]|$)))", re.MULTILINE)
"""What begins a cell that a spreadsheet computes; a number may be negative."""


class FiguresCandidate(msgspec.Struct, frozen=True):
    """Figures across cases that ask to leave: the bytes, and every word that stands in them."""

    content: bytes
    words: tuple[str, ...]
    file_name: str


def objections_to_figures(candidate: FiguresCandidate) -> Iterator[str]:
    """Why they stay: hidden characters, an address, or what a spreadsheet would compute."""
    text = "\n".join(candidate.words)
    yield from hidden(text)
    if "@" in text:
        yield "A mail address stands among the figures."
    if not candidate.content.startswith(_PDF) and _FORMULA.search(text):
        yield "A spreadsheet would take one of the cells for a formula."
