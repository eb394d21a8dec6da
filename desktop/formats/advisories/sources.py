"""Advisories that are there already, as facts: which format a file is of, and who reads it."""

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.findings import sentence
from desktop.formats.advisories.github import facts_in_github
from desktop.formats.advisories.readers import reader_of
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

_GITHUB = "GitHub advisory"


def facts_in(content: bytes) -> tuple[str, AdvisoryFacts]:
    """What kind of advisory it is, and the facts that it names. Raises InvalidDocument."""
    try:
        found = decode_strict(content)
    except NotStrict as error:
        raise InvalidDocument(
            f"{sentence(str(error))}.", advice="Get the advisory again, from where it was published."
        ) from error
    if isinstance(found, dict) and "ghsa_id" in found:
        return _GITHUB, facts_in_github(content)
    reader = reader_of(found)
    if reader is None or reader.facts_in is None or not reader.taken_as:
        raise InvalidDocument(
            "The file is no advisory that can be taken in.",
            advice="CSAF 2.0, CVE JSON 5, OSV and GitHub's advisories are, as JSON.",
        )
    return reader.taken_as, reader.facts_in(content)
