"""Lists: paged by SQL, in every order, found by words, and never rebuilt for one act."""

import time
from datetime import UTC, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.filters import Misread, read_filter
from desktop.domain.inert import Untrusted
from desktop.vault import lists
from desktop.vault.instants import from_micros, to_micros
from desktop.workflows.vault_ports import CaseQuery

TITLES = ["Zebra leak", "alpha overflow", "Émile's bug", "beta % race_", "Straße", "\u202eevil"]


@pytest.fixture
def vault(bench):
    """Six cases, an hour apart; the second is closed, the third has its answer."""
    vault = bench.make()
    for number, title in enumerate(TITLES):
        bench.now += timedelta(hours=1)
        bench.report(
            vault, f"TST-2026-{number:06}0", title, name=f"Reporter {number}", address=f"r{number}@x"
        )
    bench.act(vault, case(0), e.SeveritySet("low", "x"))
    bench.act(vault, case(2), e.AckSent())
    bench.act(vault, case(3), e.SeveritySet("critical", "x"))
    bench.act(vault, case(1), e.CaseClosed("done"))
    return vault


def case(number: int) -> str:
    return f"TST-2026-{number:06}0"


def found(vault, words: str = "", **query: object) -> list[int]:
    query["wanted"] = read_filter(words)
    return [int(row.case_id[9:15]) for row in vault.cases(CaseQuery(**query)).rows]


def test_every_order_and_its_reverse(vault):
    assert found(vault, order="due") == [0, 3, 4, 5, 2, 1]  # two days, then ninety, then nothing
    assert found(vault, order="due", descending=True) == [2, 5, 4, 3, 0, 1]
    assert found(vault, order="received") == [0, 1, 2, 3, 4, 5]
    assert found(vault, order="received", descending=True) == [5, 4, 3, 2, 1, 0]
    assert found(vault, order="title") == [1, 3, 4, 0, 2, 5]
    assert found(vault, order="severity")[:2] == [3, 0]
    assert found(vault, order="severity", descending=True)[:2] == [0, 3]
    assert sorted(found(vault, order="stage")) == sorted(found(vault, order="case_id"))


def test_words_are_found_in_title_reporter_and_id(vault):
    assert found(vault, words="ALPHA over") == [1]
    assert found(vault, words="émile") == [2]
    assert found(vault, words="STRAßE") == [4]
    assert found(vault, words="r3@x") == [3]
    assert found(vault, words="reporter 5") == [5]
    assert found(vault, words="2026-0000040") == [4]
    assert found(vault, words="% race_") == [3]
    assert found(vault, words="alpha zebra") == []


def test_filters_join_with_and(vault):
    assert 1 not in found(vault, open_only=True)
    assert found(vault, policy_id="TST", words="zebra", open_only=True, stage="Intake") == [0]
    assert found(vault, policy_id="OTHER") == []


def test_pages_are_cut_by_sql(vault):
    page = vault.cases(CaseQuery(order="case_id"), offset=2, limit=3)
    assert (page.total, page.offset) == (6, 2)
    assert [row.case_id for row in page.rows] == [case(2), case(3), case(4)]
    assert vault.cases(CaseQuery(), offset=100).rows == ()
    assert vault.cases(CaseQuery(wanted=read_filter("leak")), limit=0).total == 1


def test_a_row_tells_what_asks_first(bench, vault):
    row = vault.cases(CaseQuery(wanted=read_filter("zebra"))).rows[0]
    assert (row.next_clock, row.next_state, row.severity) == ("ack", "running", "low")
    assert row.title == Untrusted("Zebra leak")
    bench.now += timedelta(days=3)
    row = vault.cases(CaseQuery(wanted=read_filter("zebra"))).rows[0]
    assert (row.next_clock, row.next_state) == ("ack", "overdue")
    closed = vault.cases(CaseQuery(wanted=read_filter("alpha"))).rows[0]
    assert (closed.open, closed.next_due, closed.next_clock) == (False, None, "")


@pytest.mark.checks("C41")
@pytest.mark.clause("TER-2.2b", "AUM-5b")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(words=st.text(st.characters(), max_size=30))
def test_no_words_break_the_search(vault, words: str):
    wanted = read_filter(words)
    assert isinstance(wanted, Misread) or vault.cases(CaseQuery(wanted=wanted)).total >= 0


@pytest.mark.parametrize("order", lists._ORDERS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_is_held_by_an_index(vault, order: str, descending: bool):
    way = "DESC" if descending else "ASC"
    sql = f"SELECT {lists._COLUMNS} FROM case_row ORDER BY {lists._ORDERS[order].format(way=way)} LIMIT 100"
    plan = " ".join(row[-1] for row in vault._database.rows(f"EXPLAIN QUERY PLAN {sql}"))
    assert "USING INDEX" in plan
    assert "TEMP B-TREE" not in plan


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_are_exact(instant):
    assert from_micros(to_micros(instant)) == instant


@pytest.mark.soak
def test_an_act_costs_the_same_in_a_large_vault(bench):
    vault = bench.make()
    columns = [row[1] for row in vault._database.rows("PRAGMA table_info(case_row)")]
    bench.report(vault, case(0))
    names = ", ".join(column for column in columns if column != "case_id")
    with vault._database.transaction():
        vault._database.run(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
            f"INSERT INTO case_row (case_id, {names}) SELECT 'X' || i, {names} FROM case_row, n"
        )
    began = time.perf_counter()
    for _ in range(20):
        bench.act(vault, case(0), e.NoteAdded("x"))
    assert (time.perf_counter() - began) / 20 < 0.1
    began = time.perf_counter()
    assert vault.cases(CaseQuery(order="title"), offset=50_000).total == 100_001
    assert time.perf_counter() - began < 0.5
