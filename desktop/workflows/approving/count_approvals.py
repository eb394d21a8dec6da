"""See which approvals of what would leave count: every signature among them is checked again."""

from collections.abc import Sequence

from desktop.domain.approving.counting import REPEATED, is_repeated, judged, misfit, own_writers
from desktop.domain.approving.people import member_with
from desktop.domain.case import Approval, Case
from desktop.domain.events import ApprovedDocument
from desktop.domain.failures import Failure
from desktop.domain.leaving.approvals import is_of, others_who_may_approve
from desktop.domain.policy import Profile
from desktop.domain.rights.need_to_know import readers_of
from desktop.domain.rights.team import team_of
from desktop.workflows.ports import Desk, Silent

_STRANGER = "It is signed by a key that is not enrolled here for anybody who may approve it."


def judge_approvals(desk: Desk, case: Case, profile: Profile, named: Sequence[ApprovedDocument]) -> Case:
    """The case with a doubt beside each approval of these documents that does not count."""
    matching = [approval for approval in case.approvals if is_of(approval, named)]
    if not matching:
        return case
    history = desk.vault.vault_history()
    writers = own_writers(history)
    unproved: dict[str, str] = {}
    for approval in (approval for approval in matching if approval.signature):
        reason = _unproved(desk, case, approval)
        if not reason and approval.writer not in writers:
            reason = _unknown(desk, case, profile, approval)
        unproved[approval.event_id] = reason
    return judged(case, named, history, unproved)


def _unproved(desk: Desk, case: Case, approval: Approval) -> str:
    """What is wrong with its signature, or ""."""
    if reason := misfit(approval, case.case_id):
        return reason
    try:
        key = (desk.vault.blob(approval.key_sha256),) if approval.key_sha256 else ()
        check = desk.tools.openpgp.verify(
            approval.statement.encode(), approval.signature.encode(), known_keys=key, progress=Silent()
        )
    except Failure as failure:
        return failure.message
    if check.verdict != "good" or len(check.signers) != 1:
        return next((signer.reason for signer in check.signers), "It is not signed.")
    same = check.signers[0].fingerprint == approval.fingerprint
    return "" if same else "It is signed by another key than it says."


def _unknown(desk: Desk, case: Case, profile: Profile, approval: Approval) -> str:
    """Why it is not known here, or "": of our own entries the team of then was asked."""
    if is_repeated(approval, desk.vault.history(case.case_id)):
        return REPEATED
    team = team_of(desk.vault.vault_history())
    able = others_who_may_approve(team, case, readers_of(case, profile))
    return _STRANGER if member_with(team, approval.fingerprint, able) is None else ""
