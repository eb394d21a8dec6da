"""When the reporters who joined from other cases were written to last, each in their own case."""

from datetime import datetime

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.failures import NoSuchCase
from desktop.domain.occurrences import in_force
from desktop.workflows.vault_ports import Vault


def joined_told(vault: Vault, case: Case) -> dict[str, datetime]:
    """The latest letter by the id of each case that has one; one of another vault is not known of."""
    if not case.glass_broken:
        return {}
    found = {joined.from_case: _last_letter(vault, joined.from_case) for joined in case.joined}
    return {case_id: at for case_id, at in found.items() if at is not None}


def _last_letter(vault: Vault, case_id: str) -> datetime | None:
    try:
        history = vault.history(case_id)
    except NoSuchCase:
        return None
    return max((r.occurred_at for r in in_force(history) if isinstance(r.event, e.Sent)), default=None)
