"""Statements of a document of which nothing is known: whatever can be found, with its place.

Each format gathers its own for the rules of `linting`; nothing has to be valid.
"""

import re
from collections.abc import Iterator
from typing import Any

from desktop.formats.advisories.bounds import FIRST
from desktop.formats.advisories.linting import Said, SaidScore

_NUMBERED = re.compile(r"\d[^\s*]* \d[^\s*]*")
_PLAIN = re.compile(r"[\d.]+ [\d.]+", re.ASCII)


def at(value: Any, *steps: str) -> Any:
    """The value under these names; None where there is none."""
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def text(value: Any, name: str) -> str:
    """The words under a name; empty for anything else."""
    found = at(value, name)
    return found if isinstance(found, str) else ""


def placed(value: Any, name: str, path: str) -> Iterator[tuple[str, Any]]:
    """What stands in the list under a name, each with its place."""
    found = at(value, name)
    for number, one in enumerate(found if isinstance(found, list) else ()):
        yield f"{path}/{name}/{number}", one


def said(value: Any, path: str, *names: str) -> Iterator[Said]:
    """The words under each of the names that has some."""
    for name in names:
        if words := text(value, name):
            yield Said(f"{path}/{name}", words)


def first(value: Any, path: str, name: str) -> Said | None:
    """The words under the name, if there are some."""
    return next(said(value, path, name), None)


def words_in(value: Any, name: str, path: str) -> Iterator[Said]:
    """The words of a list."""
    return (Said(place, one) for place, one in placed(value, name, path) if isinstance(one, str) and one)


def score(cvss: Any, path: str) -> Iterator[SaidScore]:
    """A vector with its score, as CSAF and CVE records have it (the JSON schema of CVSS)."""
    if vector := text(cvss, "vectorString"):
        base = at(cvss, "baseScore")
        number = float(base) if isinstance(base, int | float) else None
        yield SaidScore(path, vector, number, text(cvss, "baseSeverity"))


def between(low: str, high: str, operator: str = "<", scheme: str = "") -> str:
    """A range by its ends; empty where nobody here can order them, such as those of an unnamed registry."""
    if low == FIRST or not (_NUMBERED if scheme else _PLAIN).fullmatch(f"{low} {high}"):
        return ""
    return f"vers:{scheme}/>={low}|{operator}{high}" if scheme else f">={low}, {operator}{high}"
