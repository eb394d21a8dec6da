"""Locking ends the process that holds the key, whatever that is busy with."""

import os
import signal
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.ui.away_lock import AwayLock
from desktop.ui.background import Background
from desktop.ui.dialogs.close_dialog import CloseDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.dialogs.waiver_dialog import WaiverDialog
from desktop.ui.door import Door, Opened
from desktop.ui.settings import DeskSettings
from desktop.ui.window import MainWindow
from desktop.vault.remote import RemoteCustody
from desktop.workflows.ports import Desk
from tests.checked import Figure
from tests.ui.conftest import make_vault, settle, write_down_code

ROOT = Path(__file__).parents[2]
GONE_S = 30
"""However busy the machine is."""
"""What held the key is gone within so long."""


class Told:
    """A session watch that tells when the test says so, from a thread as the real one does."""

    def __init__(self):
        self.let = threading.Event()
        self._away = None

    def start(self, away):
        self._away = away

    def tell(self):
        threading.Thread(target=self._away).start()

    def let_sleep(self):
        self.let.set()

    def close(self):
        """Nothing to close."""

    def unheard(self):
        return ()


@pytest.fixture
def watch():
    return Told()


@pytest.fixture
def remote_window(qtbot, desk, tmp_path, monkeypatch, watch):
    """A window on a new vault whose key is in a process of its own."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    child = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tests.vault.vault_child"
    with closing(RemoteCustody([sys.executable, "-c", child])) as custody:
        background = Background()
        door = Door(background, custody, lambda: desk.tools, lambda vault, tools: Desk(vault, tools, "Grace"))
        window = MainWindow(background, door, watch=watch)
        window.absence.listen()
        qtbot.addWidget(window)
        window.show()
        window.entrance.begin()
        make_vault(qtbot, window, tmp_path)
        write_down_code(qtbot, window)
        yield window
        window.close()


@pytest.mark.clause("M87-4d")
def test_a_job_that_goes_on_keeps_no_key_in_memory(qtbot, remote_window):
    process = remote_window.desk.session.desk.vault.process
    os.kill(process.pid, signal.SIGSTOP)  # as busy as can be
    progressed = remote_window.background.progressed
    with qtbot.waitSignal(progressed, check_params_cb=lambda words, *_: words == "Checking the vault"):
        remote_window.desk.errands.custody.check()
    remote_window.lock()
    assert remote_window.page is None
    qtbot.waitUntil(lambda: not process.alive)
    settle(qtbot, remote_window)
    assert remote_window.entrance.currentWidget() is remote_window.entrance.unlock


def gone_s(qtbot, window, process, tell):
    """Seconds until what held the key is gone, counted from what made the desk lock."""
    began = time.monotonic()
    tell()
    qtbot.waitUntil(lambda: not process.alive)
    took = time.monotonic() - began
    settle(qtbot, window)
    return took


@pytest.mark.checks("F63")
@pytest.mark.clause("M87-3.2b", "M87-4d")
def test_a_machine_that_sleeps_finds_the_vault_locked_and_then_may_sleep(
    qtbot, remote_window, watch, figure: Figure
):
    process = remote_window.desk.session.desk.vault.process
    watch.let.clear()
    took = gone_s(qtbot, remote_window, process, watch.tell)
    assert remote_window.page is None
    assert watch.let.wait(60)
    assert took < GONE_S
    figure("F63", f"what held the key was gone {took:.2f} s after the word of sleep")


@pytest.mark.checks("F63")
def test_an_idle_desk_ends_what_held_the_key_at_its_minute(qtbot, remote_window, figure: Figure):
    process, timer = remote_window.desk.session.desk.vault.process, remote_window.idle._timer
    assert timer.interval() == 10 * 60_000
    timer.setInterval(0)  # the minute has come
    took = gone_s(qtbot, remote_window, process, timer.start)
    assert remote_window.page is None
    assert took < GONE_S
    figure("F63", f"idle: gone {took:.2f} s after its minute")


def test_who_comes_back_is_told_why_it_is_locked(qtbot, window):
    window.idle.expired.emit()
    assert window.page is None
    assert window.bar.text == f"Locked: nobody touched it for {window.idle.minutes} minutes."


def test_the_key_locks_over_a_dialog_too(qtbot, window):
    window.setting.open()
    (dialog,) = window.findChildren(SettingsDialog)
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle(), timeout=20_000)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.page is None
    settle(qtbot, window)
    assert window.findChildren(SettingsDialog) == []


@pytest.mark.checks("F63")
def test_a_process_that_hangs_is_gone_as_soon(qtbot, remote_window, watch, figure: Figure):
    process = remote_window.desk.session.desk.vault.process
    os.kill(process.pid, signal.SIGSTOP)
    remote_window.desk.errands.custody.check()
    took = gone_s(qtbot, remote_window, process, watch.tell)
    assert took < GONE_S
    figure("F63", f"hanging amid a call: gone after {took:.2f} s")


@pytest.mark.checks("F63")
def test_a_file_dialog_that_waits_for_an_answer_does_not_keep_it_open(qtbot, remote_window, watch):
    process = remote_window.desk.session.desk.vault.process
    QTimer.singleShot(100, watch.tell)
    remote_window.brought.open_reports()  # returns when its dialog is closed, by the lock
    qtbot.waitUntil(lambda: not process.alive)
    settle(qtbot, remote_window)
    assert remote_window.page is None
    assert remote_window.findChildren(QFileDialog) == []


def test_a_locked_desk_keeps_no_machine_awake(qtbot, remote_window, watch):
    remote_window.lock()
    settle(qtbot, remote_window)
    watch.let.clear()
    watch.tell()
    qtbot.waitUntil(watch.let.is_set)


class StandingClocks:
    """Clocks that move when the test says so."""

    slept = ahead = 0.0

    def slept_s(self):
        return self.slept

    def ahead_s(self):
        return self.ahead


@pytest.mark.checks("F63")
@pytest.mark.parametrize(
    ("slept", "ahead", "away"),
    [(30, 30, True), (0, 3600, True), (0, -3600, False), (0.5, 1, False), (0, 0, False)],
    ids=["slept", "guest-stood-still", "clock-put-back", "a-moment", "nothing"],
)
def test_a_sleep_that_nobody_told_of_is_noticed_on_waking(qtbot, window, slept, ahead, away):
    clocks, heard = StandingClocks(), []
    lock = AwayLock(window, None, clocks)
    lock.away.connect(lambda: heard.append(1))
    clocks.slept, clocks.ahead = slept, ahead
    lock.compare_clocks()
    assert bool(heard) is away
    lock.compare_clocks()
    assert len(heard) == int(away)  # once for each sleep


@pytest.mark.checks("A19", "F63")
def test_locking_makes_the_agent_forget(qtbot, window, desk, monkeypatch):
    forgotten = []
    monkeypatch.setattr(desk.tools.openpgp, "close", lambda: forgotten.append(window.page))
    window.lock()
    settle(qtbot, window)
    assert forgotten[0] is None


@pytest.mark.checks("F63")
def test_a_new_vault_whose_code_nobody_wrote_down_is_locked_too(qtbot, door_window, tmp_path):
    make_vault(qtbot, door_window, tmp_path)
    code = door_window.entrance.recovery._shown.text()
    assert code
    door_window.lock()
    settle(qtbot, door_window)
    entrance = door_window.entrance
    assert entrance.unfinished is None
    assert entrance.currentWidget() is entrance.unlock
    assert entrance.recovery._shown.text() == ""
    assert "another code" in door_window.bar.text


# --- what was half typed ---------------------------------------------------------------------------------


def lock_and_come_back(qtbot, window, desk, case_id=""):
    window.lock()
    settle(qtbot, window)
    desk.vault._open = True  # unlocked again
    window.open_desk(Opened(desk, DeskSettings()))
    if case_id:
        window.desk.session.show_case(case_id)
    settle(qtbot, window)


def only(window, kind):
    (dialog,) = window.findChildren(kind)
    return dialog


def test_words_in_a_dialog_survive_the_lock_and_die_with_the_act(qtbot, window, desk, case_id):
    window.desk.errands.cases.close_case()
    dialog = only(window, CloseDialog)
    settle(qtbot, window)
    dialog._reason.put("not-a-vulnerability")
    dialog._reason.edited.emit()
    dialog._words.put("It is how the format works.")
    lock_and_come_back(qtbot, window, desk, case_id)
    window.desk.errands.cases.close_case()
    dialog = only(window, CloseDialog)
    settle(qtbot, window)
    assert dialog._words.value == "It is how the format works."
    assert dialog._reason.value == "not-a-vulnerability"
    dialog.primary.click()
    settle(qtbot, window)
    rejected = desk.vault.history(case_id)[-1].event
    assert (rejected.kind, rejected.explanation) == ("report.rejected", "It is how the format works.")
    assert [key for key, kept in desk.vault._drafts.items() if "/dialog/" in key and kept] == []


def test_a_case_that_was_half_typed_survives_the_lock(qtbot, window, desk):
    window.desk.errands.cases.enter_case()
    settle(qtbot, window)
    only(window, NewCaseDialog)._title.put("A call at night")
    only(window, NewCaseDialog)._text.put("It runs code.")
    lock_and_come_back(qtbot, window, desk)
    window.desk.errands.cases.enter_case()
    settle(qtbot, window)
    dialog = only(window, NewCaseDialog)
    assert (dialog._title.value, dialog._text.value) == ("A call at night", "It runs code.")
    dialog.reject()  # thought better of it
    settle(qtbot, window)
    window.desk.errands.cases.enter_case()
    settle(qtbot, window)
    assert only(window, NewCaseDialog)._title.value == ""


def test_what_happened_is_kept_by_its_own_kind(qtbot, window, desk, case_id):
    window.desk.errands.records.record("note.added")
    settle(qtbot, window)
    only(window, RecordDialog)._words.put("She will call back.")
    lock_and_come_back(qtbot, window, desk, case_id)
    window.desk.errands.records.record("note.added")
    settle(qtbot, window)
    assert only(window, RecordDialog)._words.value == "She will call back."


def test_words_about_one_thing_are_not_put_into_a_dialog_about_another(qtbot, window, desk, case_id):
    needs = [n for stage in window.desk.session.view.stages for n in stage.needs]
    one, other = needs[:2]
    window.desk.errands.cases.waive(one.id)
    settle(qtbot, window)
    only(window, WaiverDialog)._reason.put("Not in this case.")
    lock_and_come_back(qtbot, window, desk, case_id)
    window.desk.errands.cases.waive(other.id)
    settle(qtbot, window)
    assert only(window, WaiverDialog)._reason.value == ""


def test_what_a_person_types_before_the_draft_is_there_wins(qtbot, window, desk):
    window.desk.errands.cases.enter_case()
    settle(qtbot, window)
    only(window, NewCaseDialog)._title.put("Old")
    lock_and_come_back(qtbot, window, desk)
    window.desk.errands.cases.enter_case()
    only(window, NewCaseDialog)._title.put("New")
    settle(qtbot, window)
    assert only(window, NewCaseDialog)._title.value == "New"


def test_what_is_typed_is_kept_before_any_lock(qtbot, window, desk):
    window.desk.errands.cases.enter_case()
    settle(qtbot, window)
    only(window, NewCaseDialog)._title.put("A call at night")
    window.desk.session.words._regularly.timeout.emit()
    settle(qtbot, window)
    (kept,) = [kept for key, kept in desk.vault._drafts.items() if "/dialog/NewCaseDialog" in key]
    assert b"A call at night" in kept
