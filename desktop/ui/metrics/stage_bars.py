"""Open cases by the stage that they stand in, as bars with their numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.stages import STAGES
from desktop.ui.look.need_words import stage_words
from desktop.ui.look.theme import tones
from desktop.ui.look.tones import Tones

_ROW, _NAME_WIDE, _NUMBER_WIDE = 1.7, 13, 7
"""A row in lines of type, names and numbers in average characters."""

Stages = Sequence[tuple[str, int]]


def in_order(stages: Stages) -> Stages:
    """As a case goes through them."""
    return sorted(stages, key=lambda pair: [*STAGES, pair[0]].index(pair[0]))


def bars_height(stages: Stages, font: QFont) -> float:
    """How high the drawing is."""
    return QFontMetricsF(font).height() * _ROW * len(stages)


def paint_bars(
    painter: QPainter, tones: Tones, font: QFont, stages: Stages, room: QRectF, written: list[str]
) -> None:
    """A bar for each stage, as long as it has cases; `written` collects the words."""
    metrics = QFontMetricsF(font)
    row, wide = metrics.height() * _ROW, metrics.averageCharWidth()
    left, most = room.left() + wide * _NAME_WIDE, max((count for _, count in stages), default=1)
    full = room.width() - wide * (_NAME_WIDE + _NUMBER_WIDE)
    painter.setFont(font)
    for place, (stage, count) in enumerate(stages):
        top = room.top() + place * row
        bar = QRectF(left, top + row * 0.2, max(full * count / most, 2.0), row * 0.6)
        painter.fillRect(bar, QColor(tones.accent))
        painter.setPen(QColor(tones.ink))
        at_left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(room.left(), top, wide * _NAME_WIDE, row), at_left, stage_words(stage))
        painter.drawText(QRectF(bar.right() + wide, top, wide * _NUMBER_WIDE, row), at_left, str(count))
        written += [stage_words(stage), str(count)]


class StageBars(QWidget):
    """Read out as a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: Stages = ()
        self.setAccessibleName(self.tr("Open cases by stage"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Stages) -> None:
        """Draw these."""
        self._stages = in_order(stages)
        told = ", ".join(f"{stage_words(stage)} {count}" for stage, count in self._stages)
        self.setAccessibleDescription(told or self.tr("No case is open."))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows are in the type in use."""
        return QSize(280, round(bars_height(self._stages, self.font())) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars."""
        painter = QPainter(self)
        room = QRectF(2, 2, self.width() - 4, self.height() - 4)
        paint_bars(painter, tones(), self.font(), self._stages, room, [])
        if self.hasFocus():
            painter.setPen(self.palette().highlight().color())
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
        painter.end()
