"""Backing up and checking a real vault through the window."""

import json
import re
import threading
from pathlib import Path

import msgspec
import pytest

from desktop.domain.event import Event
from desktop.domain.events import AccessReviewed, RestoreTested
from desktop.domain.failures import NOTHING_WRITTEN
from desktop.domain.journal import Finding
from desktop.ui.dialogs.access_dialog import AccessDialog
from desktop.ui.dialogs.findings_dialog import FindingsDialog
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.workflows.keeping_ports import Verification
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
    opened.background.run(lambda _p: hold.wait(60))
    back_up_into(opened, folder, monkeypatch)
    opened.background.stop(opened.background.under_way[-1])
    hold.set()
    settle(qtbot, opened)
    assert not folder.exists()
    assert opened.bar.isHidden()


# --- promises of the vault ---------------------------------------------------------------------------------


@pytest.fixture
def promised(qtbot, opened):
    """The same under a policy that promises backups, restoring and reviews."""
    opened.desk.session.enter(msgspec.structs.replace(typed(), policy_id="m87"))
    settle(qtbot, opened)
    opened.bar.hide()
    return opened


def last_entry(qtbot, window) -> Event:
    """The vault's own last event; its database answers to the worker alone."""
    found, vault = [], window.desk.session.desk.vault
    window.background.run(lambda _p: vault.vault_history()[-1].event, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def lead(qtbot, window, clock: str) -> None:
    window.desk.open_promise("", "m87", clock)
    settle(qtbot, window)


def test_the_promised_review_shows_who_can_open_the_vault_and_is_recorded(qtbot, promised):
    lead(qtbot, promised, "access-review")
    dialog = promised.findChild(AccessDialog)
    words = [label.text() for label in dialog.findChildren(Words)]
    assert "A passphrase" in words
    assert "The recovery code" in words
    dialog.primary.click()
    assert "what you found" in dialog._refusal.text()
    dialog._note.put("Both slots are mine.")
    dialog.primary.click()
    settle(qtbot, promised)
    assert not dialog.is_open
    recorded = last_entry(qtbot, promised)
    assert isinstance(recorded, AccessReviewed)
    assert recorded.note == "Both slots are mine."
    assert {slot.kind for slot in recorded.slots} >= {"passphrase", "recovery"}


@pytest.mark.clause("M87-3.1f")
def test_the_promised_restore_test_restores_a_backup(qtbot, promised, tmp_path, monkeypatch):
    folder = tmp_path / "copy"
    back_up_into(promised, folder, monkeypatch)
    settle(qtbot, promised)
    monkeypatch.setattr("desktop.ui.pages.custody_errands.choose_folder", lambda *_: folder)
    lead(qtbot, promised, "restore-test")
    assert re.match(r"The backup restores: [1-9]\d* events, head [0-9a-f]{16}\.", promised.bar.text)
    assert isinstance(last_entry(qtbot, promised), RestoreTested)


def test_a_folder_without_a_backup_proves_nothing(qtbot, promised, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.ui.pages.custody_errands.choose_folder", lambda *_: tmp_path)
    action(promised, "Try whether a backup restores…").trigger()
    settle(qtbot, promised)
    assert NOTHING_WRITTEN in promised.bar.text
    assert not isinstance(last_entry(qtbot, promised), RestoreTested)


def test_thinking_better_of_a_restore_test_does_nothing(promised, monkeypatch):
    monkeypatch.setattr("desktop.ui.pages.custody_errands.choose_folder", lambda *_: None)
    promised.desk.errands.custody.try_restoring()
    assert promised.background.idle


def test_the_promised_backup_is_written(qtbot, promised, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.ui.pages.custody_errands.choose_new_path", lambda *_: tmp_path / "copy")
    lead(qtbot, promised, "backup")
    assert (tmp_path / "copy" / "manifest.json").is_file()


def test_what_keeps_a_promise_decides_not_what_the_policy_calls_it(qtbot, promised):
    promised.desk.errands.custody._on_known(frozenset({AccessReviewed.kind}))
    settle(qtbot, promised)
    assert promised.findChild(AccessDialog) is not None


def test_a_promise_that_nothing_here_keeps_says_what_it_waits_for(qtbot, promised):
    lead(qtbot, promised, "no-such-clock")
    assert "Nothing in this window keeps this promise" in promised.bar.text
    promised.desk.errands.custody._on_known(frozenset({"slot.added"}))
    assert "waits for" in promised.bar.text


# --- a check -----------------------------------------------------------------------------------------------


def test_a_sound_vault_is_said_to_be_sound(qtbot, opened):
    action(opened, "Check the vault").trigger()
    settle(qtbot, opened)
    assert re.match(r"The vault is sound: [1-9]\d* events, head [0-9a-f]{16}\.", opened.bar.text)


def test_what_does_not_hold_is_listed_place_by_place(qtbot, opened):
    found = Verification(
        3, "", (Finding(2, "does not follow"),), ("a page is damaged",), ("ab12 is missing",)
    )
    opened.desk.errands.custody._on_checked(found)
    text = opened.findChild(FindingsDialog).findChild(InertText).toPlainText()
    assert text.splitlines() == [
        "Entry 2 of the journal: does not follow",
        "Database: a page is damaged",
        "Stored content: ab12 is missing",
    ]
