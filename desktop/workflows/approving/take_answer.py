"""Bring an answer back: it counts only if who may approve signed exactly what would leave now."""

from pathlib import Path

from desktop.domain import events as e
from desktop.domain.approving.answers import Answer, OwnApproval, approver_of
from desktop.domain.approving.statement import read_statement
from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.failures import AnswerRefused, Failure, RefusedByPolicy, SignatureRefused
from desktop.domain.rights.need_to_know import readers_of
from desktop.formats.approvals.answer_file import ANSWER_LIMIT, read_answer
from desktop.workflows.approving.approvable import Asked, keep_approval, write_as_it_is
from desktop.workflows.custody.record_refusal import record_refused_act
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.approve_advisory import ApprovalView, view_approval

_JOURNALLED = "The refusal stands in the journal."


def take_answer(desk: Desk, case_id: str, path: Path, *, progress: Progress) -> ApprovalView:
    """Record the approval with its signature, or refuse it, which the journal keeps.

    Raises Unreadable, TooLarge, AnswerRefused, SignatureRefused, RefusedByPolicy for who wrote the advisory,
    NoSuchCase, and gpg's failures.
    """
    progress.step("Checking the answer")
    content = desk.tools.files.read(path, limit=ANSWER_LIMIT)
    asked = write_as_it_is(desk, case_id)
    try:
        answer = read_answer(content)
        signer = _signer(desk, answer, progress)
        approval = _approval(desk, asked, answer, signer)
    except OwnApproval as refused:
        keep_approval(desk, asked, e.ReleaseRefused("own-approval", asked.named))
        raise RefusedByPolicy(
            refused.message, written=_JOURNALLED, advice="Somebody else approves it."
        ) from refused
    except (AnswerRefused, SignatureRefused) as refused:
        record_refused_act(desk, case_id, Refusal(e.AdvisoryApproved.kind, refused.message))
        refused.written = _JOURNALLED
        raise
    keep_approval(desk, asked, approval, {approval.key_sha256: answer.key.encode()}, kept=True)
    return view_approval(desk, case_id)


def _signer(desk: Desk, answer: Answer, progress: Progress) -> str:
    """The fingerprint of the one good signature; a revocation in the GnuPG home counts too."""
    try:
        check = desk.tools.openpgp.verify(
            answer.statement.encode(),
            answer.signature.encode(),
            known_keys=(answer.key.encode(),),
            progress=progress,
        )
    except Failure as failure:
        raise SignatureRefused(f"The signature cannot be checked. {failure.message}") from failure
    if check.verdict == "good" and len(check.signers) == 1:
        return check.signers[0].fingerprint
    reasons = " ".join(dict.fromkeys(signer.reason for signer in check.signers))
    raise SignatureRefused(
        f"The answer is not signed as it should be. {reasons or 'Nobody signed it.'}",
        advice="Nothing counts as approved. Ask again, and compare the key's fingerprint with its holder.",
    )


def _approval(desk: Desk, asked: Asked, answer: Answer, signer: str) -> e.AdvisoryApproved:
    review = asked.review
    member = approver_of(
        read_statement(answer.statement),
        signer,
        review.case,
        vault_id=desk.vault.vault_id(),
        vault_history=desk.vault.vault_history(),
        case_history=desk.vault.history(review.case.case_id),
        documents=asked.named,
        readers=readers_of(review.case, review.profile),
    )
    return e.AdvisoryApproved(
        asked.named,
        fingerprint=signer,
        statement=answer.statement,
        signature=answer.signature,
        key_sha256=sha256(answer.key.encode()),
        approver=member.name,
    )
