"""How large the window opens: no larger than the screen, with the frame that is put around it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(12, 44)
"""Borders and title bar together: generous, for what they are is known only once the window is there."""


def fitted(wanted: QSize, available: QRect) -> QSize:
    """As large as wanted, as far as the screen has room for it and its frame."""
    return wanted.boundedTo(available.size() - FRAME)


def fit_screen(window: QWidget) -> None:
    """Make the window small enough for the screen that it opens on: its main button stands at the bottom."""
    window.resize(fitted(window.size(), window.screen().availableGeometry()))
