"""Which tones are in use: the system's side, or the one that the person chose."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.look.tones import DARK, LIGHT, Tones, is_dark, palette_of

Theme = Literal["system", "light", "dark"]

TYPE_PX = 13
"""The size of type at 100 %."""
_WORN = "embargo-theme"


def tones() -> Tones:
    """The tones of the palette in use."""
    return DARK if is_dark(QApplication.palette()) else LIGHT


def grown(px: int, at_most: int = 10_000) -> int:
    """A length in pixels at 100 %, as it is in the type in use."""
    size = QApplication.font().pixelSize()  # -1 as long as no theme is worn
    return min(round(px * size / TYPE_PX) if size > 0 else px, at_most)


def wear(window: QWidget, theme: Theme, *, system_dark: bool, scale: int = 100) -> None:
    """Put the theme on; `scale` is the size of type in percent.

    The sheet is the window's own, and reaches the dialogs over it. As the application's, every widget would
    compute its looks anew, with all that it holds, whenever it is put in its place.
    """
    chosen = DARK if theme == "dark" or (theme == "system" and system_dark) else LIGHT
    worn = f"{'dark' if chosen.dark else 'light'} {scale}"
    app = _application()
    if app.property(_WORN) != worn:
        if app.property(_WORN) is None:
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setProperty(_WORN, worn)
        font = app.font()
        font.setPixelSize(round(TYPE_PX * scale / 100))
        app.setFont(font)
        app.setPalette(palette_of(chosen))
    if window.property(_WORN) != worn:  # a style sheet makes every widget compute its looks anew
        window.setProperty(_WORN, worn)
        window.setStyleSheet(style_sheet(chosen, scale))


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def system_is_dark(app: QApplication) -> bool:
    """What the system asks for; where it says nothing, its palette decides."""
    scheme = app.styleHints().colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        return is_dark(app.palette())
    return scheme == Qt.ColorScheme.Dark
