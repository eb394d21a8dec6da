"""Backing up and checking a real vault through the window."""

import json
import re
import threading
from pathlib import Path

import pytest

from desktop.domain.failures import NOTHING_WRITTEN
from desktop.domain.journal import Finding
from desktop.ui.dialogs.findings_dialog import FindingsDialog
from desktop.ui.parts.inert_text import InertText
from desktop.workflows.vault_ports import Verification
from tests.ui.conftest import make_vault, settle, typed, write_down_code


@pytest.fixture
def opened(qtbot, door_window, tmp_path):
    """A window on a vault that lies on the disk, with a case in it."""
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    door_window.desk.session.enter(typed())
    settle(qtbot, door_window)
    door_window.bar.hide()
    return door_window


def action(window, words: str):
    return next(a for a in window.commands.actions if a.text() == words)


def back_up_into(window, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr("desktop.ui.pages.custody_errands.choose_new_path", lambda *_: folder)
    action(window, "Back up…").trigger()


def test_a_backup_is_written_and_told_with_its_events_and_head(qtbot, opened, tmp_path, monkeypatch):
    steps = []
    opened.background.progressed.connect(lambda words, _done, _total: steps.append(words))
    folder = tmp_path / "copy"
    back_up_into(opened, folder, monkeypatch)
    settle(qtbot, opened)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert f"{manifest['events']} events, head {manifest['head'][:16]}" in opened.bar.text
    assert any("backup" in words for words in steps)


def test_a_backup_that_cannot_be_written_says_why_and_that_nothing_was(qtbot, opened, tmp_path, monkeypatch):
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    back_up_into(opened, folder, monkeypatch)
    settle(qtbot, opened)
    assert NOTHING_WRITTEN in opened.bar.text
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_thinking_better_of_a_backup_does_nothing(qtbot, opened, monkeypatch):
    back_up_into(opened, None, monkeypatch)
    assert opened.background.idle
    assert opened.bar.isHidden()


def test_a_backup_that_still_waits_can_be_cancelled(qtbot, opened, tmp_path, monkeypatch):
    hold, folder = threading.Event(), tmp_path / "copy"
    opened.background.run(lambda _p: hold.wait(5))
    back_up_into(opened, folder, monkeypatch)
    opened.background.cancel()
    hold.set()
    settle(qtbot, opened)
    assert not folder.exists()
    assert opened.bar.isHidden()


def test_a_sound_vault_is_said_to_be_sound(qtbot, opened):
    action(opened, "Check the vault").trigger()
    settle(qtbot, opened)
    assert re.match(r"The vault is sound: [1-9]\d* events, head [0-9a-f]{16}\.", opened.bar.text)


def test_what_does_not_hold_is_listed_place_by_place(qtbot, opened):
    found = Verification(
        3, "", (Finding(2, "does not follow"),), ("a page is damaged",), ("ab12 is missing",)
    )
    opened.desk.custody._on_checked(found)
    text = opened.findChild(FindingsDialog).findChild(InertText).toPlainText()
    assert text.splitlines() == [
        "Entry 2 of the journal: does not follow",
        "Database: a page is damaged",
        "Stored content: ab12 is missing",
    ]
