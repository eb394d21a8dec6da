"""Review who can open the vault, and leave a record of it (M87-3.4c)."""

from desktop.domain.event import Draft
from desktop.domain.events import AccessReviewed
from desktop.domain.failures import Usage
from desktop.workflows.keeping_ports import SlotInfo
from desktop.workflows.ports import Desk


def review_access(desk: Desk, note: str) -> tuple[SlotInfo, ...]:
    """Record the review and return the ways to open the vault as they were reviewed.

    Raises Usage without a note: what was looked at is what the record is worth.
    """
    if not note.strip():
        raise Usage("A review needs a note.", advice="Say what you looked at, and what you found.")
    found, now = tuple(desk.vault.slots()), desk.tools.now()
    desk.vault.append(None, [Draft(AccessReviewed(note.strip()), now)], author=desk.handler, now=now)
    return found
