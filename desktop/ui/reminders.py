"""Reminders in the tray of the desktop, while the vault is open and the person wants them.

A notice is seen by whoever sees the screen, and kept by the desktop: it carries the ids of cases alone.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.ui.job import Job
from desktop.ui.look.icons import icon
from desktop.ui.look.tones import LIGHT
from desktop.ui.reminding_work import cases_to_remind_of
from desktop.ui.session import Session
from desktop.ui.tray import tray_there

_NAMED = 5
"""So many cases are named in one notice."""
Show = Callable[[str, str], object]
"""Shows a title and a text."""


class Reminders(QObject):
    """Looks whenever something changed and every minute; goes with the desk when that is locked.

    Its icon is there as long as reminders are wanted, so that nobody waits for the first to know.
    """

    called = Signal()
    """Somebody clicked on the icon, or on what it said."""

    def __init__(self, session: Session, wanted: Callable[[], bool], show: Show | None = None) -> None:
        super().__init__(session)
        self._session = session
        self._wanted = wanted
        self._tray: QSystemTrayIcon | None = None
        self._looking: Job | None = None
        self._show = show or self._show_in_tray
        session.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Remind of what is urgent and was not spoken of today."""
        desk, background = self._session.desk, self._session.background
        if self._wanted():
            self._stand_in_tray()
            if self._looking is None or not background.waits_for(self._looking):
                self._looking = background.run(
                    lambda _p: cases_to_remind_of(desk), self._remind, otherwise=lambda _failure: None
                )
        elif self._tray is not None:
            self._tray.hide()

    def _remind(self, case_ids: Sequence[str]) -> None:
        if case_ids:
            more = len(case_ids) - _NAMED
            text = ", ".join(case_ids[:_NAMED]) + (f" +{more}" if more > 0 else "")
            self._show("Embargo", text)

    def _stand_in_tray(self) -> None:
        if self._tray is None and tray_there():
            self._tray = QSystemTrayIcon(icon("embargo", LIGHT.accent, 16, 32, 48), self)
            self._tray.setToolTip("Embargo")
            self._tray.activated.connect(lambda _how: self.called.emit())
            self._tray.messageClicked.connect(self.called)
        if self._tray is not None:
            self._tray.show()

    def _show_in_tray(self, title: str, text: str) -> None:
        if self._tray is not None:
            self._tray.showMessage(title, text)
