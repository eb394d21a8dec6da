"""The timeline of a case on screen: a lane for each promise, over an axis that names the instants."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.promises.lanes import Lane, Lanes
from desktop.ui.case.lane_legend import legend_height
from desktop.ui.case.lane_painter import LanePainter
from desktop.ui.case.lane_words import name_of_lane, spoken
from desktop.ui.case.time_axis import TimeAxis
from desktop.ui.look.theme import tones
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.layout import clear, column
from desktop.ui.parts.tips import give_tip

_SIDE = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _Strip(QWidget):
    """A row of the drawing, as wide as the column; all rows share the axis."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self.lanes = lanes
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def axis(self) -> TimeAxis:
        """The axis at this width."""
        return TimeAxis(self.lanes.first, self.lanes.last, _SIDE, self.width() - 2 * _SIDE)

    def type_in_use(self) -> QFont:
        """A little smaller than what is read."""
        font = QFont(self.font())
        font.setPixelSize(max(font.pixelSize() - 1, 9))
        return font

    def painter(self) -> tuple[QPainter, LanePainter]:
        """A painter on this widget, and the one that knows lanes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter, LanePainter(painter, tones(), self.type_in_use())


class LaneStrip(_Strip):
    """One promise; reached by Tab and by the arrow keys, and read out as a sentence."""

    def __init__(self, lane: Lane, lanes: Lanes) -> None:
        super().__init__(lanes)
        self.lane = lane
        self._height = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = spoken(lane, lanes.now)
        self.setAccessibleName(name_of_lane(lane))
        self.setAccessibleDescription(words)
        give_tip(self, words)

    def sizeHint(self) -> QSize:
        """As high as its words and its bar at this width."""
        self._height = self._wanted_height()
        return QSize(200, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that do not fit into this width take another line."""
        super().resizeEvent(event)
        if self._height != self._wanted_height():
            self.updateGeometry()

    def _wanted_height(self) -> int:
        return round(LanePainter.lane_height(self.lane, self.lanes, self.type_in_use(), self.axis.width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lane, and where the keyboard is."""
        painter, lanes = self.painter()
        lanes.paint_lane(self.lane, self.lanes, self.axis, 3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


class _AxisStrip(_Strip):
    def sizeHint(self) -> QSize:
        return QSize(200, round(self.fontMetrics().height() * 1.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, lanes = self.painter()
        lanes.paint_axis(self.lanes, self.axis, 3, self.tr("now"))
        painter.end()


class _LegendStrip(_Strip):
    def __init__(self, lanes: Lanes) -> None:
        super().__init__(lanes)
        self._height = 0

    def sizeHint(self) -> QSize:
        return QSize(200, self._height or round(self.fontMetrics().height() * 2.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The legend wraps: as many lines as this width needs."""
        super().resizeEvent(event)
        height = round(legend_height(self.lanes, self.type_in_use(), self.width() - 2 * _SIDE)) + 6
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, lanes = self.painter()
        lanes.paint_legend(self.lanes, _SIDE, 3, self.width() - 2 * _SIDE)
        painter.end()


class ClockLanes(QWidget):
    """All lanes of a case, the axis under them, and what the patterns mean."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self)
        self.strips: list[LaneStrip] = []

    def show_lanes(self, lanes: Lanes) -> None:
        """Draw the timeline anew; the keyboard stays at its promise."""
        at = self.window().focusWidget()  # also while another window is in front
        reached = at.lane.promise if isinstance(at, LaneStrip) and at in self.strips else ""
        clear(self._rows)
        self.strips = [LaneStrip(lane, lanes) for lane in lanes.lanes]
        if not self.strips:
            why = self.tr(
                "Each promise has a lane here, from what starts it to its date: a report that arrived, a "
                "severity, an answer."
            )
            none = EmptyState(Emptiness(self.tr("No promise runs."), why), centred=False)
            self._rows.addWidget(none)
            none.show()
            return
        for strip in (*self.strips, _AxisStrip(lanes), _LegendStrip(lanes)):
            self._rows.addWidget(strip)
            strip.show()  # at once: only what is shown can take the focus
        if reached:
            self.focus_promise(reached)

    def focus_promise(self, promise: str) -> LaneStrip | None:
        """Go to the lane of a promise; None where it has no lane."""
        strip = next((strip for strip in self.strips if strip.lane.promise == promise), None)
        if strip is not None:
            strip.setFocus(Qt.FocusReason.OtherFocusReason)
        return strip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down between the lanes."""
        step = _STEPS.get(Qt.Key(event.key()))
        at = next((i for i, strip in enumerate(self.strips) if strip.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        self.strips[min(max(at + step, 0), len(self.strips) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
