"""A rejected CVE record: an id that was assigned and is not to be used, and why."""

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.cve.document import (
    Metadata,
    Rejected,
    RejectedContainer,
    RejectedRecord,
    Said,
)
from desktop.formats.advisories.cve.writing import lacks_authority, provider
from desktop.formats.advisories.written_json import encode_document


def write_rejection(facts: AdvisoryFacts, reason: str, replaced_by: str = "") -> bytes:
    """The rejected record of the case's CVE id; `replaced_by` is the id that means the same problem.

    Raises InvalidDocument where there is no id, no authority or no reason.
    """
    lacks = lacks_authority(facts) or ("" if reason.strip() else "A rejected record says why.")
    if lacks:
        raise InvalidDocument(lacks, advice="Add what is missing, and reject the id again.")
    metadata = Metadata(facts.text.cve, facts.cna_org, "REJECTED", facts.cna_name)
    container = RejectedContainer(
        provider(facts), (Said("en", reason.strip()),), (replaced_by,) if replaced_by else ()
    )
    return encode_document(RejectedRecord(cve_metadata=metadata, containers=Rejected(container)))
