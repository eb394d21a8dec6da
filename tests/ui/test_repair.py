"""A damaged vault through the window: what is whole is looked at, and made a new vault."""

import pytest

from desktop.ui.dialogs.findings_dialog import FindingsDialog
from desktop.ui.dialogs.salvage_dialog import SalvageDialog
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import PASSPHRASE, make_vault, settle, typed, write_down_code

PAGE = 4096


@pytest.fixture
def damaged(qtbot, door_window, tmp_path):
    """The door of a vault with two cases whose first page is gone, after somebody tried to unlock it."""
    window = door_window
    make_vault(qtbot, window, tmp_path)
    write_down_code(qtbot, window)
    window.case_ids = enter(qtbot, window, "Hole in the loader", "Overflow")
    window.lock()
    settle(qtbot, window)
    database = tmp_path / "cases.embargo" / "vault.db"
    database.write_bytes(bytes(PAGE) + database.read_bytes()[PAGE:])
    unlock(qtbot, window)
    return window


def enter(qtbot, window, *titles: str) -> list[str]:
    desk, case_ids = window.page.session.desk, []
    for title in titles:
        window.background.run(lambda _p, t=title: enter_case(desk, typed(t)), case_ids.append)
    settle(qtbot, window)
    return case_ids


def unlock(qtbot, window) -> None:
    window.entrance.unlock._passphrase.put(PASSPHRASE)
    window.entrance.unlock._unlock.click()
    settle(qtbot, window)


@pytest.mark.checks("E54")
def test_what_is_whole_is_offered_looked_at_and_leaves_nothing(qtbot, damaged, tmp_path):
    page = damaged.entrance.unlock
    assert "damaged" in page._refusal.text()
    assert page.repair.isVisible()
    page.repair.look_wanted.emit()
    settle(qtbot, damaged)
    assert damaged.page is None  # the secret is asked for again
    page._passphrase.put(PASSPHRASE)
    page.repair.look_wanted.emit()
    settle(qtbot, damaged)
    assert "2 of 2 cases are whole" in damaged.bar.text
    damaged.desk.session.show_case(damaged.case_ids[0])
    settle(qtbot, damaged)
    assert damaged.desk.session.view.case.title.line == "Hole in the loader"
    damaged.lock()
    settle(qtbot, damaged)
    assert not list((tmp_path / "cases.embargo").glob(".embargo-*"))


@pytest.mark.checks("E54")
def test_a_new_vault_is_made_of_it_and_opens_once_its_code_is_written_down(qtbot, damaged, tmp_path):
    before = (tmp_path / "cases.embargo" / "vault.db").read_bytes()
    page = damaged.entrance.unlock
    page._passphrase.put(PASSPHRASE)
    page.repair.salvage_wanted.emit()
    dialog = damaged.entrance.findChild(SalvageDialog)
    dialog.accept()
    assert "12 characters" in dialog._refusal.text()
    dialog._passphrase.put("another horse battery")
    dialog._again.put("another horse")
    dialog.accept()
    assert "differ" in dialog._refusal.text()
    dialog._again.put("another horse battery")
    dialog.accept()
    settle(qtbot, damaged)
    assert damaged.entrance.currentWidget() is damaged.entrance.recovery
    write_down_code(qtbot, damaged)
    assert "made of what could be read. 2 of 2 cases are whole" in damaged.bar.text
    assert damaged.entrance.recent.read() == tmp_path / "cases-salvaged.embargo"
    assert (tmp_path / "cases.embargo" / "vault.db").read_bytes() == before


@pytest.mark.parametrize("errand", ["custody", "journal"])
def test_damage_that_a_check_finds_leads_to_the_same_door(qtbot, door_window, tmp_path, errand):
    window = door_window
    make_vault(qtbot, window, tmp_path)
    write_down_code(qtbot, window)
    enter(qtbot, window, "Hole in the loader")
    database = tmp_path / "cases.embargo" / "vault.db"
    with database.open("ab") as file:
        file.write(bytes(PAGE))
    getattr(window.desk.errands, errand).check()
    settle(qtbot, window)
    window.findChild(FindingsDialog)._on_repair()
    settle(qtbot, window)
    assert window.page is None
    assert window.entrance.unlock.repair.isVisible()


@pytest.mark.checks("D46", "E57")
def test_a_backup_is_offered_in_the_place_of_a_vault_that_is_gone(qtbot, door_window, tmp_path, monkeypatch):
    window = door_window
    make_vault(qtbot, window, tmp_path)
    write_down_code(qtbot, window)
    enter(qtbot, window, "Hole in the loader")
    window.desk.errands.custody._back_up(tmp_path / "backup")
    settle(qtbot, window)
    window.lock()
    settle(qtbot, window)
    (tmp_path / "cases.embargo" / "vault.db").write_bytes(b"")
    unlock(qtbot, window)
    page, restored = window.entrance.unlock, tmp_path / "restored.embargo"
    assert "empty" in page._refusal.text()
    monkeypatch.setattr("desktop.ui.pages.entrance.choose_folder", lambda *_: tmp_path / "backup")
    monkeypatch.setattr("desktop.ui.pages.entrance.choose_new_path", lambda *_: restored)
    page.repair.restore_wanted.emit()
    settle(qtbot, window)
    assert window.entrance.directory == restored
    assert not page.repair.isVisible()
    unlock(qtbot, window)
    assert window.page is not None
    assert (tmp_path / "cases.embargo" / "vault.db").read_bytes() == b""
