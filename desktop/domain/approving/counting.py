"""Which approvals count: none of who wrote the advisory, none from another vault without a good signature."""

from collections.abc import Mapping, Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.approving.people import keys_of
from desktop.domain.approving.statement import case_hash, read_statement
from desktop.domain.case import Approval, Case
from desktop.domain.event import Recorded
from desktop.domain.failures import AnswerRefused
from desktop.domain.leaving.approvals import is_of

ALONE_ELSEWHERE = "It was released alone in another vault."
REPEATED = "It came from another vault, and its signature was brought here before."
UNSIGNED = "It came from another vault and is not signed."


def judged(
    case: Case,
    documents: Sequence[e.ApprovedDocument],
    vault_history: Sequence[Recorded],
    unproved: Mapping[str, str],
) -> Case:
    """The case with a doubt beside each approval of these documents that does not count.

    `unproved` says of entries with a signature what is wrong with it.
    """
    writers = own_writers(vault_history)
    keys = keys_of(vault_history, case.drafted_by)
    approvals = tuple(
        _judged(approval, case, writers, keys, unproved) if is_of(approval, documents) else approval
        for approval in case.approvals
    )
    return msgspec.structs.replace(case, approvals=approvals)


def own_writers(vault_history: Sequence[Recorded]) -> frozenset[str]:
    """Who wrote for this vault: what is of no case never comes from another."""
    return frozenset(recorded.writer for recorded in vault_history)


def is_repeated(approval: Approval, case_history: Sequence[Recorded]) -> bool:
    """Whether another entry carries the same signed statement, also one that was undone: it counts once."""
    return any(
        isinstance(recorded.event, e.AdvisoryApproved)
        and recorded.id != approval.event_id
        and recorded.event.statement == approval.statement
        for recorded in case_history
    )


def misfit(approval: Approval, case_id: str) -> str:
    """Why a signed statement is not about this approval; empty where it is."""
    try:
        statement = read_statement(approval.statement)
    except AnswerRefused as refused:
        return refused.message
    if statement.case_hash != case_hash(statement.nonce, case_id):
        return "What was signed is about another case."
    if set(statement.documents) != set(approval.documents):
        return "What was signed names other documents."
    return ""


def _judged(
    approval: Approval,
    case: Case,
    writers: frozenset[str],
    keys: frozenset[str],
    unproved: Mapping[str, str],
) -> Approval:
    doubt = unproved.get(approval.event_id, "")
    if approval.writer not in writers:
        doubt = ALONE_ELSEWHERE if approval.alone else doubt or ("" if approval.signature else UNSIGNED)
    named, keyed = e.same_name(approval.by, case.drafted_by), approval.fingerprint in keys
    own = not approval.alone and (named or keyed)
    return msgspec.structs.replace(approval, own=own, doubt=doubt)
