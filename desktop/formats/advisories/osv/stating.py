"""What an OSV document states, with the places, for the rules of `linting`; nothing has to be valid."""

from collections.abc import Iterator
from typing import Any

from desktop.formats.advisories.linting import Said, SaidScore, Statements
from desktop.formats.advisories.stating import at, between, first, placed, said, text, words_in

_SCHEMES = {"SEMVER": "semver"}
"""Of ranges; those of an ecosystem are ordered as plain versions, and commits not at all."""
_ENDS = (("fixed", "<"), ("last_affected", "<="))


def statements_in(document: Any) -> Statements:
    """Whatever can be found of them."""
    affected = list(placed(document, "affected", ""))
    return Statements(
        names=tuple(
            one
            for path, inside in affected
            for one in said(at(inside, "package"), f"{path}/package", "ecosystem", "name")
        ),
        versions=tuple(one for path, inside in affected for one in _versions(inside, path)),
        weaknesses=tuple(words_in(at(document, "database_specific"), "cwe_ids", "/database_specific")),
        scores=tuple(
            SaidScore(f"{here}/score", vector)
            for path, inside in (("", document), *affected)
            for here, one in placed(inside, "severity", path)
            if (vector := text(one, "score"))
        ),
        texts=tuple(said(document, "", "summary", "details")),
        initial=first(document, "", "published"),
        current=first(document, "", "modified"),
        dates=tuple(said(document, "", "withdrawn")),
    )


def _versions(affected: Any, path: str) -> Iterator[Said]:
    yield from words_in(affected, "versions", path)
    for here, one in placed(affected, "ranges", path):
        if (kind := text(one, "type")) != "GIT":
            yield from _ranges(one, here, _SCHEMES.get(kind, ""))


def _ranges(one: Any, path: str, scheme: str) -> Iterator[Said]:
    """Each end with the start before it; ends in another order are left alone."""
    low = ""
    for here, event in placed(one, "events", path):
        low = text(event, "introduced") or low
        for name, operator in _ENDS:
            if low and (high := text(event, name)):
                if written := between(low, high, operator, scheme):
                    yield Said(f"{here}/{name}", written)
                low = ""
