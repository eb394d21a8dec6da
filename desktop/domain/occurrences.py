"""When each kind of event happened, as clocks and milestones see it: nothing that was undone."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.event import Recorded, name_of
from desktop.domain.events import ArrivalConfirmed, EventUndone, ReportReceived

Occurrences = dict[str, list[datetime]]
"""Event name to its instants, earliest first."""


def in_force(history: Sequence[Recorded]) -> list[Recorded]:
    """The events that count: undone ones never occurred, and an undo that was undone undoes nothing."""
    undone: set[str] = set()
    for recorded in reversed(history):
        if isinstance(recorded.event, EventUndone) and recorded.id not in undone:
            undone.add(recorded.event.event_id)
    return [recorded for recorded in history if recorded.id not in undone]


def occurrences(history: Sequence[Recorded]) -> Occurrences:
    """Instants by name; a confirmed arrival replaces the proposed one."""
    found: Occurrences = {}
    arrival: datetime | None = None
    for recorded in in_force(history):
        if isinstance(recorded.event, ArrivalConfirmed):
            arrival = recorded.event.arrived_at
        found.setdefault(name_of(recorded.event), []).append(recorded.occurred_at)
    if arrival is not None and ReportReceived.kind in found:
        found[ReportReceived.kind] = [arrival]
    return {name: sorted(instants) for name, instants in found.items()}
