"""Wears the theme: the person's choice, or the system's side, followed while the desk is open."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.look.theme import system_is_dark, wear
from desktop.ui.settings import DeskSettings


class Appearance(QObject):
    """What is drawn in a tone hears of a new one as a change of its palette."""

    def __init__(self, window: QWidget, app: QApplication) -> None:
        super().__init__(window)
        self._window = window
        self._app = app
        self._settings = DeskSettings()
        self._system_dark = system_is_dark(app)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def wear(self, settings: DeskSettings) -> None:
        """Put on what the settings ask for."""
        self._settings = settings
        wear(self._window, settings.theme, system_dark=self._system_dark, scale=settings.scale)

    @Slot()
    def _on_scheme_changed(self) -> None:
        self._system_dark = system_is_dark(self._app)
        self.wear(self._settings)
