"""Write the record by which the CVE id of a rejected case is not to be used, as it would leave."""

from collections.abc import Sequence

from desktop.domain.advisories.facts import without_release
from desktop.domain.events import CveRejectionWritten
from desktop.formats.advisories.cve.rejecting import write_rejection
from desktop.formats.advisories.cve.validation import validate_cve
from desktop.formats.advisories.cve.writing import cve_file_name
from desktop.formats.advisories.findings import errors_of
from desktop.workflows.publication.review_case import Review
from desktop.workflows.publication.write_documents import Document, write_documents


def rejection_document(review: Review, written: CveRejectionWritten) -> Document:
    """The record with these words. Raises InvalidDocument without an id, an authority or a reason."""
    content = write_rejection(review.facts, written.reason, written.replaced_by)
    findings = validate_cve(content, thorough=True)
    return Document(
        format="cve",
        file_name=cve_file_name(review.facts.tracking_id),
        content=content,
        findings=findings,
        mistakes=tuple(f"CVE record: {found.message} ({found.path})" for found in errors_of(findings)),
        approvable=write_rejection(without_release(review.facts), written.reason, written.replaced_by),
        rejects=True,
    )


def what_would_leave(review: Review) -> Sequence[Document]:
    """The advisory in all formats; of a rejected case the rejection of its id, once that is written."""
    written = review.case.cve_rejection
    if written is not None and review.case.rejects_its_id:
        return (rejection_document(review, written),)
    return write_documents(review)
