"""The advisory as one HTML file that runs nothing and loads nothing, and says so to the browser."""

import re
from collections.abc import Iterable
from html import escape

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.inert import escape_invisible
from desktop.formats.advisories.prose.addresses import is_address
from desktop.formats.advisories.prose.page import Block, Bullets, Fields, Line, Passage, Span, Table
from desktop.formats.advisories.prose.telling import page_of
from desktop.formats.sealed_page import sealed_page


def write_html(facts: AdvisoryFacts) -> bytes:
    """The page in UTF-8. Raises InvalidDocument for a CVSS vector that is none."""
    page = page_of(facts)
    body = [f'<h1 dir="auto">{_inline(page.title)}</h1>', *map(_section, page.blocks)]
    title = f"{page.tracking_id}: {page.title}"
    return sealed_page(_inline(title), "\n".join(body), language=page.language)


def _section(block: Block) -> str:
    if not block.heading:
        return _body(block)
    return f"<section>\n<h2>{block.heading}</h2>\n{_body(block)}\n</section>"


def _body(block: Block) -> str:
    match block:
        case Fields():
            pairs = (f'<dt>{name}</dt><dd dir="auto">{_line(line)}</dd>' for name, line in block.entries)
            return _within("dl", pairs)
        case Passage():
            paragraphs = re.split(r"\n[ \t]*\n", escape_invisible(block.text).strip())
            return "\n".join(f'<p dir="auto">{_broken(text)}</p>' for text in paragraphs if text.strip())
        case Bullets():
            return _within("ul", (f'<li dir="auto">{_line(item)}</li>' for item in block.items))
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in table.columns)
    rows = ("".join(f'<td dir="auto">{_line(cell)}</td>' for cell in row) for row in table.rows)
    body = _within("tbody", (f"<tr>{row}</tr>" for row in rows))
    caption = f"<caption>{table.heading}</caption>"
    return f'<div class="wide"><table>\n{caption}\n<thead><tr>{head}</tr></thead>\n{body}\n</table></div>'


def _within(element: str, lines: Iterable[str]) -> str:
    return "\n".join([f"<{element}>", *lines, f"</{element}>"])


def _broken(text: str) -> str:
    return "<br>\n".join(_inline(line) for line in text.strip().split("\n"))


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    text = _inline(span.text)
    if span.kind == "code":
        return f"<code>{text}</code>"
    if span.kind == "link" and is_address(span.text):
        return f'<a href="{text}" rel="noreferrer">{text}</a>'
    return text


def _inline(text: str) -> str:
    return escape(re.sub(r"\s+", " ", escape_invisible(text)))
