"""Hand the dates of all promises to a calendar: through the gate, to a new file."""

from datetime import UTC
from pathlib import Path

from desktop.domain.clocks.words import both_hours
from desktop.domain.failures import RefusedByPolicy
from desktop.domain.leaving.gate import clear_calendar
from desktop.formats.calendar import Reminder, write_calendar
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.ports import Desk
from desktop.workflows.promises.list_due import walk_due
from desktop.workflows.promises.policy_zones import Zones, zones_of_policies
from desktop.workflows.publication.write_cleared import write_cleared
from desktop.workflows.vault_ports import DueRow


def export_calendar(desk: Desk, path: Path) -> int:
    """Write every dated promise that is owed, and none that only may apply; returns how many.

    Raises RefusedByPolicy when none has a date, WriteFailed when the path is taken.
    """
    zones = zones_of_policies(desk)
    reminders = [
        Reminder(row.case_id, row.policy_id, row.clock, row.due, _hours(row, zones))
        for row in walk_due(desk)
        if row.due is not None and row.state != "conditional" and row.kind == "promise"
    ]
    if not reminders:
        raise RefusedByPolicy(
            "No promise has a date: a calendar would be empty.",
            advice="Try again once a report has started a clock.",
        )
    outcome = clear_calendar(write_calendar(reminders, desk.tools.now()), path.name)
    advice = "Look at the ids of the cases."
    cleared = require_cleared(desk, outcome, "calendar", "The calendar may not leave.", advice=advice)
    write_cleared(desk.tools.files, path, cleared)
    return len(reminders)


def _hours(row: DueRow, zones: Zones) -> str:
    """The end of an embargo is told in the hours of the policy and of UTC."""
    if row.due is None or not row.case_id or row.force != "rule":
        return ""
    return both_hours(row.due, zones.get(row.policy_id, UTC))
