"""Reminders outside the window: only when wanted, by the case id alone, once for a promise and day."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.reminders import Reminders
from desktop.ui.settings import DeskSettings
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import living_in, settle, typed


@pytest.fixture
def desk(desk, present):
    return living_in(present, desk)


@pytest.fixture
def shown(qtbot, window):
    """Switched on by its `wanted`; the notices stand in the list."""
    told, wanted = [], [True]
    reminders = Reminders(window.desk.session, lambda: wanted[0], lambda *said: told.append(said))
    settle(qtbot, window)
    return told, wanted, reminders


def look(qtbot, window) -> None:
    window.desk.session.changed.emit()
    settle(qtbot, window)


def test_a_promise_due_within_a_day_is_spoken_of_by_its_case_alone(
    qtbot, window, desk, case_id, present, shown
):
    told, _wanted, _reminders = shown
    assert told == []
    present.now += timedelta(hours=30)
    look(qtbot, window)
    assert told == [("Embargo", case_id)]


def test_each_promise_is_spoken_of_once_a_day_also_after_a_lock(qtbot, window, desk, case_id, present, shown):
    told, _wanted, _reminders = shown
    present.now += timedelta(hours=30)
    look(qtbot, window)
    look(qtbot, window)
    again = Reminders(window.desk.session, lambda: True, lambda *said: told.append(said))
    settle(qtbot, window)
    assert len(told) == 1
    present.now += timedelta(days=1)
    again.look()
    settle(qtbot, window)
    assert len(told) >= 2


def test_several_cases_stand_in_one_notice(qtbot, window, desk, case_id, present, shown):
    told, _wanted, _reminders = shown
    ids = {case_id, *(enter_case(desk, typed(title=f"Hole {n}")) for n in range(6))}
    present.now += timedelta(hours=30)
    look(qtbot, window)
    ((_title, text),) = told
    assert text.endswith(" +2")
    assert set(text.removesuffix(" +2").split(", ")) <= ids


def test_nothing_is_said_unless_it_is_wanted(qtbot, window, present, shown):
    told, wanted, _reminders = shown
    wanted[0] = False
    present.now += timedelta(hours=30)
    look(qtbot, window)
    assert told == []
    assert not DeskSettings().reminders


def test_nothing_is_said_while_locked(qtbot, window, present, shown):
    told, _wanted, _reminders = shown
    session = window.desk.session
    window.lock()
    settle(qtbot, window)
    qtbot.wait(50)
    present.now += timedelta(hours=30)
    assert window.findChildren(Reminders) == []
    assert told == []
    del session


@pytest.mark.qt_log_ignore("propagateSizeHints", "systemTrayWindowChanged", "raise\\(\\)", extend=True)
def test_its_icon_stands_in_the_tray_from_the_moment_it_is_wanted_and_brings_the_window_back(
    qtbot, window, monkeypatch
):
    monkeypatch.setattr("desktop.ui.reminders.tray_there", lambda: True)
    reminders = window.findChild(Reminders)
    assert reminders._tray is None
    window.setting.keep(msgspec.structs.replace(window.settings, reminders=True))
    settle(qtbot, window)
    assert reminders._tray.isVisible()
    window.showMinimized()
    reminders._tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert not window.isMinimized()
    window.setting.keep(msgspec.structs.replace(window.settings, reminders=False))
    settle(qtbot, window)
    assert not reminders._tray.isVisible()


@pytest.mark.parametrize("there", [True, False])
def test_the_setting_says_where_a_desktop_has_no_tray(window, monkeypatch, there):
    monkeypatch.setattr("desktop.ui.dialogs.settings_dialog.tray_there", lambda: there)
    dialog = SettingsDialog(window, DeskSettings())
    assert dialog._reminders.isEnabled() is there
    assert ("has no tray" in dialog._reminders.text()) is not there
    dialog._reminders.setChecked(True)
    assert dialog.settings.reminders
