"""A chip as it is painted into a row: a few words on a pale ground."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from desktop.ui.look.theme import tones
from desktop.ui.look.tones import WASHES
from desktop.ui.look.wording import Chip

_AROUND_PX = 16


def chip_width(chip: Chip, font: QFont) -> int:
    """How wide it is in a row of this type."""
    return QFontMetrics(_small(font)).horizontalAdvance(chip.words) + _AROUND_PX


def paint_chip(painter: QPainter, chip: Chip, right: int, top: int, font: QFont) -> None:
    """Paint one that ends at `right`."""
    small, colours = _small(font), tones()
    wide = chip_width(chip, font)
    room = QRect(right - wide, top - 1, wide, QFontMetrics(small).height() + 4)
    ground = getattr(colours, WASHES[chip.tone]) if chip.tone in WASHES else colours.raised
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(room, 7, 7)
    painter.setFont(small)
    painter.setPen(QColor(getattr(colours, chip.tone)))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, chip.words)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(font.pixelSize() - 2, 9))
    small.setWeight(QFont.Weight.DemiBold)
    return small
