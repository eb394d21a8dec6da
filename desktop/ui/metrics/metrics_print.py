"""The page about figures on paper: numbers and ids, nothing of any report."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from desktop.domain.metrics import MEASURES, Measure, Overdue
from desktop.ui.look.counted import Counted
from desktop.ui.look.instants import length, utc
from desktop.ui.look.tones import LIGHT
from desktop.ui.metrics.chart_painter import ChartPainter
from desktop.ui.metrics.figures_model import FigureRow, chart_figures, rows_of
from desktop.ui.metrics.metric_words import (
    kept_words,
    measure_meaning,
    measure_name,
    share_words,
)
from desktop.ui.metrics.overdue_model import count_words
from desktop.ui.metrics.stage_bars import bars_height, in_order, paint_bars
from desktop.ui.parts.paper import MARGIN, SMALL_PX, TITLE_PX, TYPE_PX, Block, Paper, type_of
from desktop.workflows.paper_ports import Printed
from desktop.workflows.promises.measure import Measured

_ROW = 18.0
_FIGURES = (0.0, 0.17, 0.25, 0.33, 0.46, 0.58, 0.74, 0.85)
_OVERDUE = (0.0, 0.26, 0.42, 0.56, 0.82)
"""Where columns begin, as shares of the width."""


def print_metrics(measured: Measured) -> Printed:
    """Draw the document."""
    return _MetricsPaper(measured).printed()


class _MetricsPaper(Paper):
    """Tiles, a chart and a table for each measure, what is open and what is overdue."""

    def __init__(self, measured: Measured) -> None:
        super().__init__(QCoreApplication.translate("Metrics", "Metrics"))
        self._measured = measured
        self._font = type_of(SMALL_PX)
        self._chart = ChartPainter(self.painter, LIGHT, self._font, self.words)

    def foot(self) -> str:
        """When it was counted."""
        words = QCoreApplication.translate("Metrics", "As of {when} · internal")
        return words.format(when=utc(self._measured.metrics.at))

    def blocks(self) -> Iterator[Block]:
        """From the head to the note."""
        metrics = self._measured.metrics
        yield Block(92, self._head)
        yield Block(74, self._tiles)
        for measure in MEASURES:
            yield from self._measure(measure)
        stages = in_order(metrics.stages)
        if stages:
            high = bars_height(stages, self._font)
            title = QCoreApplication.translate("Metrics", "Open by stage")
            yield Block(high + 44, lambda top: self._bars(title, stages, top, high))
        yield self._section(QCoreApplication.translate("Metrics", "Overdue"), count_words(metrics))
        for overdue in metrics.overdue:
            yield Block(_ROW, partial(self._overdue, overdue))
        yield Block(40, self._note)

    def _measure(self, measure: Measure) -> Iterator[Block]:
        figures = chart_figures(self._measured, measure)
        high = ChartPainter.height(len(figures), self._font)

        def draw(top: float) -> None:
            self._title(measure_name(measure), measure_meaning(measure), top)
            self._chart.paint(figures, QRectF(MARGIN, top + 42, self.width, high))
            self._chart.legend(figures, MARGIN, top + high + 54, MARGIN + self.width)

        yield Block(high + 76, draw)
        titles = (
            QCoreApplication.translate("Metrics", "Quarter"),
            QCoreApplication.translate("Metrics", "Cases"),
            QCoreApplication.translate("Metrics", "Open"),
            QCoreApplication.translate("Metrics", "Median"),
            QCoreApplication.translate("Metrics", "90 %"),
            QCoreApplication.translate("Metrics", "Promised"),
            QCoreApplication.translate("Metrics", "Late by"),
            QCoreApplication.translate("Metrics", "Promises"),
        )
        yield Block(_ROW + 4, lambda top: self._cells(titles, _FIGURES, top, "muted"))
        for row in rows_of(self._measured, measure):
            if row.figure.cases:
                yield Block(_ROW, partial(self._figure, row))
        yield Block(24, lambda _top: None)

    # --- blocks --------------------------------------------------------------------------------------

    def _head(self, top: float) -> None:
        wanted = self._measured.wanted
        title = QCoreApplication.translate("Metrics", "Metrics")
        self.write(title, 0, top, self.width, px=TITLE_PX, bold=True)
        one = QCoreApplication.translate("Metrics", "1 case of {policy}, arrived from {first} to {last}")
        several = Counted().arrived(self._measured.metrics.cases)
        words = one if self._measured.metrics.cases == 1 else several
        policy = wanted.policy_id or QCoreApplication.translate("Metrics", "all policies")
        told = words.format(policy=policy, first=wanted.first, last=wanted.last)
        self.write(told, 0, top + 36, self.width, "muted", px=TYPE_PX)
        words = QCoreApplication.translate("Metrics", "As of {when}").format(
            when=utc(self._measured.metrics.at)
        )
        self.write(words, 0, top + 54, self.width, "muted", px=TYPE_PX)

    def _tiles(self, top: float) -> None:
        wide = self.width / len(MEASURES)
        for place, measure in enumerate(MEASURES):
            figure = self._measured.metrics.figure(measure)
            left = place * wide
            self.write(measure_name(measure), left, top, wide, "muted")
            self.write(share_words(figure), left, top + 13, wide, px=TITLE_PX - 4, bold=True)
            self.write(kept_words(figure), left, top + 42, wide)

    def _section(self, title: str, told: str) -> Block:
        return Block(46, lambda top: self._title(title, told, top))

    def _title(self, title: str, told: str, top: float) -> None:
        self.write(title, 0, top, self.width, px=TYPE_PX + 3, bold=True)
        self.write(told, 0, top + 21, self.width, "muted")

    def _figure(self, row: FigureRow, top: float) -> None:
        name, *others = row.cells
        self._cells((name.replace("    ", "   "), *others), _FIGURES, top)

    def _bars(self, title: str, stages: Sequence[tuple[str, int]], top: float, high: float) -> None:
        self._title(title, "", top)
        room = QRectF(MARGIN, top + 24, self.width, high)
        paint_bars(self.painter, LIGHT, self._font, stages, room, self.words)

    def _overdue(self, overdue: Overdue, top: float) -> None:
        over = length(overdue.since(self._measured.metrics.at))
        cells = (overdue.case_id, measure_name(overdue.measure), overdue.policy_id, utc(overdue.due), over)
        self._cells(cells, _OVERDUE, top)

    def _note(self, top: float) -> None:
        words = QCoreApplication.translate(
            "Metrics",
            "A case counts in the quarter of its arrival, in its policy's time zone; times run from there. "
            "Percentiles lie between values as in PERCENTILE.INC; below three cases their values are shown.",
        )
        self.write(words, 0, top + 12, self.width, "muted")

    # --- pieces --------------------------------------------------------------------------------------

    def _cells(self, cells: Sequence[str], columns: Sequence[float], top: float, tone: str = "ink") -> None:
        edges = (*columns, 1.0)
        metrics = QFontMetricsF(self._font)
        for place, words in enumerate(cells):
            wide = (edges[place + 1] - edges[place]) * self.width - 6
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, wide)
            self.write(shown, columns[place] * self.width, top + 2, wide + 6, tone)
        self.rule(top + _ROW - 1)
