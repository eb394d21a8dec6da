"""Draws lanes of the timeline, on a screen and on paper alike: words above a bar, patterns beside colours."""

from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop.domain.promises.lanes import Lane, Lanes, MarkKind, Segment, SegmentKind
from desktop.ui.case.lane_heading import heading_of, strong
from desktop.ui.case.lane_legend import meanings
from desktop.ui.case.time_axis import TimeAxis
from desktop.ui.look.tones import Tones

_BAR = 0.8
_GAP = 0.3
_EDGE_PX = 1.2
_SHORTEST_PX = 3.0
"""A segment of an hour on an axis of months is still seen."""


class Pattern(NamedTuple):
    """How a stretch is filled: a ground, a border, and lines that lean by `slope` every `step` of a bar."""

    ground: str
    edge: str
    slope: int = 0
    step: float = 0.0
    dotted: bool = False


PATTERNS: dict[SegmentKind, Pattern] = {
    "kept": Pattern("good", "good"),
    "running": Pattern("accent", "accent"),
    "left": Pattern("accent_wash", "accent"),
    "agreed": Pattern("warn_wash", "warn", slope=0, step=0.5),
    "moved": Pattern("accent_wash", "accent", slope=0, step=0.5),
    "late": Pattern("warn_wash", "warn", slope=1, step=0.45),
    "overdue": Pattern("bad_wash", "bad", slope=1, step=0.3),
    "held": Pattern("raised", "edge", slope=-1, step=0.7),
    "conditional": Pattern("surface", "edge", dotted=True),
    "unanswered": Pattern("surface", "edge", slope=1, step=1.2, dotted=True),
    "ended": Pattern("line", "edge"),
}


class LanePainter:
    """Paints in units of the font's height, so that a larger type makes a larger drawing."""

    def __init__(
        self, painter: QPainter, tones: Tones, font: QFont, written: list[str] | None = None
    ) -> None:
        """`written` collects every word that is drawn."""
        self._painter = painter
        self._tones = tones
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._written = [] if written is None else written

    @staticmethod
    def lane_height(lane: Lane, lanes: Lanes, font: QFont, width: float) -> float:
        """How high a lane is at this width: its words, a bar, and air."""
        rows = heading_of(lane, lanes, font, width).rows
        return QFontMetricsF(font).height() * (rows + _BAR + 3.4 * _GAP)

    def paint_lane(self, lane: Lane, lanes: Lanes, axis: TimeAxis, top: float) -> None:
        """One promise: its words, then how it stood."""
        height = self._metrics.height()
        heading = heading_of(lane, lanes, self._font, axis.width)
        said, at = heading.said, top + height * heading.state_row
        self._put(said.words, said.tone, axis.left, at, axis.width, at_right=True, bold=True)
        for number, line in enumerate(heading.sentence):
            self._put(line, "ink", axis.left, top + height * number, axis.width)
        bar = QRectF(axis.left, top + height * (heading.rows + _GAP), axis.width, height * _BAR)
        self._grid(lanes, axis, bar)
        self._groove(bar)
        for segment in lane.segments:
            self._segment(segment, axis, bar)
        for mark in lane.marks:
            self._mark(mark.kind, QPointF(axis.x(mark.at), bar.center().y()), bar.height())

    def paint_axis(self, lanes: Lanes, axis: TimeAxis, top: float, now_words: str) -> None:
        """The names of the instants, and "now" where there is room for it."""
        now = axis.x(lanes.now)
        half = self._advance(now_words) / 2
        at = min(max(now, axis.left + half), axis.left + axis.width - half)
        self._put(now_words, "accent", at - half, top, 2 * half + 2, bold=True)
        for tick in axis.ticks(self._room):
            wide = self._advance(tick.words)
            x = axis.x(tick.at) - wide / 2
            clear = abs(axis.x(tick.at) - at) > half + wide / 2 + 4
            if clear and axis.left - 2 <= x and x + wide <= axis.left + axis.width + 2:
                self._put(tick.words, "ink" if tick.strong else "muted", x, top, wide + 2)

    def paint_legend(self, lanes: Lanes, left: float, top: float, width: float) -> None:
        """What the patterns and signs in use mean."""
        height = self._metrics.height()
        for meaning in meanings(lanes, self._font, width):
            rect = QRectF(left + meaning.x, top + meaning.y + height * 0.1, height * 1.5, height * _BAR)
            if meaning.kind in PATTERNS:
                self._fill(meaning.kind, rect)
            else:
                self._mark(cast("MarkKind", meaning.kind), rect.center(), rect.height())
            wide = self._advance(meaning.words) + 2
            self._put(meaning.words, "muted", left + meaning.words_x, top + meaning.y, wide)

    @property
    def _room(self) -> float:
        return self._advance("28 Mmm") + self._metrics.height() * 1.2

    # --- pieces --------------------------------------------------------------------------------------

    def _grid(self, lanes: Lanes, axis: TimeAxis, bar: QRectF) -> None:
        """The quiet lines of the axis, and the present; they leave the words alone."""
        top, bottom = bar.top() - bar.height() * 0.3, bar.bottom() + bar.height() * 0.5
        for tick in axis.ticks(self._room):
            self._line(axis.x(tick.at), top, bottom, self._tones.line, 1)
        self._line(axis.x(lanes.now), top, bottom, self._tones.accent, 1.4)

    def _groove(self, bar: QRectF) -> None:
        """The empty lane behind the bar."""
        middle = bar.center().y()
        self._painter.setPen(QPen(QColor(self._tones.line), 1))
        self._painter.drawLine(QPointF(bar.left(), middle), QPointF(bar.right(), middle))

    def _segment(self, segment: Segment, axis: TimeAxis, bar: QRectF) -> None:
        left, right = axis.x(segment.start), axis.x(segment.end)
        wide = max(right - left, _SHORTEST_PX)
        self._fill(segment.kind, QRectF(left, bar.top(), wide, bar.height()))

    def _fill(self, kind: SegmentKind, rect: QRectF) -> None:
        pattern, painter = PATTERNS[kind], self._painter
        edge = QColor(getattr(self._tones, pattern.edge))
        pen = QPen(edge, _EDGE_PX)
        if pattern.dotted:
            pen.setStyle(Qt.PenStyle.DashLine)
        inner = rect.adjusted(_EDGE_PX / 2, _EDGE_PX / 2, -_EDGE_PX / 2, -_EDGE_PX / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(self._tones, pattern.ground)))
        painter.drawRoundedRect(inner, 2, 2)
        if pattern.step:
            self._hatch(pattern, inner, edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawRoundedRect(inner, 2, 2)

    def _hatch(self, pattern: Pattern, rect: QRectF, colour: QColor) -> None:
        """Lines drawn one by one: a brush's pattern would be as fine as the device."""
        painter, step = self._painter, rect.height() * pattern.step
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(colour, 1))
        lean = pattern.slope * rect.height()
        x = rect.left() - abs(lean)
        while x < rect.right() + abs(lean):
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + lean, rect.top()))
            x += step
        painter.restore()

    def _mark(self, kind: MarkKind, at: QPointF, size: float) -> None:
        painter, tones = self._painter, self._tones
        painter.setPen(QPen(QColor(tones.ink), 1.4))
        painter.setBrush(QColor(tones.surface))
        if kind == "start":
            painter.drawLine(at - QPointF(0, size * 0.7), at + QPointF(0, size * 0.7))
        elif kind in ("done", "tick"):
            radius = size * (0.42 if kind == "done" else 0.28)
            painter.setBrush(QColor(tones.ink if kind == "done" else tones.surface))
            painter.drawEllipse(at, radius, radius)
        else:
            painter.setBrush(QColor(tones.ink if kind == "due" else tones.surface))
            side = size * 0.62
            corners = [QPointF(0, -side), QPointF(side * 0.8, 0), QPointF(0, side), QPointF(-side * 0.8, 0)]
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))

    def _line(self, x: float, top: float, bottom: float, colour: str, wide: float) -> None:
        self._painter.setPen(QPen(QColor(colour), wide))
        self._painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def _advance(self, words: str) -> float:
        return self._metrics.horizontalAdvance(words) * 1.08

    def _put(
        self,
        words: str,
        tone: str,
        left: float,
        top: float,
        width: float,
        *,
        at_right: bool = False,
        bold: bool = False,
    ) -> None:
        """Write one line, cut where it does not fit."""
        self._written.append(words)
        font = strong(self._font) if bold else self._font
        metrics = QFontMetricsF(font)
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        self._painter.setFont(font)
        self._painter.setPen(QColor(getattr(self._tones, tone)))
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        room = QRectF(left, top, width, metrics.height())
        self._painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, cut)
