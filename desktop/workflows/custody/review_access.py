"""Review who can open the vault and who may do what in it, and leave a record of it (M87-3.4c)."""

import msgspec

from desktop.domain.event import Draft
from desktop.domain.events import AccessReviewed, RolesThen, SlotThen
from desktop.domain.failures import Usage
from desktop.domain.rights.team import Member, team_of
from desktop.workflows.ports import Desk
from desktop.workflows.slot_ports import SlotInfo


class Access(msgspec.Struct, frozen=True):
    """The people of the vault with their roles, and the ways to open it."""

    people: tuple[Member, ...]
    slots: tuple[SlotInfo, ...]


def view_access(desk: Desk) -> Access:
    """What a review goes through."""
    return Access(team_of(desk.vault.vault_history()).members, tuple(desk.vault.slots()))


def review_access(desk: Desk, note: str) -> Access:
    """Record the review with what was gone through, and return that.

    Raises Usage without a note: what was looked at is what the record is worth; RefusedByPolicy.
    """
    if not note.strip():
        raise Usage("A review needs a note.", advice="Say what you looked at, and what you found.")
    found, now = view_access(desk), desk.tools.now()
    reviewed = AccessReviewed(
        note.strip(),
        people=tuple(RolesThen(one.name, one.roles_in_order) for one in found.people),
        slots=tuple(SlotThen(slot.slot_id, slot.kind) for slot in found.slots),
    )
    desk.vault.append(None, [Draft(reviewed, now)], author=desk.handler, now=now)
    return found
