"""Says at the start that no font can draw Latin letters: every word in the window would be a row of boxes."""

import sys

from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QMainWindow, QVBoxLayout

from desktop.ui.parts.stroked_words import StrokedWords

LINES = ("NO FONT CAN DRAW LATIN LETTERS HERE.", "INSTALL FONTS-DEJAVU-CORE, THEN START AGAIN.")
_SENTENCE = (
    "No font on this machine can draw Latin letters, and the window is unreadable. "
    "Install one, then start again:\n"
    "  apt-get install fonts-dejavu-core\n"
)


def latin_there() -> bool:
    """Whether any font can draw them.

    Without any font Qt names some all the same, and draws one box for every letter.
    """
    families = QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
    return any(_draws(QFont(family)) for family in families)


def _draws(font: QFont) -> bool:
    found = QRawFont.fromFont(font).glyphIndexesForString("Ae")
    return 0 not in found and len(set(found)) > 1


def warn_of_fonts(window: QMainWindow) -> None:
    """Say so on the terminal, and at the head of the window in strokes that need no font."""
    if latin_there():
        return
    if sys.stderr is not None:
        sys.stderr.write(_SENTENCE)
    body = window.centralWidget()
    rows = body.layout() if body is not None else None
    if isinstance(rows, QVBoxLayout):
        rows.insertWidget(0, StrokedWords(*LINES))
