"""From a report to a signed advisory without a mouse: Tab reaches everything, keys do it."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from desktop import bootstrap
from tests.journeys.hands import Hands
from tests.journeys.stations import audit, confirm, export, release_fixes, take_in
from tests.people import pgp_mime, run_gpg, someone

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
FARTHEST = 250
"""Presses of Tab after which nobody looks any further."""


@pytest.fixture
def vault_command() -> list[str]:
    """The program's own, at the full price."""
    return bootstrap.own_command("_vault")


class Keys(Hands):
    """Hands that never leave the keyboard: Tab until it is there, then a key."""

    presses = 0

    def drop(self, path: Path):
        """Copied as a file in another program, and pasted here."""
        copied = QMimeData()
        copied.setUrls([QUrl.fromLocalFile(str(path))])
        QApplication.clipboard().setMimeData(copied)
        self._awake(self._window)
        self._press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        self.wait()

    def click(self, button):
        self.reach(button)
        self._press(Qt.Key.Key_Space)
        self.touches += 1
        self.wait()

    def type(self, field, words: str):
        control = field.control
        self.reach(control)
        if isinstance(control, QComboBox) and not control.isEditable():
            QTest.keyClicks(control, words)
        else:
            self._press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClicks(QApplication.focusWidget(), words)
        self.presses += len(words)
        self.touches += 1
        self.typed.append(words)
        assert field.value

    def reach(self, widget: QWidget):
        """Press Tab until it has the focus, as far as from where the keys are now."""
        self._awake(widget.window())
        way = []
        while not self._there(widget):
            way.append(type(QApplication.focusWidget()).__name__)
            assert len(way) < FARTHEST, f"Tab never reaches {widget.accessibleName()}: {way[-40:]}"
            self._press(Qt.Key.Key_Tab)

    def _there(self, widget: QWidget) -> bool:
        now = QApplication.focusWidget()
        return now is not None and (now is widget or now.focusProxy() is widget or widget.focusProxy() is now)

    def _press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier):
        self.presses += 1
        QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)

    def _awake(self, top: QWidget):
        """Offscreen, nothing else makes a window the active one."""
        top.activateWindow()
        self._qtbot.waitUntil(top.isActiveWindow)


@pytest.mark.ux("U11")
def test_the_whole_journey_goes_without_a_mouse(qtbot, opened, tmp_path, figure):
    window, intake = opened
    out = tmp_path / "out"
    out.mkdir()
    keys = Keys(qtbot, window)
    with someone("Robin Finder", "robin@example.net") as reporter:
        mail = tmp_path / "report.eml"
        mail.write_bytes(pgp_mime(reporter, intake))
        keys.drop(mail)
    assert "was opened" in window.bar.text
    take_in(keys, window.desk)
    confirm(keys, window.desk)
    audit(keys, window.desk)
    release_fixes(keys, window.desk)
    export(keys, window, out)
    signed = min(out.glob("*.json"), key=lambda path: len(path.name))
    run_gpg(intake.home, "--verify", f"{signed}.asc", str(signed))
    assert [stage.stage for stage in window.desk.session.view.stages if stage.done][:4]
    figure("U11", f"complete: {keys.touches} interactions, {keys.presses} keys")
