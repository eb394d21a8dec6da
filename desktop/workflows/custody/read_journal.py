"""The vault's own journal: what happened to it beside its cases, and above all what was refused."""

from collections.abc import Sequence

from desktop.domain.event import Recorded
from desktop.domain.events import ActRefused, UnlockFailed
from desktop.workflows.team.guarded_vault import require_reading
from desktop.workflows.vault_ports import Vault


def read_journal(vault: Vault, *, refused: bool = False, case_id: str = "") -> Sequence[Recorded]:
    """Its entries, newest first; `refused`: failed unlocks and refusals alone; or the refusals of a case.

    Raises RefusedByPolicy for who is no owner or auditor of a team (M87-3.3e).
    """
    require_reading(vault, "journal")
    entries = reversed(vault.vault_history())
    return [entry for entry in entries if _is_asked_for(entry, refused, case_id)]


def _is_asked_for(entry: Recorded, refused: bool, case_id: str) -> bool:
    event = entry.event
    if case_id:
        return isinstance(event, ActRefused) and event.case == case_id
    return isinstance(event, ActRefused | UnlockFailed) or not refused
