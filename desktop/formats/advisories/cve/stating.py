"""What a CVE record states, with the places, for the rules of `linting`; nothing has to be valid."""

from collections.abc import Iterator
from typing import Any

from desktop.domain.versions.order import SCHEMES
from desktop.formats.advisories.cve.versions import SCHEME_OF
from desktop.formats.advisories.linting import Said, Statements
from desktop.formats.advisories.stating import at, between, first, placed, said, score, text

_CNA = "/containers/cna"
_CVSS = ("cvssV3_0", "cvssV3_1", "cvssV4_0")
_ENDS = (("lessThan", "<"), ("lessThanOrEqual", "<="))


def statements_in(record: Any) -> Statements:
    """Whatever can be found of them, in the container of the one who assigned the id."""
    cna, metadata = at(record, "containers", "cna"), at(record, "cveMetadata")
    products = list(placed(cna, "affected", _CNA))
    return Statements(
        names=tuple(
            one for path, inside in products for one in said(inside, path, "vendor", "product", "packageName")
        ),
        versions=tuple(
            one
            for path, inside in products
            for here, version in placed(inside, "versions", path)
            for one in _versions(version, here)
        ),
        weaknesses=tuple(
            one
            for path, inside in placed(cna, "problemTypes", _CNA)
            for here, weakness in placed(inside, "descriptions", path)
            for one in said(weakness, here, "cweId")
        ),
        scores=tuple(
            one
            for path, metric in placed(cna, "metrics", _CNA)
            for name in _CVSS
            for one in score(at(metric, name), f"{path}/{name}")
        ),
        texts=tuple(
            one for path, inside in placed(cna, "descriptions", _CNA) for one in said(inside, path, "value")
        ),
        initial=first(metadata, "/cveMetadata", "datePublished"),
        current=first(metadata, "/cveMetadata", "dateUpdated"),
        dates=tuple(_dates(cna)),
    )


def _versions(version: Any, path: str) -> Iterator[Said]:
    low = text(version, "version")
    if "*" in low:
        yield Said(f"{path}/version", low)
    kind = text(version, "versionType")
    scheme = SCHEME_OF.get(kind, kind)
    if scheme not in SCHEMES:  # nobody here knows how its versions follow each other
        return
    for name, operator in _ENDS:
        if written := between(low, text(version, name), operator, scheme):
            yield Said(f"{path}/{name}", written)


def _dates(cna: Any) -> Iterator[Said]:
    yield from said(cna, _CNA, "datePublic")
    for path, line in placed(cna, "timeline", _CNA):
        yield from said(line, path, "time")
