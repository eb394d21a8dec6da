"""Approve an advisory: a second person reads exactly what would leave, and says so."""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Approval
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.failures import CaseChanged, RefusedByPolicy, Usage
from desktop.domain.leaving.approvals import asks_for_four_eyes, lacks_eyes, others_who_may_approve
from desktop.domain.rights.need_to_know import readers_of
from desktop.domain.rights.team import team_of
from desktop.workflows.ports import Desk
from desktop.workflows.publication.compare_revisions import differing_lines
from desktop.workflows.publication.preview_advisory import (
    Document,
    Review,
    approved_as,
    review_case,
    write_documents,
)
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


def view_approval(desk: Desk, case_id: str) -> ApprovalView:
    """Where the approval stands, and what changed since the last one. Raises NoSuchCase, InvalidDocument."""
    review = review_case(desk, case_id)
    documents = write_documents(review)
    lacking = lacks_eyes(review.case, _named(documents))
    return ApprovalView(
        asked=review.four_eyes or asks_for_four_eyes(review.profile),
        author=review.case.drafted_by,
        lacks=lacking.sentence if lacking else "",
        approvals=review.case.approvals,
        changes=tuple(_changes(desk, review, documents)),
        others=_others(desk, review),
        text=next((d.content.decode() for d in documents if d.format == _COMPARED), ""),
        seen=review.case.revision,
    )


def approve_advisory(desk: Desk, case_id: str, *, seen: int | None = None) -> ApprovalView:
    """Record that this desk's handler approves exactly what is written now.

    `seen` is the revision of the case that they read.
    Who wrote it is refused, which the journal keeps. Raises RefusedByPolicy, CaseChanged, NoSuchCase,
    InvalidDocument.
    """
    review, documents = _written(desk, case_id, seen)
    if e.same_name(desk.handler, review.case.drafted_by):
        refused = e.ReleaseRefused("own-approval", _named(documents))
        _record(desk, review, [refused])
        raise RefusedByPolicy(
            f"{desk.handler} wrote this advisory: somebody else approves it.",
            written="The refusal stands in the journal.",
            advice=_whom_to_ask(desk, review),
        )
    _record(desk, review, [e.AdvisoryApproved(_named(documents), last_key_of(desk))], documents)
    return view_approval(desk, case_id)


def release_alone(desk: Desk, case_id: str, reason: str, *, seen: int | None = None) -> ApprovalView:
    """Let exactly what is written out without a second person, where there is none; the reason stays.

    Raises RefusedByPolicy where somebody else could approve, Usage without a reason, CaseChanged, NoSuchCase.
    """
    if not reason.strip():
        raise Usage("A release by one person alone needs its reason.", advice="Say why nobody else reads it.")
    review, documents = _written(desk, case_id, seen)
    if others := _others(desk, review):
        raise RefusedByPolicy(
            f"There is somebody who can approve it: {', '.join(others)}.",
            advice=f"One of them approves it: `embargo advisory approve {case_id}`.",
        )
    _record(desk, review, [e.SelfReleased(_named(documents), reason.strip())], documents)
    return view_approval(desk, case_id)


def _written(desk: Desk, case_id: str, seen: int | None) -> tuple[Review, tuple[Document, ...]]:
    review = review_case(desk, case_id)
    if seen not in (None, review.case.revision):
        raise CaseChanged("The case changed since it was read.", advice="Look at the advisory again.")
    if review.case.advisory is None:
        raise Usage("The advisory is not written yet.", advice="Write its title and summary first.")
    return review, write_documents(review)


def _named(documents: Sequence[Document]) -> tuple[e.ApprovedDocument, ...]:
    return tuple(map(approved_as, documents))


def _record(desk: Desk, review: Review, acts: Sequence[Event], kept: Sequence[Document] = ()) -> None:
    """Append, with the documents themselves, so that what changed since can be shown."""
    now = desk.tools.now()
    desk.vault.append(
        review.case.case_id,
        [Draft(act, now) for act in acts],
        author=desk.handler,
        now=now,
        blobs={sha256(document.approvable): document.approvable for document in kept},
        revision=review.case.revision,
    )


def _others(desk: Desk, review: Review) -> tuple[str, ...]:
    readers = readers_of(review.case, review.profile)
    return others_who_may_approve(team_of(desk.vault.vault_history()), review.case, readers)


def _whom_to_ask(desk: Desk, review: Review) -> str:
    if others := _others(desk, review):
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
