"""Making, unlocking and locking a real vault through the window."""

import pytest

from desktop.files.local import LocalFiles
from desktop.keychain import Argon2Cost, Keychain, SecretServiceKeyring
from desktop.ui.background import Background
from desktop.ui.door import Door
from desktop.ui.window import MainWindow
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody import LocalCustody
from desktop.workflows.ports import Desk
from tests.ui.conftest import NOW, settle

PASSPHRASE = "correct horse battery"


@pytest.fixture
def custody(monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    return LocalCustody(SqlVaultStore(files, lambda: NOW), slots)


@pytest.fixture
def door_window(qtbot, desk, custody, tmp_path):
    remembered = []
    background = Background()
    door = Door(background, custody, desk.tools, lambda vault, tools: Desk(vault, tools, "Grace"))
    window = MainWindow(background, door, run_demo=["true"], remember=remembered.append)
    window.remembered = remembered
    qtbot.addWidget(window)
    window.show()
    window.entrance.begin()
    yield window
    window.close()


def make_vault(qtbot, window, tmp_path):
    page = window.entrance.first_run
    page._folder.put(str(tmp_path))
    page._passphrase.put(PASSPHRASE)
    page._again.put(PASSPHRASE)
    page._make.click()
    settle(qtbot, window)


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
    assert window.remembered == [directory]
    assert {slot.kind for slot in custody.slots(str(directory))} == {"passphrase", "recovery"}


def test_a_short_or_mistyped_passphrase_makes_nothing(qtbot, door_window, tmp_path):
    page = door_window.entrance.first_run
    page._folder.put(str(tmp_path))
    page._passphrase.put("short")
    page._again.put("short")
    page._make.click()
    assert "12 characters" in page._refusal.text()
    page._passphrase.put(PASSPHRASE)
    page._make.click()
    assert "differ" in page._refusal.text()
    assert not list(tmp_path.glob("*.embargo"))


def test_locking_shows_only_this_vaults_slots_and_a_wrong_passphrase_says_so(qtbot, door_window, tmp_path):
    window = door_window
    make_vault(qtbot, window, tmp_path)
    window.entrance.recovery._proof.put(window.entrance.recovery._shown.text()[-4:])
    window.entrance.recovery._go_on.click()
    settle(qtbot, window)
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


def test_a_folder_without_a_vault_is_refused_in_words(qtbot, door_window, tmp_path):
    door_window.door.look(tmp_path)
    settle(qtbot, door_window)
    assert "Nothing was written." in door_window.entrance.first_run._refusal.text()
