"""Corrective actions as rows beside the promises: the house reminds of them, no policy promises them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from desktop.domain.case import Case
from desktop.domain.clocks import Reading
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.inert import Untrusted

REMINDER = "action-"
"""How the names of these rows begin; they stand under no policy."""
_DIGITS = 12
_WHY = "Planned after an incident. This is a reminder of the house, no promise of the policy."


def is_reminder(clock: str) -> bool:
    """Whether a row under no policy reminds of a corrective action."""
    return clock.startswith(REMINDER)


def reminders_of(case: Case, timezone: str) -> Iterator[Reading]:
    """Of every open action, in a closed case too; its day ends where the policy keeps its calendar.

    Each waits before its day and after: whoever reads the list says which of the two it is.
    """
    opened = case.incident.opened_at or case.arrived_at
    for action in case.incident.still_open:
        ends = datetime.combine(action.due_on, time(), zone_named(timezone)) + timedelta(days=1)
        yield Reading(
            clock=f"{REMINDER}{action.id[:_DIGITS]}",
            sentence=f"Corrective action: {Untrusted(action.action).line} ({Untrusted(action.owner).line})",
            clauses=(),
            state="waiting",
            force="expect",
            owed_by="vendor",
            since=opened or ends,
            due=ends,
            why=_WHY,
        )
