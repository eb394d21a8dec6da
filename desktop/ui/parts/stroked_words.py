"""Words drawn in strokes of our own, for a machine on which no font can draw them."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look.theme import tones

_STROKES = {
    "A": "06 20 46/13 33",
    "C": "40 00 06 46",
    "D": "00 30 42 44 36 06 00",
    "E": "40 00 06 46/03 33",
    "F": "40 00 06/03 33",
    "G": "40 00 06 46 43 23",
    "H": "00 06/40 46/03 43",
    "I": "20 26",
    "J": "40 46 06 04",
    "L": "00 06 46",
    "N": "06 00 46 40",
    "O": "00 40 46 06 00",
    "R": "06 00 40 43 03/13 46",
    "S": "40 00 03 43 46 06",
    "T": "00 40/20 26",
    "U": "00 06 46 40",
    "V": "00 26 40",
    "W": "00 16 22 36 40",
    "-": "13 33",
    ".": "25 26",
    ",": "25 17",
}
"""Lines from corner to corner on a grid of 5 by 8, as digits of x and y."""
_CELL, _LINE, _GRID_PX, _MARGIN_PX = 6, 11, 2, 12


class StrokedWords(QWidget):
    """Capital letters in lines; screen readers get them as the name."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self._lines = lines
        self.setAccessibleName(" ".join(lines))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        unknown = {letter for line in lines for letter in line} - {*_STROKES, " "}
        assert not unknown, unknown

    def sizeHint(self) -> QSize:
        """All of it."""
        widest = max(map(len, self._lines))
        return QSize(
            widest * _CELL * _GRID_PX + 2 * _MARGIN_PX, len(self._lines) * _LINE * _GRID_PX + 2 * _MARGIN_PX
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Letter by letter, in the colours of a grave message."""
        now, painter = tones(), QPainter(self)
        painter.fillRect(self.rect(), QColor(now.bad_wash))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.bad), 1.6))
        for row, line in enumerate(self._lines):
            for column, letter in enumerate(line):
                corner = QPointF(column * _CELL * _GRID_PX, row * _LINE * _GRID_PX)
                self._draw(painter, letter, corner + QPointF(_MARGIN_PX, _MARGIN_PX))

    def _draw(self, painter: QPainter, letter: str, corner: QPointF) -> None:
        for stroke in filter(None, _STROKES.get(letter, "").split("/")):
            ends = [corner + QPointF(int(end[0]), int(end[1])) * _GRID_PX for end in stroke.split()]
            painter.drawPolyline(QPolygonF(ends))
