"""What only an open vault tells a doctor: who left it, and when somebody last reviewed who can open it."""

from datetime import datetime

import msgspec

from desktop.domain.event import Recorded
from desktop.domain.events import AccessReviewed
from desktop.domain.occurrences import in_force
from desktop.domain.parties.departures import Departure, departures
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


def look_into(desk: Desk) -> LookedInto:
    """Read the vault's own events and clocks."""
    history = desk.vault.vault_history()
    return LookedInto(departures(history), _last_review(history), tuple(_reviews(desk)))


def _last_review(history: list[Recorded]) -> datetime | None:
    reviews = [r.occurred_at for r in in_force(history) if isinstance(r.event, AccessReviewed)]
    return reviews[-1] if reviews else None


def _reviews(desk: Desk) -> list[DueRow]:
    rows = due_of_vault(desk, everything=True)
    return [row for row in rows if AccessReviewed.kind in keeping(desk, row.policy_id, row.clock)]
