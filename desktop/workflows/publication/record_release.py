"""Record that an advisory is leaving, and that it left."""

from collections.abc import Sequence

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.stages import is_correcting
from desktop.workflows.ports import Desk
from desktop.workflows.publication.review_case import Review
from desktop.workflows.publication.sign_documents import Release
from desktop.workflows.vault_ports import CaseDrafts


def record(desk: Desk, review: Review, events: Sequence[Event], *, revision: int | None = None) -> None:
    """Append beside the acts of people; the instant is the one that the documents themselves name."""
    at = review.facts.current_release
    drafts = [Draft(event, at) for event in events]
    desk.vault.append(
        review.case.case_id, drafts, author=desk.handler, now=desk.tools.now(), revision=revision
    )


def record_together(desk: Desk, reviewed: Sequence[tuple[Review, Event]], *, unchanged: bool) -> None:
    """The same for several cases at one stroke, or for none of them.

    Raises CaseChanged for one that has to be `unchanged` since it was reviewed, and is not.
    """
    parts = [
        CaseDrafts(
            review.case.case_id,
            (Draft(event, review.facts.current_release),),
            review.case.revision if unchanged else None,
        )
        for review, event in reviewed
    ]
    desk.vault.append_together(parts, author=desk.handler, now=desk.tools.now())


def started(release: Release) -> e.ReleaseStarted:
    """Said before the first file is written: whoever finds it alone knows that a release was cut short."""
    document = release.document
    return e.ReleaseStarted(
        format=release.format, file_name=document.file_name, sha256=document.sha256, tlp=document.tlp
    )


def exported(release: Release, signer: str, review: Review) -> e.AdvisoryExported:
    """Said when every file was read back and every signature found good."""
    return e.AdvisoryExported(
        format=release.format,
        file_name=release.document.file_name,
        sha256=release.document.sha256,
        signature_sha256=sha256(release.signature.content),
        signer=signer,
        holding=review.facts.holding,
        changed=review.facts.revisions[-1].summary,
        correcting=is_correcting(review.case, review.profile),
    )
