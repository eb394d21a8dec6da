"""Many cases are chosen by id, acted on each by its own rules, and taken back by one undo."""

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.domain import events as e
from desktop.domain.failures import Cancelled, WriteFailed
from desktop.domain.fold import fold
from desktop.ui.dialogs.assign_dialog import AssignDialog
from desktop.ui.dialogs.snooze_dialog import SnoozeDialog
from desktop.ui.many_work import act_on_each
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.snooze import put_back, snooze, snoozed, wake
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.ports import Silent
from tests.ui.conftest import NOW, settle, typed


@pytest.fixture
def cases(qtbot, window, desk, case_id):
    """Four cases in Inbox, the first of them in view."""
    ids = [case_id, *(enter_case(desk, typed(title=f"Report {n}")) for n in range(3))]
    window.desk.show_view("inbox")
    settle(qtbot, window)
    return ids


def open_ones(desk, ids):
    return [case_id for case_id in ids if fold(desk.vault.history(case_id)).open]


def shown(window):
    model = window.desk.list.cases
    return {model._rows[row].case_id for row in range(model.rowCount())}


def choose(window, *ids):
    for case_id in ids:
        window.desk.list.choosing.cases.toggle(case_id)


def press(window, name):
    next(action for action in window.commands.actions if action.objectName() == name).trigger()


def test_a_key_chooses_row_by_row_and_the_bar_counts(qtbot, window, cases):
    column = window.desk.list
    for _ in range(2):
        column.tick()
        settle(qtbot, window)
    assert len(column.choosing.cases.ids) == 2
    assert column.choosing.bar.isVisible()
    assert column.choosing.bar._count.text() == "2 chosen"
    column.choosing.cases.clear()
    assert column.choosing.bar.isHidden()


def test_clicks_with_ctrl_and_shift_choose_and_read_nothing(qtbot, window, cases):
    column, view = window.desk.list, window.desk.list.case_view
    before = window.desk.session.at

    def click(row, modifier):
        at = view.visualRect(view.model().index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(at))

    click(1, Qt.KeyboardModifier.ControlModifier)
    assert len(column.choosing.cases.ids) == 1
    click(1, Qt.KeyboardModifier.ControlModifier)
    assert column.choosing.cases.ids == ()
    view.setCurrentIndex(view.model().index(0, 0))
    settle(qtbot, window)
    before = window.desk.session.at
    click(2, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, window)
    assert len(column.choosing.cases.ids) == 3
    assert window.desk.session.at == before


def test_all_of_a_list_are_chosen_also_those_that_no_page_holds_yet(qtbot, window, cases):
    choose(window, cases[0])
    window.desk.list.choosing.bar._all.click()
    settle(qtbot, window)
    assert set(window.desk.list.choosing.cases.ids) == set(cases)


def test_among_promises_nothing_chooses_all_cases_of_the_list_before(qtbot, window, cases):
    window.desk.show_view("due")
    settle(qtbot, window)
    bar = window.desk.list.choosing.bar
    choose(window, cases[0])
    assert bar.isVisible()
    assert bar._all.isHidden()
    bar.all_wanted.emit()
    settle(qtbot, window)
    assert window.desk.list.choosing.cases.ids == (cases[0],)
    window.desk.show_view("inbox")
    assert not bar._all.isHidden()


@pytest.mark.parametrize("leave", ["inbox to all", "chosen none"])
def test_all_that_the_vault_names_too_late_are_not_chosen(qtbot, window, desk, cases, monkeypatch, leave):
    answer, read = threading.Event(), desk.vault.cases

    def slow(*query):
        assert answer.wait(60)
        return read(*query)

    choose(window, cases[0])
    monkeypatch.setattr(desk.vault, "cases", slow)
    window.desk.list.choosing.bar._all.click()
    if leave == "chosen none":
        window.desk.list.choosing.cases.clear()
    else:
        window.desk.show_view("all")
    answer.set()
    settle(qtbot, window)
    assert window.desk.list.choosing.cases.ids == ()


def test_a_key_does_nothing_to_chosen_cases_that_another_page_covers(qtbot, window, desk, cases):
    choose(window, *cases[1:])
    window.desk.show_view("policies")
    settle(qtbot, window)
    press(window, "close-as-spam")
    settle(qtbot, window)
    assert open_ones(desk, cases) == cases
    spam = next(a for a in window.commands.actions if a.objectName() == "close-as-spam")
    window.desk.show_view("metrics")
    assert window.commands.why_not(spam) == "No case is in sight. Choose one first."


def test_many_are_closed_as_spam_by_one_key_and_come_back_by_one_undo(qtbot, window, desk, cases):
    choose(window, *cases[1:])
    press(window, "close-as-spam")
    settle(qtbot, window)
    assert open_ones(desk, cases) == cases[:1]
    assert window.bar.text.startswith("3 closed as spam.")
    assert window.bar._timer.interval() == 10_000
    assert window.desk.list.choosing.cases.ids == ()
    window.bar._action.click()
    settle(qtbot, window)
    assert open_ones(desk, cases) == cases
    assert not any(fold(desk.vault.history(case_id)).rejected for case_id in cases)
    assert window.bar.text.startswith("3 taken back.")


def test_a_case_that_refuses_is_named_and_the_others_are_done(qtbot, window, desk, cases):
    record_act(desk, cases[1], e.ReportRejected(reason="spam", explanation="Spam"))
    record_act(desk, cases[1], e.CaseClosed(reason="Spam"))
    choose(window, *cases[1:])
    press(window, "close-as-spam")
    settle(qtbot, window)
    assert open_ones(desk, cases) == cases[:1]
    assert "2 closed as spam." in window.bar.text
    assert f"1 left as they were, {cases[1]} for one" in window.bar.text


def test_what_was_done_before_a_failure_is_shown(qtbot, window, desk, cases, monkeypatch):
    append, left = desk.vault.append, [2]

    def full(*args, **kwargs):
        if not left[0]:
            raise WriteFailed("The disk is full.", advice="Make room.")
        left[0] -= 1
        return append(*args, **kwargs)

    monkeypatch.setattr(desk.vault, "append", full)
    choose(window, *cases)
    press(window, "close-as-spam")
    settle(qtbot, window)
    assert window.bar.text.startswith("The disk is full.")
    still_open = open_ones(desk, cases)
    assert 0 < len(still_open) < len(cases)
    assert shown(window) == set(still_open)


def test_many_are_assigned_and_given_back(qtbot, window, desk, cases):
    choose(window, *cases[:2])
    window.desk.list.choosing.bar.wanted.emit("assign")
    settle(qtbot, window)
    window.findChild(AssignDialog).primary.click()
    settle(qtbot, window)
    handlers = [fold(desk.vault.history(case_id)).handler for case_id in cases]
    assert handlers == ["Grace Handler", "Grace Handler", "", ""]
    window.bar._action.click()
    settle(qtbot, window)
    assert [fold(desk.vault.history(case_id)).handler for case_id in cases] == [""] * 4


def test_what_is_put_aside_leaves_the_inbox_stays_in_due_and_comes_back(qtbot, window, desk, cases):
    choose(window, *cases[:2])
    press(window, "snooze")
    settle(qtbot, window)
    dialog = window.findChild(SnoozeDialog)
    dialog.primary.click()
    settle(qtbot, window)
    assert shown(window) == set(cases[2:])
    assert {row.case_id for row in desk.vault.due()} == set(cases)
    window.desk.show_view("all")
    settle(qtbot, window)
    assert shown(window) == set(cases)
    window.bar._action.click()
    settle(qtbot, window)
    window.desk.show_view("inbox")
    settle(qtbot, window)
    assert shown(window) == set(cases)


def test_a_moment_that_is_past_is_refused_in_the_dialog(qtbot, window, cases):
    press(window, "snooze")
    settle(qtbot, window)
    dialog = window.findChild(SnoozeDialog)
    dialog._span.put("")
    dialog._until.put((NOW - timedelta(days=1)).isoformat())
    dialog.primary.click()
    assert dialog.isVisible()
    assert "still to come" in dialog._refusal.text()


def test_time_and_news_wake_what_was_put_aside(desk, case_id):
    snooze(desk, [case_id, "AUM-2026-OTHER00"], NOW + timedelta(days=1))
    assert set(snoozed(desk)) == {case_id, "AUM-2026-OTHER00"}
    wake(desk, [case_id])
    assert set(snoozed(desk)) == {"AUM-2026-OTHER00"}
    snooze(desk, ["AUM-2026-OTHER00"], NOW)
    assert snoozed(desk) == {}


def test_undo_gives_back_what_this_act_put_aside_and_nothing_else(desk):
    day, week = NOW + timedelta(days=1), NOW + timedelta(days=7)
    snooze(desk, ["A"], week)
    done = snooze(desk, ["A", "B", "C"], day)
    snooze(desk, ["D"], week)  # by another act, since
    wake(desk, ["C"])  # something came in
    put_back(desk, done)
    assert snoozed(desk) == {"A": week, "D": week}
    again = snooze(desk, ["B"], day)
    snooze(desk, ["B"], week)
    put_back(desk, again)
    assert snoozed(desk) == {"A": week, "B": week, "D": week}


@pytest.mark.parametrize("kept", [b"[]", b"\xff", b'{"a": "2026-03-02T10:30:00"}'])
def test_moments_that_cannot_be_read_put_nothing_aside(desk, kept):
    desk.vault.keep_draft("desk/snoozed", kept)
    assert snoozed(desk) == {}


def test_a_cancel_leaves_what_was_not_begun(desk, case_id):
    class Impatient(Silent):
        def step(self, _words, done=0, _total=0):
            if done == 2:
                raise Cancelled

    other = enter_case(desk, typed(title="Another"))
    many = act_on_each(desk, [case_id, other], [e.HandlerAssigned("Kim")], "", Impatient())
    assert many.stopped
    assert [act.case_id for act in many.done] == [case_id]
