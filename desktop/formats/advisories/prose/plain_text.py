"""The advisory as plain text for mailing lists: 72 columns, no trailing blanks, our own words in ASCII.

Every word of the facts stands behind a name or is indented. So none begins a line, where mail programs look
for "From " (RFC 4155), the signature mark "-- " (RFC 3676 §4.3), a lone dot (RFC 5321 §4.5.2) or a header.
"""

import re
import textwrap
from collections.abc import Iterator

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.inert import escape_invisible
from desktop.formats.advisories.prose.page import Block, Bullets, Fields, Line, Page, Passage, Table
from desktop.formats.advisories.prose.telling import page_of

WIDTH = 72
_SUBJECT_LIMIT = 200
"""Characters of the proposed subject; RFC 5322 §2.1.1 allows 998 octets on a line."""
_INDENT = "  "


def write_text(facts: AdvisoryFacts) -> bytes:
    """The message in UTF-8: a proposed subject, a blank line, the body.

    A word longer than a line, such as an address, is left whole. Raises InvalidDocument for a CVSS vector
    that is none.
    """
    page = page_of(facts)
    head = [f"Subject: {_subject(page, facts.text.cve)}", "", *_named("Title", page.title)]
    lines = [*head, *(line for block in page.blocks for line in ("", *_lines(block)))]
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode()


def _subject(page: Page, cve: str) -> str:
    """As oss-security asks: the id, then what it is about."""
    subject = _on_one_line(f"{cve or page.tracking_id}: {page.title}")
    return subject if len(subject) <= _SUBJECT_LIMIT else subject[: _SUBJECT_LIMIT - 3].rstrip() + "..."


def _lines(block: Block) -> Iterator[str]:
    if block.heading:
        yield from (block.heading, "=" * len(block.heading), "")
    match block:
        case Fields():
            for name, line in block.entries:
                yield from _named(name, _plain(line))
        case Passage():
            yield from _paragraphs(block.text)
        case Bullets():
            for item in block.items:
                yield from _folded(f"* {_on_one_line(_plain(item))}", _INDENT)
        case Table():
            yield from _records(block)


def _records(table: Table) -> Iterator[str]:
    """A row as a group of named lines: columns would not fit into 72 characters."""
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        for name, cell in zip(table.columns, row, strict=True):
            if cell:
                yield from _named(name, _plain(cell))


def _named(name: str, words: str) -> Iterator[str]:
    yield from _folded(f"{name}: {_on_one_line(words)}", "")


def _paragraphs(text: str) -> Iterator[str]:
    """Line breaks stay; several blank lines become one."""
    lines = [line.strip() for line in escape_invisible(text).strip().split("\n")]
    for line in re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).split("\n"):
        yield from _folded(" ".join(line.split()), _INDENT) if line else [""]


def _folded(line: str, indent: str) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}{_INDENT}" if line.startswith("* ") or not indent else indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)


def _on_one_line(text: str) -> str:
    return " ".join(escape_invisible(text).split())
