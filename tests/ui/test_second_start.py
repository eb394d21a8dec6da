"""A second start brings the window to the front, with what it was told."""

import threading
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt

from desktop.files.one_desk import Handed, OneDesk
from desktop.ui.parts.buttons import ActButton, IconButton
from desktop.ui.second_start import SecondStart, come_forward
from tests.ui.conftest import PASSPHRASE, make_vault, settle, write_down_code


@pytest.fixture
def started(door_window, tmp_path, monkeypatch):
    """The window as the first of its kind; the offscreen platform has no order of windows."""
    door_window.raised = 0
    monkeypatch.setattr(door_window, "raise_", lambda: setattr(door_window, "raised", door_window.raised + 1))
    one = OneDesk(tmp_path / "run")
    assert one.take()
    second = SecondStart(door_window, one)
    second.came.connect(lambda handed: come_forward(door_window, handed))
    yield door_window
    second.rest()
    one.close()


def again(tmp_path, handed: Handed) -> None:
    second = OneDesk(tmp_path / "run")
    assert not second.take()
    second.hand_over(handed)


def test_the_window_comes_back_from_where_it_was_put_away(qtbot, started, tmp_path):
    started.showMinimized()
    again(tmp_path, Handed())
    qtbot.waitUntil(lambda: not started.windowState() & Qt.WindowState.WindowMinimized)
    assert started.isVisible()
    assert started.raised == 1


def test_another_vault_is_gone_to_at_once_from_a_door(qtbot, started, tmp_path):
    make_vault(qtbot, started, tmp_path)
    write_down_code(qtbot, started)
    started.lock()
    settle(qtbot, started)
    other = tmp_path / "other"
    again(tmp_path, Handed(other))
    qtbot.waitUntil(lambda: "Nothing was written" in started.entrance.unlock._refusal.text())


def test_an_open_vault_is_not_left_for_another_unless_the_person_says_so(qtbot, started, tmp_path):
    make_vault(qtbot, started, tmp_path)
    write_down_code(qtbot, started)
    first, other = tmp_path / "cases.embargo", tmp_path / "other.embargo"
    first_page = started.page
    again(tmp_path, Handed(other))
    qtbot.waitUntil(lambda: "has to be locked" in started.bar.text)
    assert started.page is first_page
    assert started.entrance.directory == first
    started.bar._action.click()
    settle(qtbot, started)
    assert started.page is None


def test_what_is_meant_for_another_vault_never_goes_into_the_open_one(qtbot, started, tmp_path, monkeypatch):
    make_vault(qtbot, started, tmp_path)
    write_down_code(qtbot, started)
    taken_in = []
    monkeypatch.setattr(started.page.session, "receive", taken_in.append)
    report = tmp_path / "report.eml"
    again(tmp_path, Handed(tmp_path / "other.embargo", (report,)))
    qtbot.waitUntil(lambda: "has to be locked" in started.bar.text)
    assert taken_in == []
    started.bar._action.click()
    settle(qtbot, started)
    assert started.page is None
    assert started.brought.waiting == (report,)
    assert taken_in == []


def test_another_vault_asked_for_while_one_opens_does_not_pass_for_it(qtbot, started, tmp_path, monkeypatch):
    make_vault(qtbot, started, tmp_path)
    write_down_code(qtbot, started)
    first, other = tmp_path / "cases.embargo", tmp_path / "other.embargo"
    report = tmp_path / "report.eml"
    started.lock()
    settle(qtbot, started)
    goes_on, custody = threading.Event(), started.door._custody
    open_it = custody.unlock
    monkeypatch.setattr(custody, "unlock", lambda *a, **k: (goes_on.wait(60), open_it(*a, **k))[1])
    started.entrance.unlock._passphrase.put(PASSPHRASE)
    started.entrance.unlock._unlock.click()
    again(tmp_path, Handed(other, (report,)))
    qtbot.waitUntil(lambda: started.raised == 1)
    goes_on.set()
    qtbot.waitUntil(lambda: "has to be locked" in started.bar.text)
    assert started.entrance.directory == first
    assert started.entrance.recent.read() == first
    assert started.brought.waiting == ()
    started.bar._action.click()
    settle(qtbot, started)
    assert started.brought.waiting == (report,)
    started.entrance.go_to(first)  # the other is not there: back to the one that is
    settle(qtbot, started)
    unlock(qtbot, started)
    assert started.page is not None
    assert started.brought.waiting == (report,)


def test_a_door_that_is_found_late_is_not_shown_for_the_vault_that_is_open(qtbot, started, tmp_path):
    make_vault(qtbot, started, tmp_path)
    write_down_code(qtbot, started)
    started.door.found.emit(tmp_path / "other.embargo", [])
    assert started.entrance.directory == tmp_path / "cases.embargo"


def test_paths_wait_until_a_vault_is_open(qtbot, started, tmp_path):
    report = tmp_path / "report.eml"
    again(tmp_path, Handed(None, (report,)))
    qtbot.waitUntil(lambda: started.brought.waiting == (report,))
    make_vault(qtbot, started, tmp_path)
    write_down_code(qtbot, started)
    assert started.brought.waiting == ()


def unlock(qtbot, window) -> None:
    window.entrance.unlock._passphrase.put(PASSPHRASE)
    window.entrance.unlock._unlock.click()
    settle(qtbot, window)


class Vaults(NamedTuple):
    here: Path
    gone: Path


@pytest.fixture
def vaults(qtbot, door_window, tmp_path):
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    gone, here = tmp_path / "gone.embargo", tmp_path / "here.embargo"
    here.mkdir()
    for path in (here, gone, tmp_path / "cases.embargo"):
        door_window.entrance.recent.remember(path)
    door_window.lock()
    settle(qtbot, door_window)
    return Vaults(here, gone)


def lines(window):
    part = window.entrance.unlock.recent
    return [button.text() for button in part._lines.findChildren(ActButton)]


def test_the_door_names_the_other_vaults_and_which_is_gone(door_window, vaults, tmp_path):
    told = lines(door_window)
    assert [line.split()[0] for line in told] == ["gone:", "here"]
    assert "moved or unplugged" in told[0]
    assert not any("cases" in line.split()[0] for line in told)


def test_the_name_of_a_folder_is_shown_as_letters_and_does_nothing(qtbot, door_window, tmp_path):
    bait = tmp_path / "<img src=x><b>\u202egnp.embargo"
    door_window.entrance.recent.remember(bait)
    door_window.entrance.begin()
    settle(qtbot, door_window)
    part = door_window.entrance.first_run.recent
    (button,) = part._lines.findChildren(ActButton)
    (forget,) = part._lines.findChildren(IconButton)
    for shown in (button.text(), button.accessibleName(), forget.accessibleName()):
        assert "<img src=x><b>⟨U+202E⟩gnp" in shown
    for tip in (button.toolTip(), forget.toolTip()):
        assert "&lt;img src=x&gt;&lt;b&gt;⟨U+202E⟩gnp" in tip
        assert "<img" not in tip


def test_the_list_can_be_cleared_and_switched_off(qtbot, door_window, vaults):
    part = door_window.entrance.unlock.recent
    part._clear.click()
    assert door_window.entrance.recent.all() == ()
    assert part.isHidden()
    door_window.entrance.recent.remember(vaults.here)
    door_window.entrance.begin()
    settle(qtbot, door_window)
    part._keep.click()
    assert not door_window.entrance.recent.kept
    assert lines(door_window) == []
    assert not part.isHidden()  # so that it can be switched on again


def test_a_vault_that_moved_is_looked_for_with_the_person(qtbot, door_window, vaults, monkeypatch, tmp_path):
    monkeypatch.setattr("desktop.ui.pages.entrance.choose_folder", lambda *_: tmp_path / "cases.embargo")
    door_window.entrance.unlock.recent.missed.emit(vaults.gone)
    settle(qtbot, door_window)
    unlock(qtbot, door_window)
    assert vaults.gone not in door_window.entrance.recent.all()
    assert door_window.page is not None


def test_a_vault_that_moved_is_remembered_until_another_place_proves_to_be_one(
    qtbot, door_window, vaults, monkeypatch, tmp_path
):
    picked = iter([vaults.here, tmp_path / "cases.embargo"])  # the first is a folder with no vault in it
    monkeypatch.setattr("desktop.ui.pages.entrance.choose_folder", lambda *_: next(picked))
    recent = door_window.entrance.recent
    for _ in range(2):
        door_window.entrance.unlock.recent.missed.emit(vaults.gone)
        settle(qtbot, door_window)
        assert vaults.gone in recent.all()
    unlock(qtbot, door_window)
    assert vaults.gone not in recent.all()
    assert vaults.here in recent.all()
