"""The timeline of a case on paper: lanes and promise ledger, nothing of the report."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.domain.clocks.words import moved
from desktop.domain.promises.ledger import Entry
from desktop.ui.case.lane_legend import legend_height
from desktop.ui.case.lane_painter import LanePainter
from desktop.ui.case.lane_words import state_words
from desktop.ui.case.time_axis import TimeAxis
from desktop.ui.look.instants import utc
from desktop.ui.look.proofs import party_words, proof_words
from desktop.ui.look.sentences import said
from desktop.ui.look.tones import LIGHT
from desktop.ui.parts.paper import MARGIN, SMALL_PX, TITLE_PX, TYPE_PX, Block, Paper, together, type_of
from desktop.workflows.paper_ports import Printed
from desktop.workflows.promises.export_timeline import Timeline

_COLUMNS = (0.0, 0.46, 0.64, 0.82)
"""Where the columns of the ledger begin, as shares of the width."""


def print_timeline(timeline: Timeline) -> Printed:
    """Draw the document; its title is the id of the case."""
    return TimelinePaper(timeline).printed()


class TimelinePaper(Paper):
    """Lanes, then the ledger; other papers about a case are made of it."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline.case_id)
        self._timeline = timeline
        self._lanes = LanePainter(self.painter, LIGHT, type_of(TYPE_PX), self.words)

    def foot(self) -> str:
        """Which case, as of when."""
        words = QCoreApplication.translate("Print", "{case} · as of {when} · internal")
        return words.format(case=self._timeline.case_id, when=utc(self._timeline.at))

    def blocks(self) -> Iterator[Block]:
        """From the head to the note."""
        yield Block(86, self.head)
        yield from self.promises()
        yield Block(40, self.note)

    def promises(self) -> Iterator[Block]:
        """Lanes and ledger."""
        lanes, font = self._timeline.lanes, type_of(TYPE_PX)
        axis = TimeAxis(lanes.first, lanes.last, MARGIN, self.width, UTC)
        yield self.section(QCoreApplication.translate("Print", "Timeline"))
        for lane in lanes.lanes:
            yield Block(
                LanePainter.lane_height(lane, lanes, font, axis.width),
                lambda top, lane=lane: self._lanes.paint_lane(lane, lanes, axis, top),  # type: ignore[misc]
            )
        now = QCoreApplication.translate("Print", "now")
        yield Block(26, lambda top: self._lanes.paint_axis(lanes, axis, top, now))
        yield Block(
            legend_height(lanes, font, self.width) + 34,
            lambda top: self._lanes.paint_legend(lanes, MARGIN, top + 6, self.width),
        )
        rows = [self._row(entry) for entry in self._timeline.entries]
        heading = self.section(QCoreApplication.translate("Print", "Promises"))
        yield together(heading, Block(22, self.headings), *rows[:1])
        yield from rows[1:]

    # --- blocks --------------------------------------------------------------------------------------

    def head(self, top: float) -> None:
        """Which case, whose, and as of when."""
        self.write(self._timeline.case_id, 0, top, self.width, px=TITLE_PX, bold=True)
        self.write(self._timeline.organisation, 0, top + 34, self.width, "muted", px=TYPE_PX)
        words = QCoreApplication.translate("Print", "As of {when}").format(when=utc(self._timeline.at))
        self.write(words, 0, top + 52, self.width, "muted", px=TYPE_PX)

    def section(self, words: str) -> Block:
        """A heading."""
        return Block(28, lambda top: self.write(words, 0, top, self.width, px=TYPE_PX + 3, bold=True))

    def headings(self, top: float) -> None:
        names = (
            QCoreApplication.translate("Print", "Promise"),
            QCoreApplication.translate("Print", "Due"),
            QCoreApplication.translate("Print", "Done"),
            QCoreApplication.translate("Print", "State"),
        )
        for name, column in zip(names, range(len(_COLUMNS)), strict=True):
            self._cell(name, column, top, SMALL_PX, "muted")
        self.rule(top + 18)

    def _row(self, entry: Entry) -> Block:
        notes = "\n".join(_notes(entry))
        sentence = self._tall(entry.sentence, 0, TYPE_PX)
        cells = max(sentence, self._tall("X\nX", 1, SMALL_PX + 1))
        noted = self._tall(notes, 0, SMALL_PX) if notes else 0.0

        def draw(top: float) -> None:
            stands = state_words(entry.state, entry.due, entry.done_at, self._timeline.at, entry.why)
            self._cell(entry.sentence, 0, top + 7, TYPE_PX)
            self._cell(notes, 0, top + 9 + sentence, SMALL_PX, "muted")
            self._cell(_instant(entry.due), 1, top + 7, SMALL_PX + 1)
            self._cell(_instant(entry.done_at), 2, top + 7, SMALL_PX + 1)
            self._cell(stands.words, 3, top + 7, TYPE_PX, stands.tone, bold=True)
            self.rule(top + height - 1)

        height = max(cells, sentence + noted + 4) + 16
        return Block(height, draw)

    def note(self, top: float) -> None:
        """What it leaves out."""
        words = QCoreApplication.translate(
            "Print",
            "Times are UTC. Title, reporter, reasons and every word of the report stay in the vault.",
        )
        self.write(words, 0, top + 12, self.width, "muted")

    # --- pieces --------------------------------------------------------------------------------------

    def _wide(self, column: int) -> float:
        edges = (*_COLUMNS, 1.0)
        return (edges[column + 1] - edges[column]) * self.width - 10

    def _cell(
        self, words: str, column: int, top: float, px: int, tone: str = "ink", *, bold: bool = False
    ) -> None:
        left = _COLUMNS[column] * self.width
        self.write(words, left, top, self._wide(column), tone, px=px, bold=bold)

    def _tall(self, words: str, column: int, px: int) -> float:
        return self.tall(words, self._wide(column), px)


def _notes(entry: Entry) -> Iterator[str]:
    if entry.clauses:
        yield ", ".join(entry.clauses)
    if entry.moved_by and entry.promised is not None:
        words = QCoreApplication.translate("Print", "First promised for {when}; {moved}.")
        yield words.format(when=utc(entry.promised), moved=said(moved(entry.moved_by)))
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
