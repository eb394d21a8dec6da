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


_EARLY = "application.fit_screen = lambda _window: os.kill(os.getpid(), signal.SIGTERM)"


def test_a_signal_before_the_window_is_shown_ends_it_too():
    root = str(Path(desktop.__file__).parents[1])
    began = "signal.signal(signal.SIGTERM"
    program = _PROGRAM.format(root=root).replace(began, f"{_EARLY}\n{began}")
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.stdout.endswith("locked 0\n")


_DRAWING = """
import os, sys, threading
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, {root!r})
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from desktop import bootstrap

begun = threading.Event()

def draw():
    while True:
        image = QImage(400, 400, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.drawText(10, 10, "a page of an advisory")
        painter.end()
        begun.set()

def run(_words):
    for _ in range(4):
        threading.Thread(target=draw, daemon=True).start()
    begun.wait()
    print("put away")
    return 3

app = QGuiApplication([])
bootstrap._run = run
sys.argv = ["embargo"]
sys.exit(bootstrap.main())
"""


def test_a_worker_that_still_draws_does_not_crash_the_end():
    command = [sys.executable, "-c", _DRAWING.format(root=str(Path(desktop.__file__).parents[1]))]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "put away\n", "")


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
