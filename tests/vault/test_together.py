"""Several cases change in one transaction, and the near ones are found, in this process and in its own."""

from contextlib import closing

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import CaseChanged, NoSuchCase
from desktop.domain.inert import Untrusted
from desktop.vault.remote import RemoteCustody
from desktop.workflows.vault_ports import CaseDrafts
from tests.vault.conftest import NOW

ONE, OTHER = "TST-2026-0000010", "TST-2026-0000021"


@pytest.fixture(params=["in this process", "in its own process"])
def vault(request: pytest.FixtureRequest, bench, child_command: list[str]):
    if request.param == "in this process":
        yield two_in(bench)
        return
    with closing(RemoteCustody(child_command)) as custody:
        bench.custody = custody
        yield two_in(bench)
        bench.close()


def two_in(bench):
    vault = bench.make()
    bench.report(vault, ONE, "SQL injection in /orders/search")
    bench.report(vault, OTHER, "The search of orders: sqli", address="ada@example.org")
    return vault


def part(case_id: str, text: str, revision: int | None = 1) -> CaseDrafts:
    return CaseDrafts(case_id, (Draft(e.NoteAdded(text), NOW),), revision)


def test_all_parts_are_recorded_in_their_order_one_behind_the_other(bench, vault):
    recorded = vault.append_together([part(ONE, "a"), part(OTHER, "b")], author="hand", now=bench.now)
    assert [(r.case_id, r.event.text) for r in recorded] == [(ONE, "a"), (OTHER, "b")]
    assert recorded[1].sequence == recorded[0].sequence + 1
    assert [len(vault.history(case_id)) for case_id in (ONE, OTHER)] == [2, 2]
    assert vault.verify().sound


def test_where_one_case_moved_on_none_is_changed(bench, vault):
    with pytest.raises(CaseChanged):
        vault.append_together([part(ONE, "a"), part(OTHER, "b", 7)], author="hand", now=bench.now)
    assert [len(vault.history(case_id)) for case_id in (ONE, OTHER)] == [1, 1]
    assert vault.verify().sound


def test_what_happened_outside_is_recorded_whatever_became_of_the_cases(bench, vault):
    vault.append_together([part(ONE, "a")], author="hand", now=bench.now)
    vault.append_together([part(ONE, "b", None), part(OTHER, "c", None)], author="hand", now=bench.now)
    assert [len(vault.history(case_id)) for case_id in (ONE, OTHER)] == [3, 2]


def test_the_near_cases_come_with_what_is_compared(vault):
    near = vault.near_cases(ONE)
    assert near.own.title == Untrusted("SQL injection in /orders/search")
    assert {"route:/orders/search", "class:sql-injection", "pair:order search"} <= {*near.own.traits}
    (other,) = near.others
    assert (other.case_id, other.reporter.raw, other.open) == (OTHER, "ada@example.org", True)
    assert near.spread.having["pair:order search"] == 2
    with pytest.raises(NoSuchCase):
        vault.near_cases("TST-2026-0000099")


def test_traits_that_were_tampered_with_are_a_finding(bench):
    vault = two_in(bench)
    with vault._database.transaction():
        vault._database.run("INSERT INTO trait VALUES ('class:xss', 1)")
    assert vault.verify().database == ("a case's rows in the lists differ from the journal",)
    with vault._database.transaction():
        vault._database.run("DELETE FROM trait WHERE token = 'class:xss'")
        vault._database.run("INSERT INTO trait VALUES ('class:xss', 99)")
    assert vault.verify().database == ("the search index holds what belongs to no case",)
