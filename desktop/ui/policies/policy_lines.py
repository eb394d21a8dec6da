"""What a page about a policy is made of: headings, and lines that name their clauses."""

from typing import NamedTuple

from desktop.domain.policy import Item


class Line(NamedTuple):
    """One thing that a policy says; `assumed` is what was chosen where it is silent."""

    text: str
    detail: str = ""
    clauses: tuple[str, ...] = ()
    assumed: str = ""


class Section(NamedTuple):
    """A heading and its lines; without lines the policy does not state it."""

    title: str
    lines: tuple[Line, ...]
    optional: bool = False
    """Whether the section is left out where it is empty, for that is no gap in the policy."""


def line_of(item: Item, text: str, detail: str = "") -> Line:
    return Line(text, detail, item.clauses, item.assumed)
