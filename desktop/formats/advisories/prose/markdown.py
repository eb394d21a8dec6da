"""The advisory as Markdown (CommonMark, with the tables of GitHub).

Every word of the facts is escaped, so that none can become markup, HTML or a link of its own.
"""

import re
from collections.abc import Sequence

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.inert import escape_invisible
from desktop.formats.advisories.prose.addresses import is_address
from desktop.formats.advisories.prose.page import Block, Bullets, Fields, Line, Page, Passage, Span, Table
from desktop.formats.advisories.prose.telling import page_of

_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_BLOCK_START = re.compile(r"^([#+=\-]|\d+(?=[.)]))")
_CODE = re.compile(r"[0-9A-Za-z.+~_<>=:/@%#?, -]*[0-9A-Za-z.+~_<>=:/@%#?,-]")


def write_markdown(facts: AdvisoryFacts) -> bytes:
    """The document in UTF-8; blocks are separated by one blank line, the file ends in one line break.

    Raises InvalidDocument for a CVSS vector that is none.
    """
    return markdown_of(page_of(facts))


def markdown_of(page: Page) -> bytes:
    """Any page as Markdown, its words escaped."""
    blocks = [f"# {escape_line(page.title)}", *(part for block in page.blocks for part in _parts(block))]
    return ("\n\n".join(blocks) + "\n").encode()


def escape_line(text: str) -> str:
    """One line of inert words that may begin a line of its own."""
    return _escape_start(_inline(text))


def escape_text(text: str) -> str:
    """Paragraphs of inert words: line breaks stay, several blank lines become one, no line is indented."""
    lines = [escape_line(line) for line in escape_invisible(text).strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _inline(text: str) -> str:
    """The same for the middle of a line."""
    line = _MARKUP.sub(r"\\\1", _on_one_line(text))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", escape_invisible(text))


def _escape_start(line: str) -> str:
    line = line.strip()
    start = _BLOCK_START.match(line)
    if start is None:
        return line
    marker = start[0]
    return f"{marker}\\{line[len(marker) :]}" if marker.isdigit() else f"\\{line}"


def _parts(block: Block) -> list[str]:
    body = _body(block)
    return [f"## {block.heading}", body] if block.heading else [body]


def _body(block: Block) -> str:
    match block:
        case Fields():
            return "\n".join(f"- {name}: {_line(line)}" for name, line in block.entries)
        case Passage():
            return escape_text(block.text)
        case Bullets():
            return "\n".join(f"- {_escape_start(_line(item))}" for item in block.items)
        case Table():
            rows = [block.columns, ["---"] * len(block.columns), *(map(_line, row) for row in block.rows)]
            return "\n".join(_row(list(row)) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    return "".join(map(_span, line)).strip()


def _span(span: Span) -> str:
    if span.kind == "code" and _CODE.fullmatch(span.text):
        return f"`{span.text}`"
    if span.kind == "link" and is_address(span.text):
        return f"<{span.text}>"
    return _inline(span.text)
