"""Draws durations by quarter, on a screen and on paper alike: shapes and patterns beside colours.

Each quarter is a row. Few cases are dots, one for each; of many a bar holds the middle half. A dashed line
is what was promised, a pale band the span between promises that differ.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop.domain.metrics import End, Figure
from desktop.ui.look.tones import Tones
from desktop.ui.metrics.duration_axis import DurationAxis, longest_shown
from desktop.ui.metrics.metric_words import kept_words

_ROW, _AXIS, _AIR = 1.9, 1.7, 0.5
"""Heights in lines of type: of a quarter, of the axis with its words, and between parts."""
_TICK_WIDE = 9.0
"""In average characters."""
_MOST_SAID = 0.3
"""What stands behind the rows takes at most this share of the width."""
_SIGNS: dict[End, str] = {"late": "warn", "overdue": "bad", "kept": "good"}
_LANES = (0.0, -0.26, 0.26, -0.13, 0.13)
"""Dots that would cover each other stand a little higher or lower, in parts of a row."""


class ChartPainter:
    """Paints in units of the type in use, so that a larger type makes a larger drawing."""

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
    def height(quarters: int, font: QFont) -> float:
        """How high a chart of so many quarters is."""
        return QFontMetricsF(font).height() * (quarters * _ROW + _AXIS + _AIR)

    def paint(self, figures: Sequence[Figure], room: QRectF) -> None:
        """One row for each figure, from the top; their quarters are all that differs."""
        line = self._metrics.height()
        named = self._widest(figure.quarter for figure in figures) + line * 0.6
        told = min(self._widest(map(kept_words, figures)) + line, room.width() * _MOST_SAID)
        axis = DurationAxis(longest_shown(figures), room.left() + named, room.width() - named - told)
        bottom = room.top() + line * _ROW * len(figures)
        self._grid(axis, room.top(), bottom)
        for number, figure in enumerate(figures):
            row = QRectF(axis.left, room.top() + line * _ROW * number, axis.width, line * _ROW)
            tone = "ink" if figure.cases else "muted"
            self._put(figure.quarter, tone, QRectF(room.left(), row.top(), named, row.height()))
            self._promise(figure, axis, row)
            self._spread(figure, axis, row)
            said = QRectF(row.right() + line * 0.6, row.top(), told - line * 0.6, row.height())
            self._put(kept_words(figure), "muted", said, at_right=True)

    def _widest(self, words: Iterable[str]) -> float:
        return max((self._metrics.horizontalAdvance(said) for said in words), default=0.0)

    # --- parts of a row ------------------------------------------------------------------------------

    def _promise(self, figure: Figure, axis: DurationAxis, row: QRectF) -> None:
        if figure.allowed is None:
            return
        shortest, middle, longest = (axis.x(span) for span in figure.allowed)
        if longest - shortest > 1:
            band = QRectF(shortest, row.top() + 2, longest - shortest, row.height() - 4)
            self._painter.fillRect(band, QColor(self._tones.accent_wash))
        self._painter.setPen(QPen(QColor(self._tones.accent), 1.6, Qt.PenStyle.DashLine))
        self._painter.drawLine(QPointF(middle, row.top() + 2), QPointF(middle, row.bottom() - 2))

    def _spread(self, figure: Figure, axis: DurationAxis, row: QRectF) -> None:
        if figure.points:
            self._dots(figure, axis, row)
        elif figure.quartiles is not None:
            self._box(figure, axis, row)
        if figure.median is not None:
            x = axis.x(figure.median)
            self._painter.setPen(QPen(QColor(self._tones.ink), 2.4))
            self._painter.drawLine(QPointF(x, row.top() + 4), QPointF(x, row.bottom() - 4))

    def _dots(self, figure: Figure, axis: DurationAxis, row: QRectF) -> None:
        radius = self._metrics.height() * 0.21
        taken = [axis.left - 4 * radius] * len(_LANES)
        for point in figure.points:
            x = axis.x(point.took)
            free = (lane for lane, last in enumerate(taken) if x - last >= 2 * radius)
            lane = next(free, min(range(len(taken)), key=lambda lane: taken[lane]))
            taken[lane] = x
            y = row.center().y() + _LANES[lane] * row.height()
            self.sign(point.end, QPointF(x, y), radius, beyond=axis.beyond(point.took))

    def _box(self, figure: Figure, axis: DurationAxis, row: QRectF) -> None:
        assert figure.quartiles is not None
        low, _middle, high = figure.quartiles
        y, half = row.center().y(), row.height() * 0.24
        self._painter.setPen(QPen(QColor(self._tones.ink), 1.2))
        if figure.ninetieth is not None:
            end = axis.x(figure.ninetieth)
            self._painter.drawLine(QPointF(axis.x(high), y), QPointF(end, y))
            self._painter.drawLine(QPointF(end, y - half / 2), QPointF(end, y + half / 2))
        self._painter.setBrush(QColor(self._tones.selected))
        wide = max(axis.x(high) - axis.x(low), 2.0)
        self._painter.drawRect(QRectF(axis.x(low), y - half, wide, 2 * half))
        if figure.longest is not None:
            at = QPointF(axis.x(figure.longest), y)
            self.sign("none", at, self._metrics.height() * 0.14, beyond=axis.beyond(figure.longest))

    def sign(self, end: End, at: QPointF, radius: float, *, beyond: bool = False) -> None:
        """A case: a full dot where its promise was kept, a hollow diamond where not, else a hollow dot."""
        colour = QColor(getattr(self._tones, _SIGNS.get(end, "muted")))
        self._painter.setPen(QPen(colour, 1.5))
        kept, broken = end == "kept", end in ("late", "overdue")
        self._painter.setBrush(colour if kept else QColor(self._tones.surface))
        if beyond:  # it stands further to the right than the line goes
            x, y, side = at.x(), at.y(), radius * 1.2
            points = [QPointF(x - side, y - side), QPointF(x + side, y), QPointF(x - side, y + side)]
            self._painter.drawPolygon(QPolygonF(points))
        elif broken:
            side = radius * 1.25
            around = (QPointF(0, -side), QPointF(side, 0), QPointF(0, side), QPointF(-side, 0))
            self._painter.drawPolygon(QPolygonF([at + step for step in around]))
        else:
            self._painter.drawEllipse(at, radius, radius)

    # --- axis and words ------------------------------------------------------------------------------

    def _grid(self, axis: DurationAxis, top: float, bottom: float) -> None:
        wide = self._metrics.averageCharWidth() * _TICK_WIDE
        for span, words in axis.ticks(wide):
            x = axis.x(span)
            self._painter.setPen(QPen(QColor(self._tones.line), 1))
            self._painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            place = QRectF(x - wide / 2, bottom, wide, self._metrics.height() * _AXIS)
            self._put(words, "muted", place, centred=True)
        self._painter.setPen(QPen(QColor(self._tones.edge), 1))
        self._painter.drawLine(QPointF(axis.left, bottom), QPointF(axis.left + axis.width, bottom))

    def legend(self, figures: Sequence[Figure], left: float, middle: float, right: float) -> None:
        """What the signs mean that stand in the chart, as far as there is room for it."""
        x, line = left, self._metrics.height()
        for kind, words in legend_of(figures):
            wide = self._metrics.horizontalAdvance(words) + 2
            if x + line + wide > right:
                return
            self._legend_sign(kind, QPointF(x + line * 0.4, middle))
            place = QRectF(x + line, middle - line, wide, 2 * line)
            self._put(words, "muted", place)
            x += line * 2 + wide

    def _legend_sign(self, kind: str, at: QPointF) -> None:
        line = self._metrics.height()
        if kind == "promise":
            self._painter.setPen(QPen(QColor(self._tones.accent), 1.6, Qt.PenStyle.DashLine))
            self._painter.drawLine(at + QPointF(0, -line * 0.5), at + QPointF(0, line * 0.5))
        elif kind == "median":
            self._painter.setPen(QPen(QColor(self._tones.ink), 2.4))
            self._painter.drawLine(at + QPointF(0, -line * 0.4), at + QPointF(0, line * 0.4))
        elif kind == "band":
            band = QRectF(at.x() - line * 0.4, at.y() - line * 0.4, line * 0.8, line * 0.8)
            self._painter.fillRect(band, QColor(self._tones.accent_wash))
        elif kind == "box":
            self._painter.setPen(QPen(QColor(self._tones.ink), 1.2))
            self._painter.setBrush(QColor(self._tones.selected))
            self._painter.drawRect(QRectF(at.x() - line * 0.4, at.y() - line * 0.25, line * 0.8, line * 0.5))
        else:
            ends: dict[str, End] = {"kept": "kept", "late": "late", "none": "none"}
            self.sign(ends.get(kind, "none"), at, line * 0.21, beyond=kind == "beyond")

    def _put(
        self, words: str, tone: str, room: QRectF, *, at_right: bool = False, centred: bool = False
    ) -> None:
        if not words:
            return
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        side = Qt.AlignmentFlag.AlignHCenter if centred else side
        shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
        self._written.append(shown)
        self._painter.setFont(self._font)
        self._painter.setPen(QColor(getattr(self._tones, tone)))
        self._painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def legend_of(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """The signs in use and what each means."""
    ends = {point.end for figure in figures for point in figure.points}
    last = longest_shown(figures)
    in_use = {
        "kept": (QCoreApplication.translate("Metrics", "kept"), "kept" in ends),
        "late": (QCoreApplication.translate("Metrics", "late"), bool(ends & {"late", "overdue"})),
        "none": (
            QCoreApplication.translate("Metrics", "no date promised"),
            bool(ends - {"kept", "late", "overdue"}),
        ),
        "box": (
            QCoreApplication.translate("Metrics", "middle half, to 90 %"),
            any(f.quartiles and not f.points for f in figures),
        ),
        "median": (QCoreApplication.translate("Metrics", "median"), any(f.median for f in figures)),
        "promise": (QCoreApplication.translate("Metrics", "promised"), any(f.allowed for f in figures)),
        "band": (
            QCoreApplication.translate("Metrics", "from the shortest promise to the longest"),
            any(f.allowed and f.allowed[0] != f.allowed[2] for f in figures),
        ),
        "beyond": (
            QCoreApplication.translate("Metrics", "longer"),
            any((f.longest or timedelta()) > last for f in figures),
        ),
    }
    return [(kind, words) for kind, (words, used) in in_use.items() if used]
