"""Closed cases by the day of their closing: what a rule on retention asks for."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.case import Case
from desktop.domain.event import Recorded
from desktop.domain.events import Purgeable
from desktop.domain.inert import Untrusted
from desktop.domain.retention.standing import kept_of
from desktop.vault.database import Database, Row
from desktop.vault.instants import from_micros, to_micros
from desktop.workflows.retention_ports import RetainedCase

_ASKED = (
    "SELECT case_id, case_row.title, retained.policy_id, closed_at, held FROM retained "
    "JOIN case_row USING (case_id) WHERE retained.policy_id = ? AND closed_at <= ? "
    "AND instr(purged, ' everything ') = 0 AND instr(purged, ?) = 0 ORDER BY closed_at, case_id LIMIT ?"
)


def rows_retained(case: Case, history: Sequence[Recorded]) -> list[Row]:
    """The row of one case; none of an open one."""
    kept = kept_of(case, history)
    if kept is None:
        return []
    purged = "".join(f" {what} " for what in kept.purged)
    return [(case.case_id, case.policy_id, to_micros(kept.closed_at), int(kept.held), purged)]


def retained(
    database: Database, policy_id: str, what: Purgeable, before: datetime, limit: int
) -> list[RetainedCase]:
    """Cases of a policy closed by then that still have this to be purged, the longest closed first."""
    rows = database.rows(_ASKED, policy_id, to_micros(before), f" {what} ", limit)
    return [
        RetainedCase(case_id, Untrusted(title), policy, from_micros(closed_at), bool(held))
        for case_id, title, policy, closed_at, held in rows
    ]


def retained_policies(database: Database) -> list[str]:
    """The policies of all closed cases."""
    return [row[0] for row in database.rows("SELECT DISTINCT policy_id FROM retained ORDER BY 1")]
