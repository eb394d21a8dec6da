"""Say that the CVE id of a rejected case is not to be used: a record that leaves like an advisory."""

from pathlib import Path

from desktop.domain.event import Draft
from desktop.domain.events import CveRejectionWritten
from desktop.domain.failures import Usage
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.publish_advisory import Published, release
from desktop.workflows.publication.review_case import review_case
from desktop.workflows.publication.write_rejection import rejection_document


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

    The words are recorded first, so that a second person can approve them where one is asked for. Raises
    RefusedByPolicy where the case was not rejected, InvalidDocument without an id, an authority or a reason,
    and what signing and writing raise.
    """
    if not reason.strip():
        raise Usage("A rejected record says why.", advice="Give the reason as everybody may read it.")
    words = CveRejectionWritten(reason.strip(), replaced_by)
    review = review_case(desk, case_id)
    if review.case.rejected is not None and review.case.cve_rejection != words:
        rejection_document(review, words)
        now = desk.tools.now()
        desk.vault.append(
            case_id, [Draft(words, now)], author=desk.handler, now=now, revision=review.case.revision
        )
        review = review_case(desk, case_id)
    signer = "".join(sign_with.split()).upper()
    document = rejection_document(review, words)
    return release(desk, review, (document,), out, sign_with=signer, progress=progress)
