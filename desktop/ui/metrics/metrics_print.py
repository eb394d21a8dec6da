"""The page about figures as PDF, A4: numbers and ids, nothing of any report.

Every word that is drawn is kept, so that the gate can read what the file says.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageSize, QPainter, QPdfWriter, QPen

from desktop.domain.metrics import MEASURES, Measure, Overdue
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
from desktop.workflows.promises.export_timeline import Printed
from desktop.workflows.promises.measure import Measured

_DPI = 96
_MARGIN, _TOP, _FOOT = 56.0, 48.0, 60.0
_TYPE_PX, _SMALL_PX, _TITLE_PX = 12, 10, 24
_ROW = 18.0
_FIGURES = (0.0, 0.17, 0.25, 0.33, 0.46, 0.58, 0.74, 0.85)
_OVERDUE = (0.0, 0.26, 0.42, 0.56, 0.82)
"""Where columns begin, as shares of the width."""


class _Block(NamedTuple):
    """Something that stands on one page: how high it is, and how it is drawn from its top."""

    height: float
    draw: Callable[[float], object]


def print_metrics(measured: Measured) -> Printed:
    """Draw the document; its metadata names this program, nobody and no place."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(QCoreApplication.translate("Metrics", "Metrics"))
    writer.setCreator("Embargo")
    painter = QPainter(writer)
    sheet = _Sheet(painter, measured, float(writer.width()), float(writer.height()))
    pages = list(sheet.pages())
    for number, page in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        sheet.draw_page(page, number, len(pages))
    painter.end()
    return Printed(bytes(buffer.data().data()), tuple(sheet.words))


class _Sheet:
    """Lays blocks out under each other; `words` is all that was written."""

    def __init__(self, painter: QPainter, measured: Measured, width: float, height: float) -> None:
        self.words: list[str] = []
        self._painter = painter
        self._measured = measured
        self._width = width - 2 * _MARGIN
        self._height = height
        self._font = _type(_SMALL_PX)
        self._chart = ChartPainter(painter, LIGHT, self._font, self.words)

    def pages(self) -> Iterator[list[_Block]]:
        """The blocks of each page."""
        page: list[_Block] = []
        used = _TOP
        for block in self._blocks():
            if page and used + block.height > self._height - _FOOT:
                yield page
                page, used = [], _TOP
            page.append(block)
            used += block.height
        yield page

    def draw_page(self, page: list[_Block], number: int, count: int) -> None:
        """One page and its foot."""
        top = _TOP
        for block in page:
            block.draw(top)
            top += block.height
        foot = self._height - _FOOT + 16
        self._rule(foot)
        words = QCoreApplication.translate("Metrics", "As of {when} · internal")
        self._write(words.format(when=utc(self._measured.metrics.at)), 0, foot + 8, self._width, "muted")
        words = QCoreApplication.translate("Metrics", "Page {n} of {all}").format(n=number, all=count)
        self._write(words, 0.84 * self._width, foot + 8, 0.16 * self._width, "muted")

    def _blocks(self) -> Iterator[_Block]:
        metrics = self._measured.metrics
        yield _Block(92, self._head)
        yield _Block(74, self._tiles)
        for measure in MEASURES:
            yield from self._measure(measure)
        stages = in_order(metrics.stages)
        if stages:
            high = bars_height(stages, self._font)
            title = QCoreApplication.translate("Metrics", "Open by stage")
            yield _Block(high + 44, lambda top: self._bars(title, stages, top, high))
        yield self._section(QCoreApplication.translate("Metrics", "Overdue"), count_words(metrics))
        for overdue in metrics.overdue:
            yield _Block(_ROW, partial(self._overdue, overdue))
        yield _Block(40, self._note)

    def _measure(self, measure: Measure) -> Iterator[_Block]:
        figures = chart_figures(self._measured, measure)
        high = ChartPainter.height(len(figures), self._font)

        def draw(top: float) -> None:
            self._title(measure_name(measure), measure_meaning(measure), top)
            self._chart.paint(figures, QRectF(_MARGIN, top + 42, self._width, high))
            self._chart.legend(figures, _MARGIN, top + high + 54, _MARGIN + self._width)

        yield _Block(high + 76, draw)
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
        yield _Block(_ROW + 4, lambda top: self._cells(titles, _FIGURES, top, "muted"))
        for row in rows_of(self._measured, measure):
            if row.figure.cases:
                yield _Block(_ROW, partial(self._figure, row))
        yield _Block(24, lambda _top: None)

    # --- blocks --------------------------------------------------------------------------------------

    def _head(self, top: float) -> None:
        wanted = self._measured.wanted
        title = QCoreApplication.translate("Metrics", "Metrics")
        self._write(title, 0, top, self._width, px=_TITLE_PX, bold=True)
        one = QCoreApplication.translate("Metrics", "1 case of {policy}, arrived from {first} to {last}")
        several = QCoreApplication.translate(
            "Metrics", "{n} cases of {policy}, arrived from {first} to {last}"
        )
        words = one if self._measured.metrics.cases == 1 else several
        policy = wanted.policy_id or QCoreApplication.translate("Metrics", "all policies")
        told = words.format(
            n=self._measured.metrics.cases, policy=policy, first=wanted.first, last=wanted.last
        )
        self._write(told, 0, top + 36, self._width, "muted", px=_TYPE_PX)
        words = QCoreApplication.translate("Metrics", "As of {when}").format(
            when=utc(self._measured.metrics.at)
        )
        self._write(words, 0, top + 54, self._width, "muted", px=_TYPE_PX)

    def _tiles(self, top: float) -> None:
        wide = self._width / len(MEASURES)
        for place, measure in enumerate(MEASURES):
            figure = self._measured.metrics.figure(measure)
            left = place * wide
            self._write(measure_name(measure), left, top, wide, "muted")
            self._write(share_words(figure), left, top + 13, wide, px=_TITLE_PX - 4, bold=True)
            self._write(kept_words(figure), left, top + 42, wide)

    def _section(self, title: str, told: str) -> _Block:
        return _Block(46, lambda top: self._title(title, told, top))

    def _title(self, title: str, told: str, top: float) -> None:
        self._write(title, 0, top, self._width, px=_TYPE_PX + 3, bold=True)
        self._write(told, 0, top + 21, self._width, "muted")

    def _figure(self, row: FigureRow, top: float) -> None:
        name, *others = row.cells
        self._cells((name.replace("    ", "   "), *others), _FIGURES, top)

    def _bars(self, title: str, stages: Sequence[tuple[str, int]], top: float, high: float) -> None:
        self._title(title, "", top)
        room = QRectF(_MARGIN, top + 24, self._width, high)
        paint_bars(self._painter, LIGHT, self._font, stages, room, self.words)

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
        self._write(words, 0, top + 12, self._width, "muted")

    # --- pieces --------------------------------------------------------------------------------------

    def _cells(self, cells: Sequence[str], columns: Sequence[float], top: float, tone: str = "ink") -> None:
        edges = (*columns, 1.0)
        metrics = QFontMetricsF(self._font)
        for place, words in enumerate(cells):
            wide = (edges[place + 1] - edges[place]) * self._width - 6
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, wide)
            self._write(shown, columns[place] * self._width, top + 2, wide + 6, tone)
        self._rule(top + _ROW - 1)

    def _write(
        self,
        words: str,
        left: float,
        top: float,
        width: float,
        tone: str = "ink",
        *,
        px: int = _SMALL_PX,
        bold: bool = False,
    ) -> None:
        if not words:
            return
        self.words.append(words)
        self._painter.setFont(_type(px, bold=bold))
        self._painter.setPen(QColor(getattr(LIGHT, tone)))
        room = QRectF(_MARGIN + left, top, width, self._height)
        self._painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), words)

    def _rule(self, top: float) -> None:
        self._painter.setPen(QPen(QColor(LIGHT.line), 1))
        self._painter.drawLine(round(_MARGIN), round(top), round(_MARGIN + self._width), round(top))


def _type(px: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
