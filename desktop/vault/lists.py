"""Reading the projections: pages of cases, and whose message or file this is."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain.inert import Untrusted
from desktop.vault.case_filter import (
    HITS,
    MOST_COUNTED,
    Condition,
    conditions_of,
    count_hits,
    match_of,
    where_clause,
)
from desktop.vault.database import Database, Row
from desktop.vault.due_list import state_now
from desktop.vault.instants import from_micros, maybe_from_micros
from desktop.vault.promise_rows import storable
from desktop.vault.reader_rows import seen_by
from desktop.vault.search_hits import show_hits
from desktop.workflows.vault_ports import CasePage, CaseQuery, CaseRow

_ORDERS = {
    "due": "next_due {way} NULLS LAST, case_id {way}",
    "received": "received_at {way}, case_id {way}",
    "title": "title_key {way}, case_id {way}",
    "severity": "severity_rank {way} NULLS LAST, case_id {way}",
    "stage": "stage_rank {way}, case_id {way}",
    "case_id": "case_id {way}",
}
_COLUMNS = (
    "case_id, title, reporter, grade, policy_id, stage, severity, handler, received_at, "
    "next_due, next_clock, next_state, is_open, revision"
)
_MOST_OF_ONE = 50
"""Cases of one Message-ID that are looked at."""
_FEW = 2_000
_LOOKED_UP = ("searched_case CROSS JOIN case_row USING (case_id)", "searched_case.id")
_WALKED = ("case_row CROSS JOIN searched_case USING (case_id)", "+searched_case.id")
"""SQLite keeps to the order of a CROSS JOIN; the plus keeps it from trying every hit on every row."""


def page_of_cases(
    database: Database, query: CaseQuery, offset: int, limit: int, now: datetime, *, viewer: str = ""
) -> CasePage:
    """One page, in an order that an index holds, or of few hits of a search, sorted."""
    table, conditions, total = _matching(database, query, now, viewer)
    where, values = where_clause(conditions)
    order = _ORDERS[query.order].format(way="DESC" if query.descending else "ASC")
    # Only our own words are joined into these statements; a person's go in as values.
    if total is None:
        total = database.value(f"SELECT count(*) FROM {table} {where}", *values)  # noqa: S608
    page = f"SELECT {_COLUMNS} FROM {table} {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
    rows = (_case_row(row, now) for row in database.rows(page, *values, limit, offset))
    found = show_hits(database, query.wanted, rows)
    more = bool(query.wanted.texts()) and total >= MOST_COUNTED
    return CasePage(total, offset, tuple(found), more)


def cases_of_messages(database: Database, message_ids: Sequence[str]) -> list[str]:
    """The cases of the first of these ids that any case knows: anybody can copy an id."""
    sql = "SELECT case_id FROM message WHERE message_id = ? ORDER BY case_id LIMIT ?"
    found = (
        database.rows(sql, storable(message_id), _MOST_OF_ONE) for message_id in message_ids if message_id
    )
    return next(([case_id for (case_id,) in rows] for rows in found if rows), [])


def case_of_file(database: Database, sha256: str) -> str | None:
    """The case that holds this very file."""
    case_id: str | None = database.value(
        "SELECT case_id FROM file WHERE sha256 = ? ORDER BY case_id LIMIT 1", sha256
    )
    return case_id


def handlers(database: Database) -> list[str]:
    """The names of all primary handlers."""
    rows = database.rows("SELECT DISTINCT handler FROM case_row WHERE handler > '' ORDER BY handler")
    return [name for (name,) in rows]


def keys_of(database: Database, address: str) -> list[str]:
    """The SHA-256 of the keys that were taken in for an address, in any case."""
    wanted = storable(address.strip().casefold())
    rows = database.rows("SELECT DISTINCT sha256 FROM reporter_key WHERE address = ? ORDER BY 1", wanted)
    return [sha256 for (sha256,) in rows]


def _matching(
    database: Database, query: CaseQuery, now: datetime, viewer: str
) -> tuple[str, list[Condition], int | None]:
    """From which tables, under which conditions, and how many there are where that is known already.

    Few hits of words are looked up; where there are many, the list is walked in its order: the next of them
    is never far then.
    """
    conditions = conditions_of(query.wanted, now)
    conditions += [Condition("stage = ?", (query.stage,))] if query.stage else []
    conditions += [Condition("policy_id = ?", (query.policy_id,))] if query.policy_id else []
    conditions += [Condition("handler = ?", (query.handler,))] if query.handler else []
    conditions += [Condition("is_open = 1")] if query.open_only else []
    if query.without:
        left_out = "case_row.case_id NOT IN (SELECT value FROM json_each(?))"
        conditions.append(Condition(left_out, (msgspec.json.encode(query.without).decode(),)))
    conditions += [Condition(*seen_by(viewer, "case_row.case_id"))] if viewer else []
    match = match_of(query.wanted)
    if not match:
        return "case_row", conditions, None
    hits = count_hits(database, match)
    table, number = _LOOKED_UP if hits <= _FEW else _WALKED
    conditions.append(Condition(f"{number} {HITS}", (match,)))
    return table, conditions, hits if len(conditions) == 1 else None


def _case_row(row: Row, now: datetime) -> CaseRow:
    case_id, title, reporter, *plain, received, due, clock, state, is_open, revision = row
    grade, policy_id, stage, severity, handler = plain
    return CaseRow(
        case_id=case_id,
        title=Untrusted(title),
        reporter=Untrusted(reporter),
        grade=grade,
        policy_id=policy_id,
        stage=stage,
        severity=severity,
        handler=handler,
        received_at=from_micros(received),
        next_due=maybe_from_micros(due),
        next_clock=clock,
        next_state=state_now(state, due, now),
        open=bool(is_open),
        revision=revision,
    )
