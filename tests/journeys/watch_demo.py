"""Run the demonstration as its command does, and tell when a decrypted report stands on screen.

A program of its own: the journey starts it and reads what it prints. Whoever sits there sees the list of what
is due, presses Return, and clicks on the report; a dialog would be a question.
"""

import json
import runpy
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.hardening.ending import AskedToEnd
from desktop.ui import application
from desktop.ui.window import MainWindow

_LOOK_MS = 20
_run: Callable[[QApplication, MainWindow, AskedToEnd], int] = application._run


class Watcher:
    """Looks at the window again and again."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self._app, self._window = app, window
        self._keys = self._clicks = self._questions = 0
        self._again = QTimer(interval=_LOOK_MS)
        self._again.timeout.connect(self._look)
        self._again.start()

    def _look(self) -> None:
        window = self._window
        self._questions += sum(shown.isVisible() for shown in window.findChildren(QDialog))
        if window.page is None or not window.background.idle or not window.isVisible():
            return
        view, report = window.page.session.view, window.page.reading.report
        if view is None:
            if self._keys == 0 and window.page.list.promises.rowCount():
                self._keys += 1
                QTest.keyClick(window.page.list.due_view, "\r")
            return
        if not report.isVisible() and self._clicks == 0:
            self._clicks += 1
            bar = window.page.reading._bar
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
            return
        words = report.message.words.text.toPlainText()
        if view.came_encrypted and report.isVisible() and words:
            self._again.stop()
            done = {"keys": self._keys, "clicks": self._clicks, "questions": self._questions}
            told = {"at": time.time(), **done}
            sys.stdout.write(json.dumps(told | {"text": words[:60]}) + "\n")
            sys.stdout.flush()
            self._app.closeAllWindows()


def watched(app: QApplication, window: MainWindow, asked: AskedToEnd) -> int:
    watcher = Watcher(app, window)
    ended = _run(app, window, asked)
    del watcher
    return ended


application._run = watched
sys.argv = ["embargo", "demo"]
runpy.run_module("desktop", run_name="__main__", alter_sys=True)
