"""Backups that make themselves: planned in a dialog, made while the desk is open, and missed aloud."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.failures import WriteFailed
from desktop.ui.backup_watch import BackupWatch
from desktop.ui.dialogs.backup_plan_dialog import BackupPlanDialog
from desktop.ui.dialogs.rollback_dialog import RollbackDialog
from desktop.ui.head_notice import HeadNotice
from desktop.workflows.custody.backup_plan import BackupPlan, keep_plan, read_plan
from desktop.workflows.keeping_ports import BackupReceipt, KnownHead, Standing
from tests.ui.conftest import NOW, settle


@pytest.fixture
def backed_up(window, monkeypatch) -> list[str]:
    """The folders that backups went to, of a vault in memory."""
    folders: list[str] = []

    def backup(path: str, *, author: str, now: object) -> BackupReceipt:
        folders.append(Path(path).name)
        return BackupReceipt(path, "ab", "cd", 7)

    monkeypatch.setattr(window.desk.session.desk.vault, "backup", backup)
    return folders


def test_a_plan_is_chosen_and_followed_at_once(qtbot, window, backed_up, tmp_path):
    desk = window.desk.session.desk
    window.desk.errands.custody.plan_backups()
    settle(qtbot, window)
    dialog = window.desk.findChild(BackupPlanDialog)
    dialog._on.setChecked(True)
    dialog.accept()
    assert "Choose a folder" in dialog._refusal.text()
    dialog._folder.put(str(tmp_path))
    dialog._days.put("3")
    dialog.accept()
    settle(qtbot, window)
    assert read_plan(desk) == BackupPlan(str(tmp_path), 3, 8, NOW)
    assert backed_up == ["embargo-20260302T103000Z.backup"]
    assert "made by the plan and found equal: 7 events" in window.bar.text
    window.desk.errands.custody.plan_backups()
    settle(qtbot, window)
    dialog = window.desk.findChildren(BackupPlanDialog)[-1]
    assert dialog.plan == read_plan(desk)
    dialog._on.setChecked(False)
    dialog.accept()
    settle(qtbot, window)
    assert read_plan(desk) is None


def test_a_backup_that_fails_is_said_once_and_can_be_tried_again(
    qtbot, window, backed_up, tmp_path, monkeypatch
):
    desk = window.desk.session.desk

    def refuse(*_: object, **__: object) -> None:
        raise WriteFailed("The folder is not there.")

    keep_plan(desk, BackupPlan(str(tmp_path)))
    with monkeypatch.context() as gone:
        gone.setattr(desk.vault, "backup", refuse)
        watch = BackupWatch(window.desk.session, lambda: None)
        settle(qtbot, window)
        assert "was not made. The folder is not there." in window.bar.text
        window.bar.hide()
        watch.follow()
        settle(qtbot, window)
        assert not window.bar.isVisible()
    watch.follow()
    settle(qtbot, window)
    assert len(backed_up) == 1


def test_a_backup_that_is_old_is_said_with_a_way_to_make_one(qtbot, window, monkeypatch):
    desk, pressed = window.desk.session.desk, []
    keep_plan(desk, None)
    monkeypatch.setattr("desktop.ui.backup_watch.age_sentence", lambda *_: "Last backup 12 days ago.")
    BackupWatch(window.desk.session, lambda: pressed.append(True))
    settle(qtbot, window)
    assert window.bar.text == "Last backup 12 days ago."
    window.bar._on_clicked()
    assert pressed == [True]


@pytest.mark.checks("F60")
def test_a_vault_that_was_rolled_back_asks_before_it_goes_on(qtbot, window, monkeypatch):
    vault, accepted = window.desk.session.desk.vault, []
    old = Standing("rolled-back", KnownHead("ab" * 32, "keyring", 9), KnownHead("cd" * 32, sequence=4))
    monkeypatch.setattr(vault, "standing", lambda: old)

    def accept(*, author: str, now: object) -> Standing:
        accepted.append(author)
        return Standing("descends")

    monkeypatch.setattr(vault, "accept_rollback", accept)
    HeadNotice(window.desk.session, window)
    settle(qtbot, window)
    assert "has seen entry 9" in window.bar.text
    window.bar._on_clicked()
    dialog = window.findChild(RollbackDialog)
    dialog.accept()
    assert accepted == []
    dialog._known.setChecked(True)
    dialog.accept()
    settle(qtbot, window)
    assert accepted == ["Grace Handler"]
    assert "older state is accepted" in window.bar.text


def test_a_keyring_that_could_not_be_asked_is_said(qtbot, window, monkeypatch):
    monkeypatch.setattr(window.desk.session.desk.vault, "standing", lambda: Standing("unavailable"))
    HeadNotice(window.desk.session, window)
    settle(qtbot, window)
    assert "could not be told" in window.bar.text


def test_a_plan_that_was_moved_begins_anew(window):
    before = BackupPlan("/somewhere", 7, 8, NOW - timedelta(days=1))
    dialog = BackupPlanDialog(window, before, "Last backup 12 days ago.")
    assert dialog.plan == before
    dialog._folder.put("/elsewhere")
    assert dialog.plan == BackupPlan("/elsewhere", 7, 8, None)
