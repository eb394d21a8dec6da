"""A signal closes the window in order: drafts kept, vault locked, throwaway homes gone."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

import desktop

_PROGRAM = """
import os, signal, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, {root!r})
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from PySide6.QtCore import QTimer
from desktop.ui import application
from desktop.workflows.ports import Desk, Tools
from datetime import datetime, UTC
from tests.fakes import InMemoryVault

signal.signal(signal.SIGTERM, signal.default_int_handler)
vault = InMemoryVault()
tools = Tools(None, None, None, None, lambda: datetime.now(UTC), None)
with TemporaryDirectory(prefix="embargo-ends-") as home:
    print(home, flush=True)
    QTimer.singleShot(0, application.make_application(), lambda: print("shown", flush=True))
    code = application.show_desk(Desk(vault, tools, "Grace"), SimpleNamespace(chosen=""))
print("locked" if not vault._open else "open", code, flush=True)
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_the_window_in_order(ending):
    root = str(Path(desktop.__file__).parents[1])
    command = [sys.executable, "-c", _PROGRAM.format(root=root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        home = Path(running.stdout.readline().strip())
        assert running.stdout.readline() == "shown\n"
        assert home.is_dir()
        running.send_signal(ending)
        said, errors = running.communicate(timeout=60)
    assert said == "locked 0\n"
    assert "Traceback" not in errors
    assert not home.exists()
