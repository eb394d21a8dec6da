"""Hand the dates of all promises to a calendar: through the gate, to a new file."""

from collections.abc import Iterable
from pathlib import Path

from desktop.domain.failures import RefusedByPolicy
from desktop.domain.gate import GateRefusal, clear_calendar
from desktop.domain.policy import Profile
from desktop.formats.calendar import Reminder, write_calendar
from desktop.workflows.list_due import walk_due
from desktop.workflows.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import DueRow
from desktop.workflows.write_cleared import write_cleared


def export_calendar(desk: Desk, path: Path) -> int:
    """Write every dated promise that is still owed; returns how many.

    Raises RefusedByPolicy when none has a date, WriteFailed when the path is taken.
    """
    keeping = _keeping(profiles_in_use(desk, desk.vault.vault_history()).profiles)
    reminders = [reminder for row in walk_due(desk) if (reminder := _reminder(row, keeping)) is not None]
    if not reminders:
        raise RefusedByPolicy(
            "No promise has a date: a calendar would be empty.",
            advice="Try again once a report has started a clock.",
        )
    outcome = clear_calendar(write_calendar(reminders, desk.tools.now()), path.name)
    if isinstance(outcome, GateRefusal):
        raise RefusedByPolicy(
            f"The calendar may not leave. {outcome.sentence}",
            advice="Look at the ids of the cases and clocks in the policy.",
        )
    write_cleared(desk.tools.files, path, outcome)
    return len(reminders)


def _keeping(profiles: Iterable[Profile]) -> dict[tuple[str, str], str]:
    """By policy and clock, the event that keeps the promise; none where two versions in use differ."""
    found: dict[tuple[str, str], str] = {}
    for profile in profiles:
        for clock in profile.clocks:
            place = (profile.policy.id, clock.id)
            event = clock.tick or next(iter(clock.stops), "")
            found[place] = event if found.get(place, event) == event else ""
    return found


def _reminder(row: DueRow, keeping: dict[tuple[str, str], str]) -> Reminder | None:
    if row.due is None:
        return None
    kept_by = keeping.get((row.policy_id, row.clock), "")
    return Reminder(row.case_id, row.policy_id, row.clock, row.state, row.due, kept_by)
