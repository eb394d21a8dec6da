"""What only an open vault tells a doctor: who left it, when access was reviewed, how old its backup is."""

from datetime import datetime

import msgspec

from desktop.domain.event import Recorded
from desktop.domain.events import AccessReviewed
from desktop.domain.occurrences import in_force
from desktop.domain.parties.departures import Departure, departures
from desktop.workflows.custody.backup_plan import age_sentence, read_plan
from desktop.workflows.ports import Desk
from desktop.workflows.promises.list_due import due_of_vault, keeping
from desktop.workflows.vault_ports import DueRow


class LookedInto(msgspec.Struct, frozen=True):
    """What a vault lacks beside what its machine lacks."""

    left: tuple[Departure, ...]
    reviewed_at: datetime | None
    """When access was reviewed last."""
    reviews: tuple[DueRow, ...]
    """The promises of the vault to review access."""
    old_backup: str = ""
    """That the last backup is old; empty where it is not."""


def look_into(desk: Desk) -> LookedInto:
    """Read the vault's own events and clocks."""
    history = desk.vault.vault_history()
    old_backup = age_sentence(history, read_plan(desk), desk.tools.now())
    return LookedInto(departures(history), _last_review(history), tuple(_reviews(desk)), old_backup)


def _last_review(history: list[Recorded]) -> datetime | None:
    reviews = [r.occurred_at for r in in_force(history) if isinstance(r.event, AccessReviewed)]
    return reviews[-1] if reviews else None


def _reviews(desk: Desk) -> list[DueRow]:
    rows = due_of_vault(desk, everything=True)
    return [row for row in rows if AccessReviewed.kind in keeping(desk, row.policy_id, row.clock)]
