"""Check a file against the standard that it follows, and against what lies beside it."""

from datetime import UTC, datetime

import msgspec

from desktop.formats.advisories.findings import Finding, errors_of
from desktop.formats.advisories.linting import lint
from desktop.formats.advisories.standards import STANDARDS, Recognised, Standard, recognise


class Validation(msgspec.Struct, frozen=True):
    """What was found; the fields are the JSON keys of `embargo advisory validate`."""

    file: str
    valid: bool
    findings: tuple[Finding, ...]
    format: str = "unknown"
    version: str = ""


def validate_advisory(
    name: str,
    content: bytes,
    *,
    now: datetime | None = None,
    beside: tuple[Finding, ...] = (),
    standards: tuple[Standard, ...] = STANDARDS,
) -> Validation:
    """Every mistake of a document, its recommendations among them; never raises for its content.

    `beside` was found in the files that lie beside it.
    """
    known = recognise(name.rpartition("/")[2], content, standards)
    if known.standard is None:
        findings = (known.finding, *beside) if known.finding else beside
        return Validation(name, valid=False, findings=findings)
    findings = (*_judge(known, known.standard, content, now or datetime.now(UTC)), *beside)
    valid = not errors_of(findings)
    return Validation(name, valid, findings, known.standard.name, known.standard.version)


def _judge(known: Recognised, standard: Standard, content: bytes, now: datetime) -> tuple[Finding, ...]:
    """What the standard's own rules say, then what they do not see."""
    found = standard.validate(content, thorough=True, now=now)
    told = {finding.path for finding in errors_of(found)}
    linted = lint(standard.states(known.document), now) if standard.states else ()
    return (*found, *(finding for finding in linted if not _is_told(finding.path, told)))


def _is_told(path: str, told: set[str]) -> bool:
    """Whether the standard found an error at this very place, within it, or at the object that holds it."""
    holder = path.rpartition("/")[0]
    return any(other in (path, holder) or other.startswith(f"{path}/") for other in told)
