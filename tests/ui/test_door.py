"""Making, unlocking and locking a real vault through the window."""

import re

import msgspec
import pytest

from desktop.domain.failures import VaultInUse
from desktop.ui.background import Background
from desktop.ui.door import Door
from desktop.ui.settings import DeskSettings, read_settings
from desktop.ui.window import MainWindow
from desktop.workflows.custody.patience import FREE, NAME, Attempts, delay_s
from desktop.workflows.ports import Desk
from tests.ui.conftest import NOW, PASSPHRASE, make_vault, settle, write_down_code


def test_first_run_makes_a_vault_and_asks_the_code_back(qtbot, door_window, custody, tmp_path):
    window = door_window
    assert window.entrance.currentWidget() is window.entrance.first_run
    make_vault(qtbot, window, tmp_path)
    assert window.entrance.currentWidget() is window.entrance.recovery
    code = window.entrance.recovery._shown.text()
    window.entrance.recovery._proof.put("0000")
    window.entrance.recovery._go_on.click()
    assert window.page is None
    window.entrance.recovery._proof.put(code[-4:].lower())
    window.entrance.recovery._go_on.click()
    settle(qtbot, window)
    assert window.page is not None
    assert window.entrance.recovery._shown.text() == ""
    directory = tmp_path / "cases.embargo"
    assert window.entrance.recent.all() == (directory,)
    assert {slot.kind for slot in custody.slots(str(directory))} == {"passphrase", "recovery"}


def test_the_first_page_wears_our_look_before_any_vault_is_open(qtbot, door_window):
    assert "QPushButton" in door_window.styleSheet()
    card = door_window.entrance.first_run._card
    qtbot.waitUntil(lambda: card.width() == 520)
    assert card.height() > 300
    assert door_window.entrance.first_run._name.control.font().pixelSize() == 13


@pytest.mark.clause("M87-3.2a", "M87-4a", "MUS-5.1a")
def test_a_short_or_mistyped_passphrase_makes_nothing(qtbot, door_window, tmp_path):
    page = door_window.entrance.first_run
    page._folder.put(str(tmp_path))
    page._passphrase.put("short")
    page._again.put("short")
    page._make.click()
    assert "12 characters" in page._refusal.text()
    assert "12 characters" in page._passphrase.control.accessibleDescription()
    assert door_window.focusWidget() is page._passphrase.control
    page._passphrase.put(PASSPHRASE)
    page._make.click()
    assert "differ" in page._refusal.text()
    assert door_window.focusWidget() is page._again.control
    assert not list(tmp_path.glob("*.embargo"))


def test_locking_shows_only_this_vaults_slots_and_a_wrong_passphrase_says_so(qtbot, door_window, tmp_path):
    window = door_window
    make_vault(qtbot, window, tmp_path)
    write_down_code(qtbot, window)
    window.lock()
    settle(qtbot, window)
    page = window.entrance.unlock
    assert window.entrance.currentWidget() is page
    assert page._keyring.isHidden()
    assert not page._passphrase.isHidden()
    page._passphrase.put("wrong wrong wrong")
    page._unlock.click()
    settle(qtbot, window)
    assert "does not open this vault" in page._refusal.text()
    assert page._passphrase.value == ""
    page._passphrase.put(PASSPHRASE)
    page._unlock.click()
    settle(qtbot, window)
    assert window.page is not None


@pytest.mark.clause("M87-3.2d", "MUS-4.3b", "TER-2.1c")
def test_after_several_failures_the_button_counts_down(qtbot, door_window, tmp_path):
    window = door_window
    make_vault(qtbot, window, tmp_path)
    write_down_code(qtbot, window)
    window.lock()
    settle(qtbot, window)
    page = window.entrance.unlock
    for _ in range(FREE + 2):
        page.wait(0)  # as if the time had passed: what refuses is the custody, not the button
        page._passphrase.put("wrong wrong wrong")
        page._on_unlock()
        settle(qtbot, window)
    assert "has to wait: 1 s more" in page._refusal.text()
    page.wait(3)
    assert not page._unlock.isEnabled()
    assert page._keyring.isEnabled()
    assert page._unlock.text() == "Unlock in 3 s"
    page._passphrase.put(PASSPHRASE)
    page._passphrase.submitted.emit()
    assert page._passphrase.value == PASSPHRASE  # not tried, not lost
    for _ in range(3):
        page._second.timeout.emit()
    assert page._unlock.isEnabled()
    assert (page._unlock.text(), page._second.isActive()) == ("Unlock", False)


def test_the_door_of_a_vault_that_waits_says_so_at_once(qtbot, door_window, tmp_path):
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    by_another_program = Attempts(FREE + 8, FREE + 8, NOW, NOW, ("passphrase",))
    (tmp_path / "cases.embargo" / NAME).write_bytes(msgspec.json.encode(by_another_program))
    door_window.lock()
    settle(qtbot, door_window)  # as long as this takes, the button goes on counting
    left = re.fullmatch("Unlock in ([0-9]+) s", door_window.entrance.unlock._unlock.text())
    assert left
    assert 200 < int(left[1]) <= delay_s(FREE + 8)


def test_a_folder_without_a_vault_is_refused_in_words(qtbot, door_window, tmp_path):
    door_window.door.look(tmp_path)
    settle(qtbot, door_window)
    assert "Nothing was written." in door_window.entrance.first_run._refusal.text()


def test_a_second_window_on_the_same_vault_says_that_it_is_in_use(qtbot, door_window, custody, tmp_path):
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    background = Background()
    tools = door_window.desk.session.desk.tools
    door = Door(background, custody, lambda: tools, lambda vault, tools: Desk(vault, tools, "Grace"))
    second = MainWindow(background, door, vault=tmp_path / "cases.embargo")
    qtbot.addWidget(second)
    second.show()
    second.entrance.begin()
    settle(qtbot, second)
    page = second.entrance.unlock
    page._passphrase.put(PASSPHRASE)
    page._unlock.click()
    settle(qtbot, second)
    assert second.page is None
    assert second.entrance.currentWidget() is page
    assert "has this vault open. Nothing was written." in page._refusal.text()
    assert VaultInUse.default_advice in page._refusal.text()
    second.close()


def test_what_is_half_typed_at_the_door_is_not_kept(qtbot, door_window, tmp_path):
    window, page = door_window, door_window.entrance.unlock
    make_vault(qtbot, window, tmp_path)
    write_down_code(qtbot, window)
    window.lock()
    settle(qtbot, window)
    page._code.put("7XK2M")
    page._passphrase.put(PASSPHRASE)
    page._unlock.click()
    settle(qtbot, window)
    assert window.page is not None
    assert (page._passphrase.value, page._code.value) == ("", "")
    window.lock()
    settle(qtbot, window)
    page._passphrase.put("half of it")
    page.show_vault(tmp_path / "another.embargo", page._slots)
    assert page._passphrase.value == ""


def test_settings_of_a_newer_version_keep_nobody_out(qtbot, door_window, tmp_path):
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    vault = door_window.desk.session.desk.vault
    newer = b'{"theme": "sepia", "scale": 125, "lock_after_min": 100000, "single_letters": false, "more": 1}'
    door_window.background.run(lambda _p: vault.keep_draft("desk/settings", newer))
    settle(qtbot, door_window)
    door_window.lock()
    settle(qtbot, door_window)
    door_window.entrance.unlock._passphrase.put(PASSPHRASE)
    door_window.entrance.unlock._unlock.click()
    settle(qtbot, door_window)
    assert door_window.page is not None
    assert door_window.settings == DeskSettings(scale=125, single_letters=False)


@pytest.mark.parametrize("kept", [b"", b"[]", b"\xff", b'{"keys": ["a"]}', b"null"])
def test_settings_that_cannot_be_read_are_the_usual_ones(kept):
    assert read_settings(kept) == DeskSettings()
