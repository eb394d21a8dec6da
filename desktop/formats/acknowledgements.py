"""The page of thanks as Markdown or HTML: names by year, the latest first, each of them mere text."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from desktop.domain.inert import escape_invisible
from desktop.domain.leaving.acknowledgements import Thanked
from desktop.formats.advisories.prose.markdown import escape_line
from desktop.formats.sealed_page import sealed_page


def acknowledgements_markdown(organisation: str, thanked: Sequence[Thanked]) -> bytes:
    """The page as Markdown, UTF-8."""
    lines = ["# Acknowledgements", "", f"{escape_line(organisation)} thanks those who reported responsibly."]
    for year, names in _by_year(thanked):
        lines += ["", f"## {year}", "", *(f"- {escape_line(name)}" for name in names)]
    return "\n".join([*lines, ""]).encode()


def acknowledgements_html(organisation: str, thanked: Sequence[Thanked]) -> bytes:
    """The page as HTML that runs and loads nothing, UTF-8."""
    thanks = f"<p>{_inline(organisation)} thanks those who reported responsibly.</p>"
    years = (_year(year, names) for year, names in _by_year(thanked))
    return sealed_page("Acknowledgements", "\n".join(("<h1>Acknowledgements</h1>", thanks, *years)))


def _year(year: int, names: Sequence[str]) -> str:
    items = (f'<li dir="auto">{_inline(name)}</li>' for name in names)
    return "\n".join((f"<h2>{year}</h2>", "<ul>", *items, "</ul>"))


def _inline(words: str) -> str:
    return escape(escape_invisible(words))


def _by_year(thanked: Sequence[Thanked]) -> Iterator[tuple[int, list[str]]]:
    ordered = sorted(set(thanked), key=lambda one: (-one.year, one.name.casefold(), one.name))
    for year, group in groupby(ordered, key=lambda one: one.year):
        yield year, [" ".join(one.name.split()) for one in group]
