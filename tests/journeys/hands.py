"""Hands on the window: what a person does there, counted."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from desktop.ui.window import MainWindow
from tests.waiting import settle

PASSPHRASE = "correct horse battery staple"


class Hands:
    """Does what a person does, and counts it."""

    def __init__(self, qtbot, window: MainWindow):
        self._qtbot = qtbot
        self._window = window
        self.touches = 0
        self.typed: list[str] = []

    def wait(self):
        """Until the desk has done it and shown it."""
        settle(self._qtbot, self._window)

    def drop(self, path: Path):
        self.touches += 1
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPointF(600, 400),
            Qt.DropAction.CopyAction,
            files,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._window.dropEvent(event)
        self.wait()

    def click(self, button):
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        self.touches += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(12, button.height() // 2))
        self.wait()

    def type(self, field, words: str):
        control = field.control
        assert control.isVisible()
        self.touches += 1
        self.typed.append(words)
        control.setFocus()
        if isinstance(control, QPlainTextEdit):
            control.insertPlainText(words)
        elif isinstance(control, QComboBox) and not control.isEditable():
            control.setCurrentIndex(control.findText(words))
            control.activated.emit(control.currentIndex())
        else:
            line = control.lineEdit() if isinstance(control, QComboBox) else control
            line.clear()
            QTest.keyClicks(line, words)
        assert field.value
