"""Approve an advisory: a second person reads exactly what would leave, and says so.

Who has an OpenPGP key enrolled signs the digests with it: a name alone proves nothing elsewhere.
"""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.approving.people import is_same_person
from desktop.domain.case import Approval
from desktop.domain.failures import RefusedByPolicy, Usage
from desktop.domain.leaving.approvals import asks_for_four_eyes, lacks_eyes
from desktop.workflows.approving.approvable import (
    approvers_beside,
    keep_approval,
    write_as_it_is,
)
from desktop.workflows.approving.sign_approval import key_enrolled, signed_by
from desktop.workflows.ports import Desk, Progress, Silent
from desktop.workflows.publication.clear_documents import as_named, judge_documents
from desktop.workflows.publication.compare_revisions import differing_lines
from desktop.workflows.publication.review_case import Review, review_case
from desktop.workflows.publication.write_documents import Document
from desktop.workflows.publication.write_rejection import what_would_leave
from desktop.workflows.team.sign_in import last_key_of

_COMPARED = "markdown"
"""The form in which people read what changed."""


class ApprovalView(msgspec.Struct, frozen=True):
    """Where the approval of an advisory stands."""

    asked: bool
    """Whether its policy or the vault asks for a second person."""
    author: str
    lacks: str
    """What still lacks, asked for or not; empty once exactly this was approved."""
    approvals: tuple[Approval, ...]
    changes: tuple[str, ...]
    """The lines that differ from what was approved last, as `diff -u` has them."""
    others: tuple[str, ...]
    """Who else could approve."""
    text: str
    """What would leave, as people read it."""
    seen: int
    """How many events the case had then."""
    signs_with: str = ""
    """The key that this desk's handler is enrolled with: their approval is signed by it."""


def view_approval(desk: Desk, case_id: str) -> ApprovalView:
    """Where the approval stands, and what changed since the last one. Raises NoSuchCase, InvalidDocument."""
    review = review_case(desk, case_id)
    documents = what_would_leave(review)
    review = judge_documents(desk, review, documents)
    lacking = lacks_eyes(review.case, as_named(documents))
    return ApprovalView(
        asked=review.four_eyes or asks_for_four_eyes(review.profile),
        author=review.case.drafted_by,
        lacks=lacking.sentence if lacking else "",
        approvals=review.case.approvals,
        changes=tuple(_changes(desk, review, documents)),
        others=approvers_beside(desk, review),
        text=next((d.content.decode() for d in documents if d.format == _COMPARED), _shown(documents)),
        seen=review.case.revision,
        signs_with=key_enrolled(desk),
    )


def approve_advisory(
    desk: Desk, case_id: str, *, seen: int | None = None, progress: Progress | None = None
) -> ApprovalView:
    """Record that this desk's handler approves exactly what is written now, signed if they have a key.

    `seen` is the revision of the case that they read.
    Who wrote it is refused, under whatever name, which the journal keeps. Raises RefusedByPolicy,
    CaseChanged, NoSuchCase, InvalidDocument, and what signing raises.
    """
    asked = write_as_it_is(desk, case_id, seen)
    review = asked.review
    if is_same_person(desk.vault.vault_history(), desk.handler, review.case.drafted_by):
        keep_approval(desk, asked, e.ReleaseRefused("own-approval", asked.named))
        raise RefusedByPolicy(
            f"{review.case.drafted_by} wrote this advisory: somebody else approves it.",
            written="The refusal stands in the journal.",
            advice=_whom_to_ask(desk, review),
        )
    if key := key_enrolled(desk):
        signed = signed_by(desk, case_id, asked.named, key, progress=progress or Silent())
        keep_approval(desk, asked, signed.approval, {signed.approval.key_sha256: signed.key}, kept=True)
    else:
        keep_approval(desk, asked, e.AdvisoryApproved(asked.named, last_key_of(desk)), kept=True)
    return view_approval(desk, case_id)


def release_alone(desk: Desk, case_id: str, reason: str, *, seen: int | None = None) -> ApprovalView:
    """Let exactly what is written out without a second person, where there is none; the reason stays.

    Raises RefusedByPolicy where somebody else could approve, Usage without a reason, CaseChanged, NoSuchCase.
    """
    if not reason.strip():
        raise Usage("A release by one person alone needs its reason.", advice="Say why nobody else reads it.")
    asked = write_as_it_is(desk, case_id, seen)
    if others := approvers_beside(desk, asked.review):
        raise RefusedByPolicy(
            f"There is somebody who can approve it: {', '.join(others)}.",
            advice=f"One of them approves it: `embargo advisory approve {case_id}`.",
        )
    keep_approval(desk, asked, e.SelfReleased(asked.named, reason.strip()), kept=True)
    return view_approval(desk, case_id)


def _shown(documents: Sequence[Document]) -> str:
    """What has no form for people is read as it is: a rejected record has one form only."""
    return documents[0].content.decode() if len(documents) == 1 else ""


def _whom_to_ask(desk: Desk, review: Review) -> str:
    if others := approvers_beside(desk, review):
        return f"Ask {' or '.join(others)}."
    return "Where there is nobody else: `embargo advisory approve CASE --alone --reason TEXT`."


def _changes(desk: Desk, review: Review, documents: Sequence[Document]) -> list[str]:
    """From what was approved last to what would leave now."""
    last = review.case.approvals[-1] if review.case.approvals else None
    before = next((d for d in last.documents if d.format == _COMPARED), None) if last else None
    after = next((d for d in documents if d.format == _COMPARED), None)
    if before is None or after is None or review.case.purged:
        return []
    was, now = desk.vault.blob(before.sha256).decode(), after.approvable.decode()
    return list(differing_lines(was, now))
