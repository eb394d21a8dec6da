"""What a CSAF 2.0 document states, with the places, for the rules of `linting`; nothing has to be valid."""

from collections.abc import Iterator
from typing import Any

from desktop.formats.advisories.csaf.wording import CVSS4_NOTE
from desktop.formats.advisories.linting import Said, SaidScore, Statements
from desktop.formats.advisories.stating import at, first, placed, said, score, text

_VERSIONS = frozenset({"product_version", "product_version_range"})
_DATES = ("discovery_date", "release_date")


def statements_in(document: Any) -> Statements:
    """Whatever can be found of them."""
    tracking, place = at(document, "document", "tracking"), "/document/tracking"
    branches = list(_branches(at(document, "product_tree"), "/product_tree"))
    products = list(_products(at(document, "product_tree"), "/product_tree"))
    vulnerabilities = list(placed(document, "vulnerabilities", ""))
    return Statements(
        names=tuple(one for category, one in branches if category not in _VERSIONS) + tuple(products),
        versions=tuple(one for category, one in branches if category in _VERSIONS),
        weaknesses=tuple(
            one for path, inside in vulnerabilities for one in said(at(inside, "cwe"), f"{path}/cwe", "id")
        ),
        scores=tuple(one for path, inside in vulnerabilities for one in _scores(path, inside)),
        texts=tuple(_texts(document, vulnerabilities)),
        initial=first(tracking, place, "initial_release_date"),
        current=first(tracking, place, "current_release_date"),
        dates=tuple(one for path, inside in vulnerabilities for one in said(inside, path, *_DATES)),
    )


def _branches(inside: Any, path: str) -> Iterator[tuple[str, Said]]:
    for here, branch in placed(inside, "branches", path):
        for name in said(branch, here, "name"):
            yield text(branch, "category"), name
        yield from _branches(branch, here)


def _products(inside: Any, path: str) -> Iterator[Said]:
    """The full names of products, in branches and beside them."""
    for here, product in placed(inside, "full_product_names", path):
        yield from said(product, here, "name")
    for here, branch in placed(inside, "branches", path):
        yield from said(at(branch, "product"), f"{here}/product", "name")
        yield from _products(branch, here)


def _scores(path: str, vulnerability: Any) -> Iterator[SaidScore]:
    for here, one in placed(vulnerability, "scores", path):
        yield from score(at(one, "cvss_v3"), f"{here}/cvss_v3")
    for here, note in placed(vulnerability, "notes", path):
        if text(note, "title") == CVSS4_NOTE:
            yield SaidScore(f"{here}/text", text(note, "text").partition(" ")[0])


def _texts(document: Any, vulnerabilities: list[tuple[str, Any]]) -> Iterator[Said]:
    for path, inside in (("/document", at(document, "document")), *vulnerabilities):
        for here, note in placed(inside, "notes", path):
            yield from said(note, here, "text")
