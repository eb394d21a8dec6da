"""The house reminds of proving that the recovery code still opens the vault; no policy promises it.

A code that nobody tried since it was written down may be lost, or never have been legible.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from desktop.domain import events as e
from desktop.domain.clocks import Reading
from desktop.domain.event import Event, Recorded
from desktop.domain.occurrences import in_force
from desktop.domain.slot_changes import slots_ended, slots_made

DRILL = "recovery-drill"
"""The name of its row, which stands under no policy and belongs to no case."""
EVERY = timedelta(days=180)
SHOWN_BEFORE = timedelta(days=30)
"""How long before its day it begins to be listed among what is owed."""
_SENTENCE = "Prove that the recovery code still opens the vault."
_WHY = f"To be done every {EVERY.days} days. This is a reminder of the house, no promise of the policy."


def drill_due(history: Sequence[Recorded]) -> Reading | None:
    """When the recovery code is to be proved next, by the vault's own events; None where there is none.

    Of several codes the one counts that was proved longest ago.
    """
    proved: dict[str, datetime] = {}
    for recorded in in_force(history):
        for slot_id in slots_ended(recorded.event):
            proved.pop(slot_id, None)
        for slot_id in _proved(recorded.event):
            proved[slot_id] = recorded.occurred_at
    if not proved:
        return None
    since = min(proved.values())
    return Reading(
        clock=DRILL,
        sentence=_SENTENCE,
        clauses=(),
        state="waiting",
        force="expect",
        owed_by="vendor",
        since=since,
        due=since + EVERY,
        why=_WHY,
    )


def _proved(event: Event) -> Iterator[str]:
    """Recovery slots that were opened just then: one is read back when it is made."""
    yield from (slot.slot_id for slot in slots_made(event) if slot.kind == "recovery")
    if isinstance(event, e.SlotDrilled) and event.slot_kind == "recovery":
        yield event.slot_id
