"""Say that the CVE id of a rejected case is not to be used: a record that leaves like an advisory."""

from pathlib import Path

from desktop.domain.advisories.facts import without_release
from desktop.domain.failures import Usage
from desktop.formats.advisories.cve.rejecting import write_rejection
from desktop.formats.advisories.cve.validation import validate_cve
from desktop.formats.advisories.cve.writing import cve_file_name
from desktop.formats.advisories.findings import errors_of
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.publish_advisory import Published, release
from desktop.workflows.publication.review_case import review_case
from desktop.workflows.publication.write_documents import Document


def reject_cve(
    desk: Desk,
    case_id: str,
    out: Path,
    *,
    reason: str,
    replaced_by: str = "",
    sign_with: str,
    progress: Progress,
) -> Published:
    """Write the signed record into the folder `out`; `reason` is told to everybody.

    Raises RefusedByPolicy where the case was not rejected, InvalidDocument without an id, an authority or a
    reason, and what signing and writing raise.
    """
    if not reason.strip():
        raise Usage("A rejected record says why.", advice="Give the reason as everybody may read it.")
    review = review_case(desk, case_id)
    content = write_rejection(review.facts, reason, replaced_by)
    findings = validate_cve(content, thorough=True)
    document = Document(
        format="cve",
        file_name=cve_file_name(review.facts.tracking_id),
        content=content,
        findings=findings,
        mistakes=tuple(f"CVE record: {found.message} ({found.path})" for found in errors_of(findings)),
        approvable=write_rejection(without_release(review.facts), reason, replaced_by),
        rejects=True,
    )
    signer = "".join(sign_with.split()).upper()
    return release(desk, review, (document,), out, sign_with=signer, progress=progress)
