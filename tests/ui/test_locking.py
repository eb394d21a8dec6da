"""Locking ends the process that holds the key, whatever that is busy with."""

import os
import signal
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.ui.background import Background
from desktop.ui.door import Door
from desktop.ui.window import MainWindow
from desktop.vault.remote import RemoteCustody
from desktop.workflows.ports import Desk
from tests.ui.conftest import make_vault, settle, write_down_code

ROOT = Path(__file__).parents[2]


@pytest.fixture
def remote_window(qtbot, desk, tmp_path, monkeypatch):
    """A window on a new vault whose key is in a process of its own."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    child = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tests.vault.vault_child"
    with closing(RemoteCustody([sys.executable, "-c", child])) as custody:
        background = Background()
        door = Door(background, custody, desk.tools, lambda vault, tools: Desk(vault, tools, "Grace"))
        window = MainWindow(background, door)
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
        remote_window.desk.custody.check()
    remote_window.lock()
    assert remote_window.page is None
    qtbot.waitUntil(lambda: not process.alive, timeout=20_000)
    settle(qtbot, remote_window)
    assert remote_window.entrance.currentWidget() is remote_window.entrance.unlock
