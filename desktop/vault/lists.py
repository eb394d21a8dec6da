"""Reading the projections: pages of cases, and whose message or file this is."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.inert import Untrusted
from desktop.vault.database import Database, Row
from desktop.vault.due_list import state_now
from desktop.vault.instants import from_micros, maybe_from_micros
from desktop.vault.promise_rows import storable
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


def page_of_cases(database: Database, query: CaseQuery, offset: int, limit: int, now: datetime) -> CasePage:
    """One page, in an order that an index holds; words are matched in any letter case."""
    where, values = _conditions(query)
    order = _ORDERS[query.order].format(way="DESC" if query.descending else "ASC")
    # Only our own words are joined into these statements; a person's go in as values.
    total = database.value(f"SELECT count(*) FROM case_row {where}", *values)  # noqa: S608
    page = f"SELECT {_COLUMNS} FROM case_row {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
    rows = database.rows(page, *values, limit, offset)
    return CasePage(total, offset, tuple(_case_row(row, now) for row in rows))


def case_of_messages(database: Database, message_ids: Sequence[str]) -> str | None:
    """The case of the first of these ids that any case knows."""
    sql = "SELECT case_id FROM message WHERE message_id = ? ORDER BY case_id LIMIT 1"
    found = (database.value(sql, storable(message_id)) for message_id in message_ids if message_id)
    return next((case_id for case_id in found if case_id is not None), None)


def case_of_file(database: Database, sha256: str) -> str | None:
    """The case that holds this very file."""
    case_id: str | None = database.value(
        "SELECT case_id FROM file WHERE sha256 = ? ORDER BY case_id LIMIT 1", sha256
    )
    return case_id


def keys_of(database: Database, address: str) -> list[str]:
    """The SHA-256 of the keys that were taken in for an address, in any case."""
    wanted = storable(address.strip().casefold())
    rows = database.rows("SELECT DISTINCT sha256 FROM reporter_key WHERE address = ? ORDER BY 1", wanted)
    return [sha256 for (sha256,) in rows]


def _conditions(query: CaseQuery) -> tuple[str, list[object]]:
    words = query.words.casefold().split()
    wanted: list[tuple[str, object]] = [("instr(words, ?) > 0", storable(word)) for word in words]
    wanted += [("stage = ?", query.stage)] if query.stage else []
    wanted += [("policy_id = ?", query.policy_id)] if query.policy_id else []
    clauses = [clause for clause, _ in wanted] + (["is_open = 1"] if query.open_only else [])
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    return where, [value for _, value in wanted]


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
