"""Which events of a history occurred, as clocks and milestones see it: nothing that was undone."""

from collections.abc import Sequence

from desktop.domain.event import Recorded
from desktop.domain.events import ConflictSettled, EventUndone

_TAKING_BACK = frozenset({EventUndone, ConflictSettled})


def in_force(history: Sequence[Recorded]) -> list[Recorded]:
    """The events that count: undone ones never occurred, and an undo that was undone undoes nothing.

    What was decided apart and did not hold when that was settled never occurred either.
    """
    if _TAKING_BACK.isdisjoint({type(recorded.event) for recorded in history}):
        return list(history)
    undone: set[str] = set()
    for recorded in reversed(history):
        if recorded.id in undone:
            continue
        if isinstance(recorded.event, EventUndone):
            undone.add(recorded.event.event_id)
        elif isinstance(recorded.event, ConflictSettled):
            undone.update(recorded.event.over)
    return [recorded for recorded in history if recorded.id not in undone]
