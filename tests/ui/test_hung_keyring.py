"""A keyring that stops answering: the window stays alive, and the passphrase opens the vault."""

from contextlib import ExitStack

import pytest
from jeepney import message_bus
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QElapsedTimer, QTimer

from desktop.domain import events as e
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from tests.checked import Figure
from tests.keychain.conftest import NAME, private_bus, private_secret_service
from tests.ui.conftest import NOW, PASSPHRASE, make_vault, settle, write_down_code


@pytest.fixture
def hung_s() -> float:
    """How long the keyring is waited for."""
    return 1.0


@pytest.fixture
def custody(hung_s):
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(hung_s), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    return LocalCustody(SqlVaultStore(files, lambda: NOW), slots, Patience(files, lambda: NOW))


@pytest.fixture
def buses(monkeypatch):
    """Talk to this bus from now on, made by one of these."""
    with ExitStack() as stack:

        def answering() -> None:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", stack.enter_context(private_secret_service()))

        def silent() -> None:
            address = stack.enter_context(private_bus())
            stack.enter_context(open_dbus_connection(address)).send_and_get_reply(
                message_bus.RequestName(NAME)
            )
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

        yield answering, silent


class Pulse:
    """Beats while the window is alive, and knows its longest pause, in ms."""

    def __init__(self) -> None:
        self.beats, self.longest = 0, 0
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self.beats += 1
        self.longest = max(self.longest, self._since.restart())


@pytest.mark.checks("D43")
@pytest.mark.parametrize("hung_s", [1.0, pytest.param(60.0, marks=pytest.mark.soak)])
def test_the_window_stays_alive_and_offers_the_passphrase(
    qtbot, buses, door_window, tmp_path, hung_s: float, figure: Figure
):
    answering, silent = buses
    answering()
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    door_window.lock()
    settle(qtbot, door_window)
    slots = (tmp_path / "cases.embargo" / "slots.json").read_bytes()
    page = door_window.entrance.unlock
    assert not page._keyring.isHidden()
    silent()
    pulse = Pulse()
    page._keyring.click()
    qtbot.waitUntil(lambda: door_window.background.idle, timeout=round(hung_s * 1000) + 20_000)
    assert pulse.beats > 10 * hung_s
    assert "did not answer" in page._refusal.text()
    assert (tmp_path / "cases.embargo" / "slots.json").read_bytes() == slots  # and no new key is made
    page._passphrase.put(PASSPHRASE)
    page._unlock.click()
    settle(qtbot, door_window)
    assert door_window.page is not None
    made = []
    vault = door_window.desk.session.desk.vault
    door_window.background.run(lambda _p: vault.vault_history(), made.extend)
    settle(qtbot, door_window)
    assert sum(isinstance(r.event, e.VaultMade) for r in made) == 1
    figure("D43", f"keyring hung for {hung_s:g} s, longest pause of the window {pulse.longest} ms")
