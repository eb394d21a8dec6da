"""Whether an answer that was brought is an approval of what would leave now, and if not, why not."""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.approving.people import keys_of, member_with
from desktop.domain.approving.statement import Statement, case_hash, read_statement
from desktop.domain.case import Case
from desktop.domain.event import Recorded
from desktop.domain.failures import AnswerRefused
from desktop.domain.leaving.approvals import others_who_may_approve
from desktop.domain.occurrences import in_force
from desktop.domain.rights.team import Member, team_of


class Answer(msgspec.Struct, frozen=True):
    """What came back: the text that was signed, the signature, and the public key that checks it."""

    statement: str
    signature: str
    key: str


class OwnApproval(AnswerRefused):
    """The answer was signed by a key of whoever wrote the advisory."""

    code = "own-approval"


def approver_of(
    statement: Statement,
    signer: str,
    case: Case,
    *,
    vault_id: str,
    vault_history: Sequence[Recorded],
    case_history: Sequence[Recorded],
    documents: Sequence[e.ApprovedDocument],
    readers: frozenset[str],
) -> Member:
    """Who approves by this answer, whose signature by the key `signer` is good.

    `documents` are what would leave now. Raises AnswerRefused with the reason, OwnApproval.
    """
    _require_asked(statement, case, vault_id, case_history)
    if signer in keys_of(vault_history, case.drafted_by):
        raise OwnApproval(f"It is signed by a key of {case.drafted_by}, who wrote the advisory.")
    team = team_of(vault_history)
    able = others_who_may_approve(team, case, readers)
    member = member_with(team, signer, able)
    if member is None:
        raise AnswerRefused(
            "Nobody who may approve this advisory is enrolled with the key that signed the answer.",
            advice="Enrol them with it: `embargo team enrol NAME --role reviewer --fingerprint FPR`.",
        )
    if set(statement.documents) != set(documents):
        raise AnswerRefused(
            "The advisory was changed since it was sent to be read: something else would leave now.",
            advice="Ask again with the advisory as it is now.",
        )
    return member


def _require_asked(statement: Statement, case: Case, vault_id: str, case_history: Sequence[Recorded]) -> None:
    """The very request that this case made, answered for the first time."""
    if statement.vault_id != vault_id:
        raise AnswerRefused("The answer is for another vault.")
    if statement.case_hash != case_hash(statement.nonce, case.case_id):
        raise AnswerRefused("The answer is for another case.")
    events = [recorded.event for recorded in in_force(case_history)]
    asked = next(
        (x for x in events if isinstance(x, e.ApprovalRequested) and x.nonce == statement.nonce), None
    )
    if asked is None:
        raise AnswerRefused("This case asked nobody for this answer, or took the question back.")
    if set(asked.documents) != set(statement.documents):
        raise AnswerRefused("The answer names other documents than were sent to be read.")
    if any(_nonce_of(recorded.event) == statement.nonce for recorded in case_history):
        raise AnswerRefused("This answer was brought before: an answer counts once.")


def _nonce_of(event: object) -> str:
    signed = isinstance(event, e.AdvisoryApproved) and event.statement
    return read_statement(event.statement).nonce if signed else ""  # type: ignore[attr-defined]
