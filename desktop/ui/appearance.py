"""Wears the theme: the person's choice, or the system's side, followed while the desk is open."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.look.theme import side_of_system, wear
from desktop.ui.settings import DeskSettings

_OWN = "embargo-system-palette"


class Appearance(QObject):
    """What is drawn in a tone hears of a new one as a change of its palette."""

    def __init__(self, window: QWidget, app: QApplication) -> None:
        super().__init__(window)
        self._window = window
        self._app = app
        self._settings = DeskSettings()
        if app.property(_OWN) is None:  # a second window would find the palette of the first
            app.setProperty(_OWN, QPalette(app.palette()))
        self._side = side_of_system(app, self._own)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def _own(self) -> QPalette:
        found = self._app.property(_OWN)
        assert isinstance(found, QPalette)
        return found

    def wear(self, settings: DeskSettings) -> None:
        """Put on what the settings ask for."""
        self._settings = settings
        wear(self._window, settings.theme, self._side, scale=settings.scale, density=settings.density)

    @Slot()
    def _on_system_changed(self) -> None:
        self._side = side_of_system(self._app, self._own)
        self.wear(self._settings)


def running_app() -> QApplication:
    """The application that the window belongs to."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
