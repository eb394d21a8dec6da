"""The page of thanks as Markdown or HTML: names by year, the latest first, each of them mere text."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from desktop.domain.leaving.acknowledgements import Thanked
from desktop.formats.advisories.prose.markdown import escape_line


def acknowledgements_markdown(organisation: str, thanked: Sequence[Thanked]) -> bytes:
    """The page as Markdown, UTF-8."""
    lines = ["# Acknowledgements", "", f"{escape_line(organisation)} thanks those who reported responsibly."]
    for year, names in _by_year(thanked):
        lines += ["", f"## {year}", "", *(f"- {escape_line(name)}" for name in names)]
    return "\n".join([*lines, ""]).encode()


def acknowledgements_html(organisation: str, thanked: Sequence[Thanked]) -> bytes:
    """The page as HTML that loads nothing, UTF-8."""
    years = (
        f"<h2>{year}</h2>\n<ul>\n{''.join(f'<li>{escape(name)}</li>{chr(10)}' for name in names)}</ul>\n"
        for year, names in _by_year(thanked)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Acknowledgements</title>\n'
        f"</head>\n<body>\n<h1>Acknowledgements</h1>\n<p>{escape(organisation)} thanks those who reported "
        f"responsibly.</p>\n{''.join(years)}</body>\n</html>\n"
    ).encode()


def _by_year(thanked: Sequence[Thanked]) -> Iterator[tuple[int, list[str]]]:
    ordered = sorted(set(thanked), key=lambda one: (-one.year, one.name.casefold(), one.name))
    for year, group in groupby(ordered, key=lambda one: one.year):
        yield year, [" ".join(one.name.split()) for one in group]
