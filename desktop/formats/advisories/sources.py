"""Advisories that are there already, as facts: which format a file is of, and who reads it."""

from collections.abc import Callable
from typing import Any

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.csaf.facts_in import facts_in_csaf
from desktop.formats.advisories.cve.reading import facts_in_cve
from desktop.formats.advisories.findings import sentence
from desktop.formats.advisories.github import facts_in_github
from desktop.formats.advisories.osv.reading import facts_in_osv
from desktop.formats.advisories.strict_json import NotStrict, decode_strict


class Source(msgspec.Struct, frozen=True):
    """One of the formats that are taken in."""

    name: str
    """As a sentence calls such a document."""
    is_it: Callable[[dict[str, Any]], bool]
    """By the names that only this format has."""
    read: Callable[[bytes], AdvisoryFacts]
    """Raises InvalidDocument."""


SOURCES = (
    Source("CSAF document", lambda found: "csaf_version" in _in(found, "document"), facts_in_csaf),
    Source("CVE record", lambda found: found.get("dataType") == "CVE_RECORD", facts_in_cve),
    Source("GitHub advisory", lambda found: "ghsa_id" in found, facts_in_github),
    Source("OSV document", lambda found: "modified" in found and "id" in found, facts_in_osv),
)


def facts_in(content: bytes) -> tuple[str, AdvisoryFacts]:
    """What kind of advisory it is, and the facts that it names. Raises InvalidDocument."""
    try:
        found = decode_strict(content)
    except NotStrict as error:
        raise InvalidDocument(
            f"{sentence(str(error))}.", advice="Get the advisory again, from where it was published."
        ) from error
    for source in SOURCES:
        if isinstance(found, dict) and source.is_it(found):
            return source.name, source.read(content)
    raise InvalidDocument(
        "The file is no advisory that can be taken in.",
        advice="CSAF 2.0, CVE JSON 5, OSV and GitHub's advisories are, as JSON.",
    )


def _in(found: dict[str, Any], name: str) -> dict[str, Any]:
    inner = found.get(name)
    return inner if isinstance(inner, dict) else {}
