"""Choosing a file leaves no trace of it in anybody's settings."""

import os
import subprocess
import sys

import pytest

_CHOOSE = """
import shiboken6
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from desktop.ui.parts.choose_file import file_dialog, forget_paths
if {ours}:
    forget_paths()
app = QApplication([])
window = QWidget()
dialog = file_dialog(window, "Open", QFileDialog.FileMode.Directory)
dialog.setDirectory({folder!r})
dialog.show()
app.processEvents()
dialog.accept()
shiboken6.delete(dialog)
app.processEvents()
"""


def choose(tmp_path, *, ours: bool) -> str:
    """Choose a folder in a process of its own; what its home holds afterwards, as one text."""
    home, secret = tmp_path / "home", tmp_path / "canary-folder"
    home.mkdir()
    secret.mkdir()
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    code = _CHOOSE.format(ours=ours, folder=str(secret))
    environment = os.environ | places | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
    return "".join(path.read_text(errors="replace") for path in home.rglob("*") if path.is_file())


def test_qt_would_write_the_folder_down(tmp_path):
    """The control."""
    assert "canary-folder" in choose(tmp_path, ours=False)


@pytest.mark.checks("C33")
def test_ours_writes_nothing_down(tmp_path, figure):
    assert "canary-folder" not in choose(tmp_path, ours=True)
    figure("C33", "0 canaries in what Qt keeps; without our setting there is one")
