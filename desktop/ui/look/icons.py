"""The line icons in `resources/icons`, coloured from the tones in use."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.formats.shipped import shipped

_RATIOS = (1, 2, 3)
"""Pixels of a screen to one of ours: a picture is made for each, so that no icon is stretched."""


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int = 18, ratio: float = 1) -> QPixmap:
    """An icon as a picture of `size` logical pixels, sharp on a screen with `ratio` pixels to each."""
    source = _source(name).replace(b"currentColor", colour.encode())
    side = round(size * ratio)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, *sizes: int) -> QIcon:
    """An icon for a button or an action, in these sizes."""
    made = QIcon()
    for size in sizes or (18,):
        for ratio in _RATIOS:
            made.addPixmap(pixmap(name, colour, size, ratio))
    return made


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    return shipped("icons", f"{name}.svg")
