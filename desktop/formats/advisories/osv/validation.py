"""Whether a document is OSV 1.7: its types, and the rules that its schema adds to them.

Of a CVSS 2.0 vector the shape alone is looked at.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from desktop.domain.scoring.metric import Metric
from desktop.domain.scoring.vector import METRICS
from desktop.formats.advisories.findings import Finding, Severity
from desktop.formats.advisories.osv.document import OsvAffected, OsvDocument, OsvEvent, OsvRange, OsvSeverity
from desktop.formats.advisories.osv.ecosystems import is_ecosystem
from desktop.formats.advisories.osv.prefixes import REGISTERED
from desktop.formats.advisories.typed_json import Mistyped, decode_typed
from desktop.formats.advisories.written_json import nuls_in

_COMMIT = re.compile(r"0|[a-f0-9]{40}|[a-f0-9]{64}")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_CVSS2 = re.compile(r"[A-Za-z]{1,3}:[A-Z]{1,3}(/[A-Za-z]{1,3}:[A-Z]{1,3})*")
_UBUNTU = ("negligible", "low", "medium", "high", "critical")
_Found = Iterator[Finding]


def validate_osv(content: bytes, *, thorough: bool = False) -> tuple[Finding, ...]:
    """Everything that is wrong with the document; `thorough` adds what readers miss. Never raises."""
    try:
        document, raw = decode_typed(content, OsvDocument)
    except Mistyped as error:
        return (error.finding,)
    found = (*nuls_in(content, raw), *_in_document(document, raw))
    return (*found, *_missed(document)) if thorough else found


def _finding(test: str, path: str, message: str, severity: Severity = "error") -> Finding:
    return Finding(test, severity, path, message)


def _in_document(document: OsvDocument, raw: dict[str, Any]) -> _Found:
    if not REGISTERED.match(document.id):
        yield _finding("id", "/id", "The id starts with no database that OSV knows, and not with x_.")
    for name in ("modified", "published", "withdrawn"):
        if isinstance(stamp := getattr(document, name), str) and not _is_date(stamp):
            yield _finding("schema", f"/{name}", "This is no date and time.")
    yield from _in_severities(document.severity, "")
    for number, affected in enumerate(document.affected or ()):
        yield from _in_affected(affected, f"/affected/{number}")
        if "severity" in raw and affected.severity is not None:
            yield _finding(
                "severity", f"/affected/{number}/severity", "The severity stands once: here or at the top."
            )
    for number, reference in enumerate(document.references or ()):
        if not _URI.fullmatch(reference.url):
            yield _finding("schema", f"/references/{number}/url", "This is no address.")


def _in_affected(affected: OsvAffected, path: str) -> _Found:
    if affected.package and not is_ecosystem(affected.package.ecosystem):
        yield _finding("ecosystem", f"{path}/package/ecosystem", "OSV knows no ecosystem of this name.")
    yield from _in_severities(affected.severity, path)
    for number, version in enumerate(affected.versions):
        if version == "*":
            yield _finding("lint", f"{path}/versions/{number}", "A * is no version.")
    for number, one in enumerate(affected.ranges):
        yield from _in_range(one, f"{path}/ranges/{number}")


def _in_range(one: OsvRange, path: str) -> _Found:
    ends = [tuple(_named(event)) for event in one.events]
    if one.type == "GIT" and not one.repo:
        yield _finding("range", path, "A range of commits names its repository.")
    named = {name for event in ends for name, _ in event}
    if "introduced" not in named:
        yield _finding("range", f"{path}/events", "No event says where the range starts.")
    if {"fixed", "last_affected"} <= named:
        yield _finding("range", f"{path}/events", "A range ends with fixed or with last_affected, not both.")
    for number, event in enumerate(ends):
        if len(event) != 1:
            yield _finding("range", f"{path}/events/{number}", "An event names exactly one end of a range.")
        yield from _in_event(event, f"{path}/events/{number}", commits=one.type == "GIT")


def _in_event(event: tuple[tuple[str, str], ...], path: str, *, commits: bool) -> _Found:
    for name, version in event:
        if commits and not _COMMIT.fullmatch(version):
            yield _finding("range", f"{path}/{name}", "This is no full commit.")
        if version == "*":
            yield _finding("lint", f"{path}/{name}", "A * is no version.")


def _named(event: OsvEvent) -> Iterator[tuple[str, str]]:
    for name in OsvEvent.__struct_fields__:
        if isinstance(version := getattr(event, name), str):
            yield name, version


def _in_severities(severities: tuple[OsvSeverity, ...] | None, path: str) -> _Found:
    for number, severity in enumerate(severities or ()):
        if not _is_score(severity):
            yield _finding(
                "severity",
                f"{path}/severity/{number}/score",
                f"This is no score of the type {severity.type}.",
            )


def _is_score(severity: OsvSeverity) -> bool:
    if severity.type == "Ubuntu":
        return severity.score in _UBUNTU
    if severity.type == "CVSS_V2":
        return _CVSS2.fullmatch(severity.score) is not None
    version, *parts = severity.score.split("/")
    if severity.type == "CVSS_V3":
        return version in ("CVSS:3.0", "CVSS:3.1") and bool(parts) and _all_known(parts, METRICS["3.1"])
    metrics = METRICS["4.0"]
    order = {metric.key: place for place, metric in enumerate(metrics)}
    keys = [part.partition(":")[0] for part in parts]
    return (
        version == "CVSS:4.0"
        and _all_known(parts, metrics)
        and {metric.key for metric in metrics if metric.required} <= set(keys)
        and all(order[one] < order[other] for one, other in pairwise(keys))
    )


def _all_known(parts: list[str], metrics: tuple[Metric, ...]) -> bool:
    known = {f"{metric.key}:{choice.key}" for metric in metrics for choice in metric.choices}
    return all(part in known for part in parts)


def _missed(document: OsvDocument) -> _Found:
    for name in ("summary", "details", "affected", "references"):
        if not getattr(document, name):
            yield _finding("lint", f"/{name}", f"There is no {name}: readers look for it.", "warning")


def _is_date(stamp: str) -> bool:
    try:
        return datetime.fromisoformat(stamp).tzinfo is not None
    except ValueError:
        return False
