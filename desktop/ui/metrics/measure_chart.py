"""A chart on screen: durations by quarter beside what was promised, and read out as sentences."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.metrics import Figure
from desktop.ui.look.theme import tones
from desktop.ui.metrics.chart_painter import ChartPainter
from desktop.ui.metrics.metric_words import spoken

_LEGEND = 1.8
"""In lines of type."""


class MeasureChart(QWidget):
    """Reached by Tab; the table beside it holds the same figures."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._figures: Sequence[Figure] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Draw these, a row for each."""
        self._figures = figures
        self.setAccessibleDescription(" ".join(spoken(figure) for figure in figures))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows are in the type in use."""
        font = self._type()
        high = ChartPainter.height(len(self._figures), font) + QFontMetricsF(font).height() * _LEGEND
        return QSize(320, round(high) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chart, what its signs mean, and where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._type()
        chart = ChartPainter(painter, tones(), font)
        high = ChartPainter.height(len(self._figures), font)
        chart.paint(self._figures, QRectF(4, 3, self.width() - 8, high))
        middle = 3 + high + QFontMetricsF(font).height() * (_LEGEND / 2)
        chart.legend(self._figures, 4, middle, self.width() - 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        painter.end()

    def _type(self) -> QFont:
        """A little smaller than what is read."""
        font = QFont(self.font())
        font.setPixelSize(max(font.pixelSize() - 1, 9))
        return font
