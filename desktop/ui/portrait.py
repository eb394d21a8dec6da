"""Portraits of the real desk, made without a screen: one for each stage, light and dark."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.stages import Stage
from desktop.ui.application import make_application, window_on
from desktop.ui.case.next_step import TAB_OF_STAGE
from desktop.ui.look.theme import Theme, wear
from desktop.workflows.ports import Desk

_PATIENCE_MS = 20_000
_PASSES = 3
"""Layouts ask for another pass when words wrap anew, lists on their first paint."""


class Portraits:
    """Opens the window offscreen and photographs a case as it moves on; `files` are the pictures made."""

    def __init__(self, desk: Desk, folder: Path, themes: tuple[Theme, ...] = ("light", "dark")) -> None:
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self._app = make_application()
        self._folder = folder
        self._themes = themes
        self._desk = desk
        self.files: list[Path] = []
        self.window = window_on(desk)
        self.window.show()
        self.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Put the window away; the desk stays open for its owner."""
        self.window.background.drop()
        self.window.background.close()
        self.window.page = None
        self.window.hide()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def take(self, case_id: str, stage: Stage, tab: str = "") -> None:
        """Photograph a case at a stage, in every theme."""
        page = self.window.desk
        page.session.changed.emit()
        page.session.show_case(case_id)
        self.settle()
        page.reading.show_tab(tab or TAB_OF_STAGE[stage])
        self.settle()
        self.shoot(stage.lower())

    def shoot(self, name: str) -> None:
        """Photograph the window as it is."""
        for theme in self._themes:
            wear(self.window, theme, scale=self.window.settings.scale)
            self.settle()
            path = self._folder / f"{len(self.files) // len(self._themes) + 1:02}-{name}-{theme}.png"
            photograph(self.window, path)
            self.files.append(path)
        self._themes = self._themes[::-1]  # the next begins in the theme that is worn: changing takes longest

    def settle(self) -> None:
        """Wait until nothing is under way and everything is laid out."""
        patience, background, waiting = QDeadlineTimer(_PATIENCE_MS), self.window.background, QEventLoop()
        background.busy.connect(waiting.quit)
        QTimer.singleShot(_PATIENCE_MS, waiting, waiting.quit)
        while not background.idle and not patience.hasExpired():
            waiting.exec()
        if self.window.page is not None:
            self.window.page.session.pieces.finish()
        for _ in range(_PASSES):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QCoreApplication.processEvents()


def photograph(window: QWidget, path: Path) -> None:
    """Write what the window shows as PNG."""
    window.grab().save(str(path), "PNG")
