"""An advisory as somebody approves it: written as it is now, with the instant of its release left blank."""

from collections.abc import Mapping, Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.approving.people import is_same_person
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.failures import CaseChanged, Usage
from desktop.domain.leaving.approvals import others_who_may_approve
from desktop.domain.rights.need_to_know import readers_of
from desktop.domain.rights.team import team_of
from desktop.workflows.ports import Desk
from desktop.workflows.publication.clear_documents import as_named
from desktop.workflows.publication.review_case import Review, review_case
from desktop.workflows.publication.write_documents import Document
from desktop.workflows.publication.write_rejection import what_would_leave


class Asked(msgspec.Struct, frozen=True):
    """What is to be approved."""

    review: Review
    documents: Sequence[Document]

    @property
    def named(self) -> tuple[e.ApprovedDocument, ...]:
        """Its documents by their digests."""
        return as_named(self.documents)


def write_as_it_is(desk: Desk, case_id: str, seen: int | None = None) -> Asked:
    """What would leave of the case. Raises CaseChanged since the revision `seen`, Usage, NoSuchCase."""
    review = review_case(desk, case_id)
    if seen not in (None, review.case.revision):
        raise CaseChanged("The case changed since it was read.", advice="Look at the advisory again.")
    if review.case.advisory is None:
        raise Usage("The advisory is not written yet.", advice="Write its title and summary first.")
    return Asked(review, what_would_leave(review))


def approvers_beside(desk: Desk, review: Review) -> tuple[str, ...]:
    """Who could approve and is not who wrote it, under another name either."""
    history = desk.vault.vault_history()
    readers = readers_of(review.case, review.profile)
    named = others_who_may_approve(team_of(history), review.case, readers)
    return tuple(name for name in named if not is_same_person(history, name, review.case.drafted_by))


def keep_approval(
    desk: Desk, asked: Asked, act: Event, blobs: Mapping[str, bytes] | None = None, *, kept: bool = False
) -> None:
    """Append; `kept` with the documents themselves, so that what changed since can be shown."""
    now = desk.tools.now()
    documents = {sha256(d.approvable): d.approvable for d in asked.documents} if kept else {}
    desk.vault.append(
        asked.review.case.case_id,
        [Draft(act, now)],
        author=desk.handler,
        now=now,
        blobs={**documents, **(blobs or {})},
        revision=asked.review.case.revision,
    )
