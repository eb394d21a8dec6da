"""What a person tried and was refused stands in the vault's own journal, without a word of what was typed."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft
from desktop.domain.failures import Failure, WriteFailed
from desktop.workflows.custody.read_journal import read_journal
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.publish_advisory import publish_advisory
from desktop.workflows.vault_ports import Vault
from tests.ui.conftest import typed
from tests.workflows.desks import NOW, desk_on


@pytest.fixture
def at_work(either_vault: Vault, us) -> Desk:
    return desk_on(either_vault, us.gpg)


@pytest.fixture
def case(at_work: Desk) -> str:
    return enter_case(at_work, typed())


def refused(desk: Desk) -> list[e.ActRefused]:
    return [r.event for r in read_journal(desk.vault, refused=True) if isinstance(r.event, e.ActRefused)]


@pytest.mark.clause("MUS-5.3c", "TER-2.4c")
def test_an_act_that_a_rule_refuses_is_journalled_and_leaves_the_case_alone(at_work: Desk, case: str) -> None:
    before = at_work.vault.history(case)
    outcome = record_act(at_work, case, e.NoteAdded("secret words"), at=NOW + timedelta(days=400))
    assert isinstance(outcome, Refusal)
    assert refused(at_work) == [e.ActRefused("note.added", "rule", case)]
    assert at_work.vault.history(case) == before
    (entry,) = read_journal(at_work.vault, refused=True)
    assert entry.author == at_work.handler
    assert "secret words" not in repr(entry)


@pytest.mark.clause("MUS-5.3c", "TER-2.4c")
def test_what_was_missing_is_named_by_its_need(at_work: Desk, case: str) -> None:
    outcome = record_act(at_work, case, e.FixReady())
    assert isinstance(outcome, Refusal)
    (found,) = refused(at_work)
    assert (found.act, found.why, found.case) == ("fix.ready", "needs", case)
    assert found.missing == tuple(need.id for need in outcome.missing)


@pytest.mark.clause("MUS-5.3c", "TER-2.4c")
def test_what_may_not_leave_is_journalled(at_work: Desk, case: str, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="may not leave"):
        publish_advisory(at_work, case, tmp_path, formats=("csaf",), sign_with="A" * 40, progress=Silent())
    assert refused(at_work) == [e.ActRefused("advisory", "gate", case)]


def test_an_act_that_is_recorded_leaves_no_refusal(at_work: Desk, case: str) -> None:
    record_act(at_work, case, e.NoteAdded("seen"))
    assert refused(at_work) == []


def test_a_journal_that_takes_no_entry_refuses_all_the_same(
    at_work: Desk, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise WriteFailed("The disk is full.")

    monkeypatch.setattr(at_work.vault, "append", full)
    assert isinstance(record_act(at_work, case, e.FixReady()), Refusal)


def test_the_journal_of_a_case_tells_of_that_case_alone(at_work: Desk, case: str) -> None:
    elsewhere = Draft(e.ActRefused("fix.ready", "rule", "TST-1"), NOW)
    at_work.vault.append(None, [elsewhere], author="", now=NOW)
    record_act(at_work, case, e.FixReady())
    (entry,) = read_journal(at_work.vault, case_id=case)
    assert isinstance(entry.event, e.ActRefused)
    assert entry.event.case == case
    assert read_journal(at_work.vault)[0] == entry
    assert len(read_journal(at_work.vault, refused=True)) == 2
