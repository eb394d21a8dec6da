"""A clock that is a year off: order and deadlines stand, whatever is recorded meanwhile, and it is said."""

from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace

import pytest

from desktop.domain import events as e
from desktop.vault.remote import RemoteCustody
from desktop.workflows.promises.doubt_clock import doubt_clock
from desktop.workflows.vault_ports import CaseQuery
from tests.vault.conftest import Bench

CASE, OTHER = "TST-2026-0000010", "TST-2026-0000020"
YEAR = timedelta(days=365)


def deadlines(vault, case_id: str) -> dict[str, object]:
    return {row.clock: row.due for row in vault.due(0, 1000, everything=True) if row.case_id == case_id}


def doubt(bench: Bench, vault) -> str:
    desk = SimpleNamespace(vault=vault, tools=SimpleNamespace(now=lambda: bench.now))
    return doubt_clock(desk)


@pytest.mark.checks("E58")
@pytest.mark.parametrize("off", [YEAR, -YEAR], ids=["ahead", "behind"])
def test_a_clock_that_is_a_year_off_moves_no_deadline_and_is_said(bench: Bench, off: timedelta, figure):
    vault = bench.make()
    bench.report(vault, CASE)
    bench.act(vault, CASE, e.NoteAdded("first"))
    before, right = deadlines(vault, CASE), bench.now
    assert len(before) == 2
    assert doubt(bench, vault) == ""
    bench.now += off
    assert doubt(bench, vault)
    bench.act(vault, CASE, e.NoteAdded("second"))
    bench.report(vault, OTHER)
    vault.rebuild()
    assert deadlines(vault, CASE) == before
    bench.now = right + timedelta(minutes=10)
    bench.act(vault, CASE, e.NoteAdded("third"))
    assert bool(doubt(bench, vault)) == (off > timedelta())  # an entry of next year stays to be told
    assert [r.event.text for r in vault.history(CASE)[1:]] == ["first", "second", "third"]
    assert (deadlines(vault, CASE), vault.cases(CaseQuery()).total) == (before, 2)
    assert vault.verify().sound
    figure("E58", f"0 of {len(before)} deadlines moved by a clock a year off, and it was said")


@pytest.mark.checks("E58")
def test_the_vault_process_tells_when_the_newest_entry_was_recorded(bench: Bench, child_command: list[str]):
    with closing(RemoteCustody(child_command)) as bench.custody:
        vault = bench.make()
        bench.report(vault, CASE)
        bench.act(vault, CASE, e.NoteAdded("first"))
        assert vault.last_recorded() == bench.now
        vault.close()
