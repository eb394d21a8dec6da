"""due: every promise across all cases, and what the vault itself owes."""

import argparse
import re
from datetime import UTC, datetime

from desktop.cli.cases.hold_text import hours
from desktop.cli.cases.ledger_text import proof_text, proof_values
from desktop.cli.output import print_json, print_text, say, shown_path, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit
from desktop.workflows.promises.doubt_clock import doubt_clock
from desktop.workflows.promises.export_calendar import export_calendar
from desktop.workflows.promises.list_due import walk_due
from desktop.workflows.promises.policy_zones import Zones, zones_of_policies
from desktop.workflows.promises.quote_promises import with_quotes
from desktop.workflows.vault_ports import DueRow

_OF_VAULT = "(the vault)"
_PASSED = "Its date has passed: it waits until "


def due(parsed: argparse.Namespace, program: Program) -> int:
    """Every promise that is owed, or all, earliest due first; with --check, 8 when one is overdue."""
    with open_desk(parsed, program, read_only=True) as desk:
        now = desk.tools.now()
        rows = list(with_quotes(desk, walk_due(desk, everything=parsed.everything)))
        zones = zones_of_policies(desk)
        if parsed.ics is not None:
            count = export_calendar(desk, parsed.ics.absolute())
            dates = "1 date" if count == 1 else f"{count} dates"
            say(f"Calendar written to {shown_path(parsed.ics.absolute())}, with {dates}.")
        if doubt := doubt_clock(desk):
            say(doubt)
    if not rows and not parsed.json:
        say("No promise runs.")
    elif parsed.json:
        print_json([_values(row) for row in rows])
    else:
        cells = [_cells(row, zones, now) for row in rows]
        print_text(table(cells, ("CASE", "STATE", "DUE", "PROOF", "PROMISE")))
    overdue = any(row.state == "overdue" for row in rows)
    return Exit.OVERDUE if parsed.check and overdue else Exit.DONE


def _cells(row: DueRow, zones: Zones, now: datetime) -> tuple[str, ...]:
    due, proof = _hours(row.due, row, zones), proof_text(row.proof)
    return row.case_id or _OF_VAULT, _state(row, now), due, proof, _promise(row, zones)


def _state(row: DueRow, now: datetime) -> str:
    """How it stands; of a corrective action, whether its day has passed."""
    if row.kind != "reminder" or row.due is None:
        return row.state
    return "reminder" if now < row.due else "late"


def _promise(row: DueRow, zones: Zones) -> str:
    """The sentence with its clauses, why it stands as it does, and what moved or excuses it."""
    moved = row.original_due is not None and row.original_due != row.due
    words = (
        row.sentence,
        *(f"“{quote}”" for quote in row.quotes),
        f"({', '.join(row.clauses)})" if row.clauses else "",
        _why(row),
        f"First promised for {_hours(row.original_due, row, zones)}." if moved else "",
        f"Late because {row.lateness}" if row.lateness else "",
    )
    return " ".join(filter(None, words))


def _hours(instant: datetime | None, row: DueRow, zones: Zones) -> str:
    """The end of an embargo is told in the hours of clocks on the wall and of UTC."""
    if row.force != "rule" or instant is None:
        return when(instant)
    return hours(instant, zones.get(row.policy_id, UTC))


def _why(row: DueRow) -> str:
    """That a date has passed stands in the column of states; of what would keep it, one example is enough."""
    if not row.why.startswith(_PASSED):
        return row.why
    first, *others = re.split(", | or ", row.why.removeprefix(_PASSED).rstrip("."))
    return f"Waits until {first}{' or the like' if others else ''}."


def _values(row: DueRow) -> dict[str, object]:
    """One promise with the keys that scripts rely on; what the vault owes has no case."""
    return {
        "case": row.case_id or None,
        "policy": row.policy_id,
        "clock": row.clock,
        "kind": row.kind,
        "state": row.state,
        "due": row.due,
        "since": row.since,
        "sentence": row.sentence,
        "clauses": row.clauses,
        "quotes": row.quotes,
        "original_due": row.original_due,
        "met_at": row.met_at,
        "proof": proof_values(row.proof),
        "why": row.why,
        "lateness": row.lateness or None,
        "owed_by": row.owed_by,
        "force": row.force,
        "audience": row.audience or None,
    }
