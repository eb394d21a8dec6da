"""The policy that a new case most likely falls under: a proposal, never more."""

from desktop.workflows.policies.adopt_policy import adopted_ids
from desktop.workflows.ports import Desk
from desktop.workflows.team.guarded_vault import reads
from desktop.workflows.vault_ports import CaseQuery

_KEY = "desk/policy"
"""Where the vault keeps the one that was chosen last: desk state, encrypted."""


def usual_policy(desk: Desk) -> str:
    """The one chosen last in this vault, else that of its newest case, else the only one in use; or empty."""
    usable, adopted = set(desk.tools.policies.for_reports()), adopted_ids(desk)
    newest = CaseQuery(order="received", descending=True)
    known = [desk.vault.draft(_KEY).decode("utf-8", "replace")]
    if reads(desk.vault, "cases"):
        known += [row.policy_id for row in desk.vault.cases(newest, 0, 1).rows]
    known += adopted & usable if len(adopted & usable) == 1 else ()
    return next((policy_id for policy_id in known if policy_id in usable), "")


def remember_policy(desk: Desk, policy_id: str) -> None:
    """This was chosen just now."""
    desk.vault.keep_draft(_KEY, policy_id.encode())
