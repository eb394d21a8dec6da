"""Ask the gate about written documents of an advisory, by the approvals that count now."""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.events import ApprovedDocument
from desktop.domain.failures import InvalidDocument, RefusedByPolicy
from desktop.domain.leaving.advisories import Candidate
from desktop.domain.leaving.approvals import asks_for_four_eyes, lacks_eyes
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_advisory
from desktop.domain.leaving.leaks.guarded import Known
from desktop.domain.leaving.leaks.known import known_in
from desktop.domain.leaving.standing import Standing
from desktop.workflows.approving.count_approvals import judge_approvals
from desktop.workflows.custody.record_refusal import record_refused_exit
from desktop.workflows.ports import Desk
from desktop.workflows.publication.record_release import record
from desktop.workflows.publication.review_case import Review
from desktop.workflows.publication.tell_leaks import reasons_of
from desktop.workflows.publication.write_documents import Document


def through_the_gate(desk: Desk, review: Review, documents: Sequence[Document]) -> list[Cleared]:
    """Have the gate clear these documents, by the approvals that count now.

    Raises RefusedByPolicy or InvalidDocument with every reason; the journal keeps that it refused.
    """
    review = judge_documents(desk, review, documents)
    _journal_lack(desk, review, documents)
    judged = clear_documents(review, documents)
    reasons = reasons_of(judged)
    if not reasons:
        return [outcome for outcome in judged if isinstance(outcome, Cleared)]
    record_refused_exit(desk, "advisory", review.case.case_id)
    mistakes = {mistake for document in documents for mistake in document.mistakes}
    kind = InvalidDocument if set(reasons) <= mistakes else RefusedByPolicy
    raise kind(
        f"The advisory may not leave. {' '.join(reasons)}",
        advice=f"The case's page, or `embargo advisory show {review.case.case_id}`, says what is missing.",
    )


def _journal_lack(desk: Desk, review: Review, documents: Sequence[Document]) -> None:
    """Journal that the gate will hold it back for want of a second person, if that is so."""
    named = as_named(documents)
    lacking = lacks_eyes(review.case, named)
    if lacking and (review.four_eyes or asks_for_four_eyes(review.profile)):
        record(desk, review, [e.ReleaseRefused(lacking.why, named)])


def judge_documents(desk: Desk, review: Review, documents: Sequence[Document]) -> Review:
    """The review with a doubt beside each approval of these documents that does not count."""
    case = judge_approvals(desk, review.case, review.profile, as_named(documents))
    return msgspec.structs.replace(review, case=case)


def clear_documents(review: Review, documents: Sequence[Document]) -> list[Cleared | GateRefusal]:
    """What the gate says of each; none of them may tell what is guarded."""
    known = known_in(review.facts, review.profile)
    candidates = [_candidate(review, document, known) for document in documents]
    guarded = review.guard(page for candidate in candidates for page in candidate.pages)
    standing = Standing(review.case, review.profile, review.hold, review.now, review.four_eyes, guarded)
    return [clear_advisory(candidate, standing) for candidate in candidates]


def _candidate(review: Review, document: Document, known: Known) -> Candidate:
    return Candidate(
        document.content,
        document.file_name,
        document.format,
        review.facts.text.tlp,
        document.mistakes,
        as_named((document,)),
        document.words,
        known,
        document.rejects,
    )


def as_named(documents: Sequence[Document]) -> tuple[ApprovedDocument, ...]:
    """Documents as approvals name them: by their bytes, with the instant of the release left blank."""
    return tuple(ApprovedDocument(document.format, document.approved_sha256) for document in documents)
