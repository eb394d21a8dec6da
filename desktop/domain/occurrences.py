"""Which events of a history occurred, as clocks and milestones see it: nothing that was undone."""

from collections.abc import Sequence

from desktop.domain.event import Recorded
from desktop.domain.events import EventUndone


def in_force(history: Sequence[Recorded]) -> list[Recorded]:
    """The events that count: undone ones never occurred, and an undo that was undone undoes nothing."""
    undone: set[str] = set()
    for recorded in reversed(history):
        if isinstance(recorded.event, EventUndone) and recorded.id not in undone:
            undone.add(recorded.event.event_id)
    return [recorded for recorded in history if recorded.id not in undone]
