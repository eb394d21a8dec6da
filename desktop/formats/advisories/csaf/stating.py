"""What a CSAF 2.0 document states, with the places, for the rules of `linting`; nothing has to be valid."""

from collections.abc import Iterator
from typing import Any

from desktop.formats.advisories.csaf.wording import CVSS4_NOTE
from desktop.formats.advisories.linting import Said, SaidScore, Statements

_VERSIONS = frozenset({"product_version", "product_version_range"})
_DATES = ("discovery_date", "release_date")


def statements_in(document: Any) -> Statements:
    """Whatever can be found of them."""
    tracking, place = _at(document, "document", "tracking"), "/document/tracking"
    branches = list(_branches(_at(document, "product_tree"), "/product_tree"))
    products = list(_products(_at(document, "product_tree"), "/product_tree"))
    vulnerabilities = [
        (f"/vulnerabilities/{number}", one) for number, one in enumerate(_list(document, "vulnerabilities"))
    ]
    return Statements(
        names=tuple(said for category, said in branches if category not in _VERSIONS) + tuple(products),
        versions=tuple(said for category, said in branches if category in _VERSIONS),
        weaknesses=tuple(
            Said(f"{path}/cwe/id", _text(_at(one, "cwe"), "id"))
            for path, one in vulnerabilities
            if _text(_at(one, "cwe"), "id")
        ),
        scores=tuple(score for path, one in vulnerabilities for score in _scores(path, one)),
        texts=tuple(_texts(document, vulnerabilities)),
        initial=_said(tracking, place, "initial_release_date"),
        current=_said(tracking, place, "current_release_date"),
        dates=tuple(
            said for path, one in vulnerabilities for name in _DATES if (said := _said(one, path, name))
        ),
    )


def _branches(inside: Any, path: str) -> Iterator[tuple[str, Said]]:
    for number, branch in enumerate(_list(inside, "branches")):
        here = f"{path}/branches/{number}"
        if name := _text(branch, "name"):
            yield _text(branch, "category"), Said(f"{here}/name", name)
        yield from _branches(branch, here)


def _products(inside: Any, path: str) -> Iterator[Said]:
    """The full names of products, in branches and beside them."""
    for number, product in enumerate(_list(inside, "full_product_names")):
        if name := _text(product, "name"):
            yield Said(f"{path}/full_product_names/{number}/name", name)
    for number, branch in enumerate(_list(inside, "branches")):
        here = f"{path}/branches/{number}"
        if name := _text(_at(branch, "product"), "name"):
            yield Said(f"{here}/product/name", name)
        yield from _products(branch, here)


def _scores(path: str, vulnerability: Any) -> Iterator[SaidScore]:
    for number, score in enumerate(_list(vulnerability, "scores")):
        cvss = _at(score, "cvss_v3")
        if vector := _text(cvss, "vectorString"):
            base = _at(cvss, "baseScore")
            here = f"{path}/scores/{number}/cvss_v3"
            said = float(base) if isinstance(base, int | float) else None
            yield SaidScore(here, vector, said, _text(cvss, "baseSeverity"))
    for number, note in enumerate(_list(vulnerability, "notes")):
        if _text(note, "title") == CVSS4_NOTE:
            vector = _text(note, "text").partition(" ")[0]
            yield SaidScore(f"{path}/notes/{number}/text", vector)


def _texts(document: Any, vulnerabilities: list[tuple[str, Any]]) -> Iterator[Said]:
    for path, one in (("/document", _at(document, "document")), *vulnerabilities):
        for number, note in enumerate(_list(one, "notes")):
            if text := _text(note, "text"):
                yield Said(f"{path}/notes/{number}/text", text)


def _said(inside: Any, path: str, name: str) -> Said | None:
    words = _text(inside, name)
    return Said(f"{path}/{name}", words) if words else None


def _at(value: Any, *steps: str) -> Any:
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _text(value: Any, name: str) -> str:
    found = _at(value, name)
    return found if isinstance(found, str) else ""


def _list(value: Any, name: str) -> list[Any]:
    found = _at(value, name)
    return found if isinstance(found, list) else []
