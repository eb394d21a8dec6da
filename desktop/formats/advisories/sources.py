"""Advisories that are there already, as facts: which format a file is of, and who reads it."""

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.findings import sentence
from desktop.formats.advisories.github import facts_in_github
from desktop.formats.advisories.standards import standard_of
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
    standard = standard_of(found)
    if standard is None or standard.facts_in is None or not standard.is_taken(found):
        raise InvalidDocument(
            "The file is no advisory that can be taken in.",
            advice="CSAF 2.0, CVE JSON 5, OSV and GitHub's advisories are, as JSON.",
        )
    return standard.called, standard.facts_in(content)
