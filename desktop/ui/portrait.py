"""Portraits of the real desk, made without a screen: one for each stage, light and dark."""

import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QWidget

from desktop.ui.application import make_application, window_on
from desktop.ui.look.theme import Theme, wear
from desktop.workflows.ports import Desk

_TAB_OF_STAGE = {
    "Intake": "report",
    "Confirm": "confirm",
    "Audit": "audit",
    "Fix": "fix",
    "Advisory": "advisory",
    "Closed": "timeline",
}
_SETTLE_S = 0.15
_PATIENCE_S = 20.0


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

    def take(self, case_id: str, stage: str, tab: str = "") -> None:
        """Photograph a case at a stage, in every theme."""
        page = self.window.desk
        page.session.changed.emit()
        page.session.show_case(case_id)
        self.settle()
        page.reading.show_tab(tab or _TAB_OF_STAGE[stage])
        self.settle()
        self.shoot(stage.lower())

    def shoot(self, name: str) -> None:
        """Photograph the window as it is."""
        for theme in self._themes:
            wear(self._app, theme, system_dark=False, scale=self.window.settings.scale)
            self.window.desk.session.reload()
            self.settle()
            path = self._folder / f"{len(self.files) // len(self._themes) + 1:02}-{name}-{theme}.png"
            photograph(self.window, path)
            self.files.append(path)

    def settle(self) -> None:
        """Wait until nothing is under way and everything is painted."""
        quiet_since, began = time.monotonic(), time.monotonic()
        while time.monotonic() - quiet_since < _SETTLE_S and time.monotonic() - began < _PATIENCE_S:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if not self.window.background.idle:
                quiet_since = time.monotonic()


def photograph(window: QWidget, path: Path) -> None:
    """Write what the window shows as PNG."""
    window.grab().save(str(path), "PNG")
