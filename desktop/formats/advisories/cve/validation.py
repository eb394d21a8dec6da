"""Whether a document is a CVE record of JSON 5.1.1: by the programme's own schema."""

from collections.abc import Iterable, Iterator
from typing import Any

import jsonschema_rs

from desktop.formats.advisories.cve.package import cve_schema
from desktop.formats.advisories.findings import Finding, sentence
from desktop.formats.advisories.schema_words import schema_finding
from desktop.formats.advisories.strict_json import NotStrict, decode_strict
from desktop.formats.advisories.written_json import nuls_in

_STATE = ["cveMetadata", "state"]
_NoKind = jsonschema_rs.ValidationErrorKind.OneOfNotValid


def validate_cve(content: bytes, *, thorough: bool = False) -> tuple[Finding, ...]:
    """Everything that is wrong with the record; `thorough` adds what readers will miss. Never raises for it.

    Raises Unreadable where the schema is missing.
    """
    try:
        record = decode_strict(content)
    except NotStrict as error:
        return (Finding("json", "error", "", sentence(str(error))),)
    found = (*nuls_in(content, record), *_broken(record))
    return (*found, *_missed(record)) if thorough and not found else found


def _broken(record: Any) -> Iterator[Finding]:
    """Where a record fits neither of the two kinds, what is wrong with it as the one that it says it is."""
    for error in cve_schema().iter_errors(record):
        kinds = error.kind.context if isinstance(error.kind, _NoKind) and not error.instance_path else []
        yield from map(schema_finding, min(kinds, key=_distance, default=[error]))


def _distance(errors: Iterable[jsonschema_rs.ValidationError]) -> tuple[bool, int]:
    """How far the record is from a kind of which these are the errors."""
    found = list(errors)
    return any(list(error.instance_path) == _STATE for error in found), len(found)


def _missed(record: dict[str, Any]) -> Iterator[Finding]:
    found = record["containers"]["cna"]
    for name in ("title", "problemTypes", "metrics"):
        if record["cveMetadata"]["state"] == "PUBLISHED" and name not in found:
            message = f"There is no {name}: readers look for it."
            yield Finding("lint", "warning", f"/containers/cna/{name}", message)
