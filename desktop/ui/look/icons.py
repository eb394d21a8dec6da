"""The line icons in `resources/icons`, coloured from the tones in use."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.formats.shipped import shipped

_SHARP = 3
"""Rendered this much larger, so that a dense screen shows no pixels."""


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int = 18) -> QPixmap:
    """An icon as a picture of `size` logical pixels."""
    source = _source(name).replace(b"currentColor", colour.encode())
    picture = QPixmap(QSize(size, size) * _SHARP)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size * _SHARP, size * _SHARP))
    painter.end()
    picture.setDevicePixelRatio(_SHARP)
    return picture


def icon(name: str, colour: str) -> QIcon:
    """An icon for a button or an action."""
    made = QIcon()
    made.addPixmap(pixmap(name, colour))
    return made


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    return shipped("icons", f"{name}.svg")
