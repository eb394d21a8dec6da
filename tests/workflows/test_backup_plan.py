"""When a plan's backup is due, and when the last one is old enough to be said."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import Usage, WriteFailed
from desktop.workflows.custody.backup_plan import (
    BackupPlan,
    age_sentence,
    follow_plan,
    keep_plan,
    last_backup,
    read_plan,
)
from desktop.workflows.custody.tell_damage import damage_sentence
from desktop.workflows.custody.what_is_proved import standing_sentence, what_is_proved
from desktop.workflows.keeping_ports import ComparedHead, KnownHead, Standing, Verification
from desktop.workflows.repair_ports import CaseRemains, Damage
from tests.workflows.desks import NOW

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "due"), [(None, True), (0, False), (6, False), (7, True), (70, True), (-1, True)]
)
def test_a_plan_is_due_after_its_days_and_when_the_clock_was_set_back(since: int | None, due: bool):
    last = None if since is None else NOW - since * DAY
    assert BackupPlan("/somewhere", last=last).due(NOW) is due


@pytest.mark.parametrize(
    "plan", [BackupPlan("here"), BackupPlan("/x", every_days=0), BackupPlan("/x", keep=0)]
)
def test_a_plan_that_nobody_could_follow_is_refused(desk, plan: BackupPlan):
    with pytest.raises(Usage):
        keep_plan(desk, plan)
    assert read_plan(desk) is None


def test_a_backup_that_could_not_be_made_stays_due(desk, tmp_path):
    assert follow_plan(desk) is None
    keep_plan(desk, BackupPlan(str(tmp_path)))
    with pytest.raises(WriteFailed):  # a vault in memory has no files
        follow_plan(desk)
    assert read_plan(desk).due(NOW)


def test_the_age_of_the_last_backup_is_said_once_it_is_old(desk):
    assert age_sentence(desk.vault.vault_history(), None, NOW) == ""
    desk.vault.append(None, [Draft(e.HandlerNamed("Ada"), NOW - 20 * DAY)], author="", now=NOW - 20 * DAY)
    history = desk.vault.vault_history()
    assert last_backup(history) is None
    assert age_sentence(history, None, NOW) == "This vault has no backup yet, after 20 days."
    desk.vault.append(
        None, [Draft(e.BackupDone("ab", "cd", 3), NOW - 12 * DAY)], author="", now=NOW - 12 * DAY
    )
    history = desk.vault.vault_history()
    assert age_sentence(history, None, NOW) == ""
    assert age_sentence(history, BackupPlan("/x", 7), NOW) == "Last backup 12 days ago."
    assert age_sentence(history, BackupPlan("/x", 30), NOW) == ""


def test_nothing_is_called_proved_that_was_found_wrong():
    head = KnownHead("ab" * 32, "backup", 4)
    broken = Verification(9, "cd" * 32, (), ("a page",), (), compared=(ComparedHead(head, 0),), lost=3)
    told = what_is_proved(broken)
    assert len(told.proved) == 1
    assert "does NOT go on from the head in the backup" in told.not_proved[0]
    assert "3 entries and files" in told.not_proved[-1]
    goes_on = Standing("descends", head, head)
    there = ComparedHead(head, 4, 5)
    held = Verification(9, "cd" * 32, (), (), (), compared=(there,), standing=goes_on)
    proved = what_is_proved(held).proved
    assert "(entry 4, abababababababab); 5 entries were added by that writer since" in proved[-1]
    assert standing_sentence(held.standing) == ""


def test_a_damage_is_told_with_the_cases_that_are_not_whole():
    cases = [CaseRemains("TST-2026-000000", "whole", 3, 3)]
    cases += [CaseRemains(f"TST-2026-00000{n}", "damaged", 1, 2) for n in range(1, 8)]
    told = damage_sentence(Damage(9, 1, tuple(cases), 10, 7, 0, "ab"))
    assert "1 of 8 cases are whole. Not whole: TST-2026-000001" in told
    assert "and 2 more" in told
    assert "nothing can be written" in told
    whole = damage_sentence(Damage(9, 1, tuple(cases[:1]), 3, 0, 0, "ab"), salvaged=True)
    assert "Not whole" not in whole
