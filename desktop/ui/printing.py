"""The timeline of a case as PDF, A4: lanes and promise ledger, nothing of the report.

Every word that is drawn is kept, so that the gate can read what the file says.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageSize, QPainter, QPdfWriter, QPen

from desktop.domain.clocks.words import moved
from desktop.domain.promises.ledger import Entry
from desktop.ui.case.lane_legend import legend_height
from desktop.ui.case.lane_painter import LanePainter
from desktop.ui.case.lane_words import state_words
from desktop.ui.case.time_axis import TimeAxis
from desktop.ui.look.instants import utc
from desktop.ui.look.proofs import party_words, proof_words
from desktop.ui.look.tones import LIGHT
from desktop.workflows.promises.export_timeline import Printed, Timeline

_DPI = 96
_MARGIN, _TOP, _FOOT = 56.0, 48.0, 60.0
_TYPE_PX, _SMALL_PX, _TITLE_PX = 12, 10, 24
_COLUMNS = (0.0, 0.46, 0.64, 0.82)
"""Where the columns of the ledger begin, as shares of the width."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class _Block(NamedTuple):
    """Something that stands on one page: how high it is, and how it is drawn from its top."""

    height: float
    draw: Callable[[float], None]


def print_timeline(timeline: Timeline) -> Printed:
    """Draw the document; its metadata names the case and this program, nobody and no place."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(timeline.case_id)
    writer.setCreator("Embargo")
    painter = QPainter(writer)
    sheet = _Sheet(painter, timeline, float(writer.width()), float(writer.height()))
    pages = list(sheet.pages())
    for number, page in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        sheet.draw_page(page, number, len(pages))
    painter.end()
    return Printed(bytes(buffer.data().data()), tuple(sheet.words))


class _Sheet:
    """Lays blocks out under each other; `words` is all that was written."""

    def __init__(self, painter: QPainter, timeline: Timeline, width: float, height: float) -> None:
        self.words: list[str] = []
        self._painter = painter
        self._timeline = timeline
        self._width = width - 2 * _MARGIN
        self._height = height
        self._lanes = LanePainter(painter, LIGHT, self._font(_TYPE_PX), self.words)

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
        words = QCoreApplication.translate("Print", "{case} · as of {when} · internal")
        told = words.format(case=self._timeline.case_id, when=utc(self._timeline.at))
        self._write(told, 0, foot + 8, self._width, _SMALL_PX, "muted")
        words = QCoreApplication.translate("Print", "Page {n} of {all}").format(n=number, all=count)
        self._write(words, 0.84 * self._width, foot + 8, 0.16 * self._width, _SMALL_PX, "muted")

    def _blocks(self) -> Iterator[_Block]:
        lanes, font = self._timeline.lanes, self._font(_TYPE_PX)
        axis = TimeAxis(lanes.first, lanes.last, _MARGIN, self._width, UTC)
        yield _Block(86, self._head)
        yield self._section(QCoreApplication.translate("Print", "Timeline"))
        for lane in lanes.lanes:
            yield _Block(
                LanePainter.lane_height(lane, lanes, font, axis.width),
                lambda top, lane=lane: self._lanes.paint_lane(lane, lanes, axis, top),  # type: ignore[misc]
            )
        now = QCoreApplication.translate("Print", "now")
        yield _Block(26, lambda top: self._lanes.paint_axis(lanes, axis, top, now))
        yield _Block(
            legend_height(lanes, font, self._width) + 34,
            lambda top: self._lanes.paint_legend(lanes, _MARGIN, top + 6, self._width),
        )
        yield self._section(QCoreApplication.translate("Print", "Promises"))
        yield _Block(22, self._headings)
        for entry in self._timeline.entries:
            yield self._row(entry)
        yield _Block(40, self._note)

    # --- blocks --------------------------------------------------------------------------------------

    def _head(self, top: float) -> None:
        self._write(self._timeline.case_id, 0, top, self._width, _TITLE_PX, bold=True)
        self._write(self._timeline.organisation, 0, top + 34, self._width, _TYPE_PX, "muted")
        words = QCoreApplication.translate("Print", "As of {when}").format(when=utc(self._timeline.at))
        self._write(words, 0, top + 52, self._width, _TYPE_PX, "muted")

    def _section(self, words: str) -> _Block:
        return _Block(28, lambda top: self._write(words, 0, top, self._width, _TYPE_PX + 3, bold=True))

    def _headings(self, top: float) -> None:
        names = (
            QCoreApplication.translate("Print", "Promise"),
            QCoreApplication.translate("Print", "Due"),
            QCoreApplication.translate("Print", "Done"),
            QCoreApplication.translate("Print", "State"),
        )
        for name, column in zip(names, range(len(_COLUMNS)), strict=True):
            self._cell(name, column, top, _SMALL_PX, "muted")
        self._rule(top + 18)

    def _row(self, entry: Entry) -> _Block:
        notes = "\n".join(_notes(entry))
        sentence = self._tall(entry.sentence, 0, _TYPE_PX)
        cells = max(sentence, self._tall("X\nX", 1, _SMALL_PX + 1))
        noted = self._tall(notes, 0, _SMALL_PX) if notes else 0.0

        def draw(top: float) -> None:
            said = state_words(entry.state, entry.due, entry.done_at, self._timeline.at, entry.why)
            self._cell(entry.sentence, 0, top + 7, _TYPE_PX)
            self._cell(notes, 0, top + 9 + sentence, _SMALL_PX, "muted")
            self._cell(_instant(entry.due), 1, top + 7, _SMALL_PX + 1)
            self._cell(_instant(entry.done_at), 2, top + 7, _SMALL_PX + 1)
            self._cell(said.words, 3, top + 7, _TYPE_PX, said.tone, bold=True)
            self._rule(top + height - 1)

        height = max(cells, sentence + noted + 4) + 16
        return _Block(height, draw)

    def _note(self, top: float) -> None:
        words = QCoreApplication.translate(
            "Print",
            "Times are UTC. Title, reporter, reasons and every word of the report stay in the vault.",
        )
        self._write(words, 0, top + 12, self._width, _SMALL_PX, "muted")

    # --- pieces --------------------------------------------------------------------------------------

    def _wide(self, column: int) -> float:
        edges = (*_COLUMNS, 1.0)
        return (edges[column + 1] - edges[column]) * self._width - 10

    def _cell(
        self, words: str, column: int, top: float, px: int, tone: str = "ink", *, bold: bool = False
    ) -> None:
        left = _COLUMNS[column] * self._width
        self._write(words, left, top, self._wide(column), px, tone, bold=bold)

    def _tall(self, words: str, column: int, px: int) -> float:
        room = QRectF(0, 0, self._wide(column), self._height)
        metrics = QFontMetricsF(self._font(px))
        return metrics.boundingRect(room, int(_LEFT | Qt.TextFlag.TextWordWrap), words).height()

    def _write(
        self,
        words: str,
        left: float,
        top: float,
        width: float,
        px: int,
        tone: str = "ink",
        *,
        bold: bool = False,
    ) -> None:
        if not words:
            return
        self.words.append(words)
        self._painter.setFont(self._font(px, bold=bold))
        self._painter.setPen(QColor(getattr(LIGHT, tone)))
        room = QRectF(_MARGIN + left, top, width, self._height)
        self._painter.drawText(room, int(_LEFT | Qt.TextFlag.TextWordWrap), words)

    def _rule(self, top: float) -> None:
        self._painter.setPen(QPen(QColor(LIGHT.line), 1))
        self._painter.drawLine(round(_MARGIN), round(top), round(_MARGIN + self._width), round(top))

    def _font(self, px: int, *, bold: bool = False) -> QFont:
        font = QFont()
        font.setPixelSize(px)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


def _notes(entry: Entry) -> Iterator[str]:
    if entry.clauses:
        yield ", ".join(entry.clauses)
    if entry.moved_by and entry.promised is not None:
        words = QCoreApplication.translate("Print", "First promised for {when}; {moved}.")
        yield words.format(when=utc(entry.promised), moved=moved(entry.moved_by))
    if entry.proof is not None:
        proof = proof_words(msgspec.structs.replace(entry.proof, how=""))  # which a person typed
        yield QCoreApplication.translate("Print", "Proof: {proof}").format(proof=proof)
    if entry.owed_by != "vendor":
        words = QCoreApplication.translate("Print", "Owed {party}")
        yield words.format(party=party_words(entry.owed_by, entry.audience))
    if entry.late_by is not None:
        given = QCoreApplication.translate("Print", "The reason for the lateness is recorded.")
        missing = QCoreApplication.translate("Print", "No reason for the lateness is recorded.")
        yield given if entry.lateness else missing


def _instant(instant: datetime | None) -> str:
    if instant is None:
        return ""
    return utc(instant).replace(", ", "\n")
