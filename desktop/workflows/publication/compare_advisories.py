"""Prove that documents say the same: each with each, and with the case that they were written from."""

from collections.abc import Sequence

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.claims import claims_of
from desktop.formats.advisories.comparing import Difference, compare
from desktop.formats.advisories.standards import READ_BACK, read_claims
from desktop.workflows.publication.write_documents import Document

_THE_CASE = "The case"


def disagreements(facts: AdvisoryFacts, documents: Sequence[Document]) -> tuple[str, ...]:
    """Which facts the documents for machines tell differently, as sentences. Raises InvalidDocument."""
    told = (document for document in documents if document.format in READ_BACK)
    read = {document.file_name: document.claims or read_claims(document.content) for document in told}
    return tuple(map(_sentence, compare({_THE_CASE: claims_of(facts)} | read)))


def require_agreement(facts: AdvisoryFacts, documents: Sequence[Document]) -> None:
    """Raises InvalidDocument with the fact and the files where they do not say the same."""
    if found := disagreements(facts, documents):
        raise InvalidDocument("\n".join(found), advice="Nothing is signed until they agree.")


def _sentence(difference: Difference) -> str:
    *others, last = difference.values
    fact = difference.fact.replace("_", " ")
    return f"{', '.join(others)} and {last} do not tell the same {fact}."
