"""Triage with one key: a report is spam at once, and for ten seconds the bar takes it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.fold import fold
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import settle, typed

UNDO_S = 10


@pytest.fixture
def press(qtbot, window):
    keys = []

    def pressed(key, modifier=Qt.KeyboardModifier.NoModifier) -> int:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        keys.append(key)
        QTest.keyClick(window.focusWidget(), key, modifier)
        settle(qtbot, window)
        settle(qtbot, window)
        return len(keys)

    return pressed


def is_open(desk, case_id) -> bool:
    return fold(desk.vault.history(case_id)).open


@pytest.mark.ux("U5")
def test_spam_is_closed_by_one_key_and_the_bar_takes_it_back_for_ten_seconds(
    qtbot, window, desk, case_id, press, figure
):
    window.desk.show_view("inbox")
    settle(qtbot, window)
    window.desk.list.case_view.setFocus()
    keys = press(Qt.Key.Key_Exclam)
    assert not is_open(desk, case_id)
    assert window.bar.isVisible()
    assert window.bar._action.text() == "Undo"
    assert window.bar._timer.isActive()
    assert window.bar._timer.interval() == UNDO_S * 1000
    QTest.mouseClick(window.bar._action, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert is_open(desk, case_id)
    assert keys == 1
    figure("U5", f"{keys} key, {UNDO_S} s to take it back")


def test_after_ten_seconds_the_bar_is_gone_and_undo_still_takes_it_back(qtbot, window, desk, case_id, press):
    window.desk.list.due_view.setFocus()
    press(Qt.Key.Key_Exclam)
    window.bar._timer.timeout.emit()
    assert not window.bar.isVisible()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert is_open(desk, case_id)


def test_a_list_of_spam_is_worked_off_with_two_keys_each(qtbot, window, desk, case_id, press):
    cases = [case_id, *(enter_case(desk, typed(f"Buy {n}")) for n in range(3))]
    window.desk.show_view("inbox")
    settle(qtbot, window)
    window.desk.list.select(window.desk.session.view.case.case_id)
    window.desk.list.case_view.setFocus()
    for _case in cases:
        press(Qt.Key.Key_Exclam)
        keys = press(Qt.Key.Key_J)
    assert [is_open(desk, one) for one in cases] == [False] * len(cases)
    assert keys == 2 * len(cases)
