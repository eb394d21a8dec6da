"""Which tones are in use: the system's side, or the ones that the person chose."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desktop.ui.look.density import Density, use_density
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.look.tones import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    Tones,
    is_dark,
    palette_of,
    tones_of,
)

Theme = Literal["system", "light", "dark", "contrast-light", "contrast-dark"]

TYPE_PX = 13
"""The size of type at 100 %."""
_WORN = "embargo-theme"
_NAMED = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}


@dataclass(frozen=True)
class Side:
    """What the system asks for."""

    dark: bool = False
    contrast: bool = False

    @property
    def tones(self) -> Tones:
        """Ours for it."""
        if self.contrast:
            return CONTRAST_DARK if self.dark else CONTRAST_LIGHT
        return DARK if self.dark else LIGHT


def tones() -> Tones:
    """The tones of the palette in use."""
    return _tones_in_use(QApplication.palette().cacheKey())


@lru_cache(maxsize=8)
def _tones_in_use(_palette: int) -> Tones:
    """Found out once for a palette: every icon and every painter asks."""
    return tones_of(QApplication.palette())


def grown(px: int, at_most: int = 10_000) -> int:
    """A length in pixels at 100 %, as it is in the type in use."""
    size = QApplication.font().pixelSize()  # -1 as long as no theme is worn
    return min(round(px * size / TYPE_PX) if size > 0 else px, at_most)


def wear(
    window: QWidget,
    theme: Theme,
    side: Side = Side(),
    *,
    scale: int = 100,
    density: Density = "comfortable",
) -> None:
    """Put the theme on; `scale` is the size of type in percent.

    The sheet is the window's own, and reaches the dialogs over it. As the application's, every widget would
    compute its looks anew, with all that it holds, whenever it is put in its place.
    """
    chosen = _NAMED.get(theme, side.tones)
    worn = f"{chosen.paper} {scale} {density}"
    app = _application()
    if app.property(_WORN) != worn:
        if app.property(_WORN) is None:
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setProperty(_WORN, worn)
        use_density(density)
        font = app.font()
        font.setPixelSize(round(TYPE_PX * scale / 100))
        app.setFont(font)
        app.setPalette(palette_of(chosen))
    if window.property(_WORN) != worn:  # a style sheet makes every widget compute its looks anew
        window.setProperty(_WORN, worn)
        window.setStyleSheet(style_sheet(chosen, scale, density))


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def side_of_system(app: QApplication, own: QPalette) -> Side:
    """What the system asks for; where it names no side, `own` decides: the palette that it began with."""
    hints = app.styleHints()
    scheme = hints.colorScheme()
    dark = is_dark(own) if scheme == Qt.ColorScheme.Unknown else scheme == Qt.ColorScheme.Dark
    return Side(dark, hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)
