"""Words that stand for others: placeholders, the unfilled template of a code host, names of nobody."""

import re
from functools import lru_cache

from desktop.formats.policies.reading.page import WEAK, Grid, Heading, Page
from desktop.formats.policies.reading.sentences import Sentence, plain

_PLACEHOLDER = re.compile(
    r"\[(?:your|insert|add|e-?mail|company|project|organi[sz]ation|team|name|url|link|date|x|n|to be|tbd"
    r"|todo|placeholder)\b[^\]\n@]{0,60}\]"
    r"|\[(?:security|contact|maintainer|support) [^\]\n@]{1,60}\]"
    r"|@?\[(?:organi[sz]ation|company|domain|project|email)[^\]\n]{0,20}\]"
    r"|<(?:your|insert|security|e-?mail|company|project|organi[sz]ation|x|n|date|url|name"
    r"|number)\b[^>\n@]{0,60}>"
    r"|\{\{[^}\n]{1,60}\}\}|\byour[-_ ]?(?:domain|company|organi[sz]ation|project|email)[-_ ]?(?:\.|@"
    r"|name|here)"
    r"|\(?\breplace (?:this|with|me)\b|\bto be (?:announced|determined|defined|completed|filled)\b"
    r"|\btbd\b|\btodo\b|\bfixme\b|\bx{3,}\b|\b(?:[x?]{4} ?){4,}"
    r"|\blorem ipsum\b|\[x\] (?:hours|days)|<\d*x+ ?[^>\n]{0,20}>|\bchange ?me\b|\bplaceholder\b"
)
_EXAMPLE_HOST = re.compile(
    r"(?:^|[@.])(?:example\.(?:com|org|net|edu)|[\w-]+\.(?:example|invalid|test|localhost)|(?:your"
    r"|my)-?[\w-]*\.(?:com|org|io)|(?:company|domain|project|organization|yourdomain)\.(?:com|org|io"
    r"|tld))$"
)
_TEMPLATE = re.compile(r"use this section to tell people|tell them where to go, how often")
_OF_TEMPLATE = ("5.1.x", "5.0.x", "4.0.x", "< 4.0")
_SAMPLE = re.compile(
    r"\b(?:sample|example|template)s?\b(?:.{0,20}\b(?:report|advisory|message|e-?mail)\b)?|\bbeispiel"
    r"|\bexemple|\bejemplo|\bexemplo"
)
_MARKS = (
    *("[", "<", "{", "your", "replace", "to be", "tbd", "todo", "fixme", "xx", "??", "lorem", "change"),
    "place",
)
"""One of these stands in every placeholder; looking for them first is much faster."""


def is_placeholder(text: str) -> bool:
    """Whether words were never filled in; the text in small letters."""
    return any(mark in text for mark in _MARKS) and _PLACEHOLDER.search(text) is not None


def is_example_host(address: str) -> bool:
    """Whether an address belongs to nobody: a name kept for examples (RFC 2606), or of the kind."""
    return _EXAMPLE_HOST.search(address.lower()) is not None


_HISTORY = re.compile(
    r"^(?:change ?log|changes|(?:revision |document |version )?history|revisions)\b|\bchangelog of\b"
)


@lru_cache(maxsize=1024)  # the same headings stand above many sentences
def is_history(under: tuple[str, ...]) -> bool:
    """Whether a heading says that what the text once said follows."""
    return any(_HISTORY.search(heading) for heading in under)


@lru_cache(maxsize=1024)
def is_sample(under: tuple[str, ...]) -> bool:
    """Whether a heading says that an example follows."""
    return any(_SAMPLE.search(heading) for heading in under)


def unfilled_sections(page: Page) -> tuple[tuple[str, ...], ...]:
    """What stands under these headings is a template that nobody filled in."""
    found = [part.under for part in page.parts if isinstance(part, Sentence) and _TEMPLATE.search(part.low)]
    sections = dict.fromkeys(under[: len(_strong(under, page))] for under in found)
    return tuple(under for under in sections if not _is_filled_in(under, page))


def _is_filled_in(under: tuple[str, ...], page: Page) -> bool:
    """Whether a table in the section names other versions than the template does."""
    grids = [part for part in page.parts if isinstance(part, Grid) and part.under[: len(under)] == under]
    rows = [row.cells[0].text for grid in grids for row in grid.rows[1:] if row.cells]
    return bool(rows) and not any(plain(text) in _OF_TEMPLATE for text in rows)


def _strong(under: tuple[str, ...], page: Page) -> tuple[str, ...]:
    """The headings without introductions, which are no sections."""
    intros = {plain(part.text) for part in page.parts if isinstance(part, Heading) and part.level > WEAK}
    return tuple(heading for heading in under if plain(heading) not in intros)


def is_within(part: Sentence | Grid, sections: tuple[tuple[str, ...], ...]) -> bool:
    """Whether something stands in one of these sections."""
    return any(part.under[: len(section)] == section for section in sections)
