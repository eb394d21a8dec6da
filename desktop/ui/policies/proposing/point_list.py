"""All that a text brought: values to decide, questions to answer, and what was seen and not proposed."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.domain.inert import Untrusted
from desktop.domain.policy import Clock
from desktop.domain.policy.proposing import LeftOut, Open, Proposal, Proposed
from desktop.domain.policy.proposing.reviewing import Review, asked, lacks_of
from desktop.ui.look.icons import icon
from desktop.ui.look.sentences import said
from desktop.ui.look.theme import tones
from desktop.ui.policies.proposing.value_words import clocks_of, reason_words, value_line

Point = Proposed | Open | LeftOut
_MARKS = {"accepted": ("done", "good"), "refused": ("close", "muted"), "": ("ring", "accent")}
_KEYS = {Qt.Key.Key_A: "accept", Qt.Key.Key_R: "refuse", Qt.Key.Key_C: "correct"}


class _Row(NamedTuple):
    point: Point | None
    words: str
    mark: str
    tone: str


class PointList(QListWidget):
    """`chosen` brings what is in view; `wanted` what a key asks for: a accepts, r refuses, c corrects."""

    chosen = Signal(object)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "points")
        self.setAccessibleName(self.tr("What was read in the text"))
        self.setAccessibleDescription(self.tr("A accepts, R refuses, C corrects the value in view."))
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._points: list[Point | None] = []
        self.currentRowChanged.connect(self._on_row)

    def show_points(self, proposal: Proposal, review: Review) -> None:
        """Show where everything stands; the place in view stays."""
        rows = _rows(proposal, review)
        row = self.currentRow()
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        self._points = [found.point for found in rows]
        for number, found in enumerate(rows):
            self._fill(self.item(number), found)
        self.blockSignals(False)
        if row < 0 or row >= len(rows) or self._points[row] is None:
            self.go_on(proposal, review)

    def go_on(self, proposal: Proposal, review: Review) -> None:
        """Go to the next point that is open, from where the list is; nowhere when none is."""
        lacks = lacks_of(proposal, review)
        open_ids = {item.id for item in lacks.undecided} | {
            f"?{question.id}" for question in lacks.unanswered
        }
        for conflict in lacks.conflicts:
            open_ids.update(conflict.ids)
        start = max(self.currentRow(), 0)
        for row in [*range(start, self.count()), *range(start)]:
            if _id_of(self._points[row]) in open_ids:
                self.setCurrentRow(row)
                return
        if self.currentRow() < 0:
            first = next((n for n, point in enumerate(self._points) if point is not None), -1)
            self.setCurrentRow(first)

    def go_to(self, name: str) -> None:
        """Bring the value of this id into view."""
        for row, point in enumerate(self._points):
            if isinstance(point, Proposed) and point.id == name:
                self.setCurrentRow(row)
                self.setFocus()

    @property
    def point(self) -> Point | None:
        """What is in view."""
        row = self.currentRow()
        return self._points[row] if 0 <= row < len(self._points) else None

    def event(self, event: QEvent) -> bool:
        """The letters of this list are its own, whatever they mean for a case."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by letter; j and k move as everywhere."""
        act = _act_of(event)
        if act in ("next", "back"):
            self._step(1 if act == "next" else -1)
        elif act:
            self.wanted.emit(act)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        row = self.currentRow() + by
        while 0 <= row < self.count():
            if self._points[row] is not None:
                self.setCurrentRow(row)
                return
            row += by

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._points) and self._points[row] is not None:
            self.chosen.emit(self._points[row])

    def _fill(self, item: QListWidgetItem, row: _Row) -> None:
        item.setText(row.words)
        if row.point is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setData(Qt.ItemDataRole.DecorationRole, None)
        else:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setIcon(icon(row.mark, getattr(tones(), row.tone)))
        font = item.font()
        font.setBold(row.point is None)
        item.setFont(font)


def _rows(proposal: Proposal, review: Review) -> list[_Row]:
    against = {name for conflict in proposal.conflicts for name in conflict.ids}
    clocks = clocks_of(proposal)
    values = [_value_row(item, review, clocks, doubtful=item.id in against) for item in proposal.items]
    questions = [
        _Row(
            question,
            Untrusted(said(question.text)).line,
            *(_MARKS["accepted" if question.id in review.answers else ""]),
        )
        for question in asked(proposal, review)
    ]
    also, left = (
        [
            _Row(one, Untrusted(f"{reason_words(one)}: {one.passage.quote}").line, "info", "muted")
            for one in proposal.left_out
            if one.said_as_well is aside
        ]
        for aside in (True, False)
    )
    translate = QCoreApplication.translate
    rows: list[_Row] = []
    for title, found in (
        (translate("ProposalWords", "Proposed values"), values),
        (translate("ProposalWords", "Questions that the text leaves open"), questions),
        (translate("ProposalWords", "The text also says this; Embargo runs no clock of it"), also),
        (translate("ProposalWords", "Seen, and not proposed"), left),
    ):
        if found:
            rows += [_Row(None, f"{title} ({len(found)})", "", ""), *found]
    return rows


def _value_row(item: Proposed, review: Review, clocks: Sequence[Clock], *, doubtful: bool) -> _Row:
    verdict = review.verdict(item.id)
    mark, tone = ("warning", "warn") if doubtful and not verdict else _MARKS[verdict]
    words = value_line(item, review.accepted.get(item.id, {}), clocks)
    return _Row(item, Untrusted(words).line, mark, tone)


def _id_of(point: Point | None) -> str:
    if isinstance(point, Proposed):
        return point.id
    return f"?{point.id}" if isinstance(point, Open) else ""


def _act_of(event: QKeyEvent) -> str:
    if event.modifiers() != Qt.KeyboardModifier.NoModifier:
        return ""
    key = Qt.Key(event.key())
    return {Qt.Key.Key_J: "next", Qt.Key.Key_K: "back"}.get(key, _KEYS.get(key, ""))
