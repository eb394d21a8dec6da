"""Reading promises from the projection: in the order of their due instants, as of now."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from desktop.domain.clocks import Proof
from desktop.domain.inert import Untrusted
from desktop.domain.promises.silence import MAY_GO_ON
from desktop.vault.database import Database, Row
from desktop.vault.instants import BEGINNING_OF_TIME, falls_at, maybe_from_micros, to_micros
from desktop.vault.promise_rows import Later
from desktop.vault.reader_rows import seen_by
from desktop.workflows.vault_ports import DueRow

_KEY = "falls_at, case_id, policy_id, clock"
_COLUMNS = (
    "case_id, title, due.policy_id, clock, sentence, clauses, since, original_due, proof, lateness, force, "
    "owed_by, audience, (SELECT group_concat(sha256, ' ') FROM pinned WHERE pinned.case_id = due.case_id), "
    "due, remaining, due.state, why, met_at, later"
)
_BOTH = " UNION ALL "
_ALL = f"SELECT {_KEY} FROM due WHERE ({_KEY}) > (?, ?, ?, ?)"  # noqa: S608 - our own words, here and below
_OWED = (
    f"SELECT {_KEY} FROM due WHERE owed = 1 AND ({_KEY}) > (?, ?, ?, ?)"  # noqa: S608
    f"{_BOTH}SELECT {_KEY} FROM due WHERE owed = 2 AND ({_KEY}) > (?, ?, ?, ?)"
)
"""Each half is a range of one index: where a page begins is found at once, whatever stands before it."""
_FIRST = (BEGINNING_OF_TIME, "", "", "")
_BEYOND_NAMES = "\U0010ffff"
_CHANGING = ("running", "overdue")


def due_rows(
    database: Database,
    offset: int,
    limit: int,
    now: datetime,
    *,
    everything: bool,
    after: DueRow | None,
    viewer: str = "",
) -> list[DueRow]:
    """Promises of open cases, earliest due first, undated ones last; `offset` counts from behind `after`."""
    wanted, values = _wanted(now, after, viewer, everything=everything)
    page = f"SELECT * FROM ({wanted}) ORDER BY {_KEY} LIMIT ? OFFSET ?"  # noqa: S608
    sql = (
        f"SELECT {_COLUMNS} FROM ({page}) JOIN due USING (case_id, policy_id, clock) "  # noqa: S608
        "JOIN case_row USING (case_id) ORDER BY due.falls_at, case_id, due.policy_id, clock"
    )
    return [_due_row(row, now) for row in database.rows(sql, *values, limit, offset)]


def count_due(database: Database, now: datetime, *, everything: bool, viewer: str = "") -> int:
    """How many promises `due_rows` has to give."""
    wanted, values = _wanted(now, None, viewer, everything=everything)
    count: int = database.value(f"SELECT count(*) FROM ({wanted})", *values)  # noqa: S608
    return count


def count_conditional(database: Database, viewer: str = "") -> int:
    """How many of the promises that ask for something only may apply."""
    return _count(database, "state = 'conditional'", (), viewer)


def count_proposals(database: Database, viewer: str = "") -> int:
    """How many cases may go on, or soon may, without the reporter's answer."""
    return _count(database, "policy_id = '' AND clock = ?", (MAY_GO_ON,), viewer)


def pinned_policies(database: Database) -> list[str]:
    """The SHA-256 of every policy and pack that open cases are held to: one step for each, not each case."""
    sql = (
        "WITH RECURSIVE step (sha256) AS (SELECT min(sha256) FROM pinned UNION ALL "
        "SELECT (SELECT min(sha256) FROM pinned WHERE sha256 > step.sha256) FROM step "
        "WHERE step.sha256 IS NOT NULL) SELECT sha256 FROM step WHERE sha256 IS NOT NULL"
    )
    return [sha256 for (sha256,) in database.rows(sql)]


def cases_pinned_to(database: Database, policies: Iterable[str]) -> list[str]:
    """The open cases that are held to one of these policies, by their SHA-256."""
    sql = "SELECT case_id FROM pinned WHERE sha256 = ?"
    found = {case_id for sha256 in policies for (case_id,) in database.rows(sql, sha256)}
    return sorted(found)


def state_now(state: str, due: int | None, now: datetime) -> str:
    """Whether a clock that runs is overdue by now, wherever its case's last event lies."""
    if due is None or state not in _CHANGING:
        return state
    return "overdue" if due < to_micros(now) else "running"


def _wanted(
    now: datetime, after: DueRow | None, viewer: str, *, everything: bool
) -> tuple[str, list[object]]:
    """The keys of what is listed, and the values that the statement asks for."""
    key = _FIRST if after is None else _key_of(after)
    seen, reader = seen_by(viewer, "due.case_id")
    seen = f" AND {seen}" if seen else ""
    if everything:
        return _ALL + seen, [*key, *reader]
    ended = (to_micros(now), _BEYOND_NAMES, "", "")  # holds up to here ask for nothing any more
    sooner, later = _OWED.split(_BOTH)
    return f"{sooner}{seen}{_BOTH}{later}{seen}", [*key, *reader, *max(key, ended), *reader]


def _count(database: Database, condition: str, values: tuple[str, ...], viewer: str) -> int:
    seen, reader = seen_by(viewer, "due.case_id")
    where = f"{condition} AND {seen}" if seen else condition
    count: int = database.value(f"SELECT count(*) FROM due WHERE {where}", *values, *reader)  # noqa: S608
    return count


def _key_of(row: DueRow) -> tuple[int, str, str, str]:
    due = None if row.state == "paused" else row.due
    return (falls_at(due), row.case_id, row.policy_id, row.clock)


def _due_row(row: Row, now: datetime) -> DueRow:
    case_id, title, policy_id, clock, sentence, clauses, since, original_due, proof, *rest = row
    lateness, force, owed_by, audience, pinned, due, remaining, *stored = rest
    if remaining is not None:
        due = to_micros(now) + remaining
    state, why, met_at = _as_of(now, due, *stored)
    return DueRow(
        case_id=case_id,
        title=Untrusted(title),
        policy_id=policy_id,
        clock=clock,
        sentence=sentence,
        clauses=msgspec.json.decode(clauses, type=tuple[str, ...]),
        since=maybe_from_micros(since),
        due=maybe_from_micros(due),
        state=state,
        original_due=maybe_from_micros(original_due),
        met_at=maybe_from_micros(met_at),
        why=why,
        proof=msgspec.json.decode(proof, type=Proof) if proof else None,
        lateness=lateness,
        force=force,
        owed_by=owed_by,
        audience=audience,
        pinned=tuple(sorted(pinned.split())) if pinned else (),
    )


def _as_of(
    now: datetime, due: int | None, state: str, why: str, met_at: int | None, later: str | None
) -> tuple[str, str, int | None]:
    """State, reason and end of a clock as passing time leaves them."""
    passed = due is not None and (due <= to_micros(now) if state == "held" else due < to_micros(now))
    if passed and later is not None:
        told = msgspec.json.decode(later, type=Later)
        return told.state, told.why, told.met_at
    return state_now(state, due, now), why, met_at
