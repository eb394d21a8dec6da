"""One point of a proposal in full: the value and its sentence, or a question and its alternatives."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.policy import Clock
from desktop.domain.policy.proposing import LeftOut, Open, Passage, Proposal, Proposed
from desktop.domain.policy.proposing.reviewing import Review
from desktop.ui.look.sentences import said
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import Field, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import clear, column
from desktop.ui.parts.radio_field import RadioField
from desktop.ui.parts.search_field import SearchField
from desktop.ui.policies.editing.field_words import table_words
from desktop.ui.policies.proposing.point_list import Point
from desktop.ui.policies.proposing.value_words import (
    clocks_of,
    key_lines,
    reading_words,
    reason_words,
    value_line,
)
from desktop.ui.policies.regions import regions, zones

_LINE_PX, _MOST_LINES, _CHARACTERS = 15, 10, 66
_SEARCHED = {"calendar.timezone": zones, "calendar.national_holidays": regions}
"""Questions with more answers than a text can offer, whatever it does offer."""


class PointCard(QFrame):
    """`wanted` asks for a verdict on the value in view, `answered` brings the answer to a question."""

    wanted = Signal(str)
    answered = Signal(str, str)
    sought = Signal(str)
    """Brings the id of a value that contradicts the one in view."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 12, 16, 14)
        self._rows.setSpacing(8)
        self._shown: tuple[object, ...] = ()
        self._names: Sequence[str] = ()
        self.field: Field | None = None

    def show_point(self, point: Point | None, proposal: Proposal, review: Review) -> bool:
        """Show this; whether it is laid out anew: what is typed stays while the same question is in view."""
        if isinstance(point, Open) and self._shown[:1] == (point,):
            return False
        shown = (
            (point, review.verdict(point.id), review.accepted.get(point.id))
            if isinstance(point, Proposed)
            else (point,)
        )
        if shown == self._shown:
            return False
        self._shown, self.field = shown, None
        self._names = [source.name for source in proposal.sources]
        self.setVisible(point is not None)
        clear(self._rows)
        if isinstance(point, Proposed):
            self._show_value(point, proposal, review)
        elif isinstance(point, Open):
            self._show_question(point, proposal, review)
        elif isinstance(point, LeftOut):
            self._show_left(point)
        return True

    # --- a value -------------------------------------------------------------------------------------

    def _show_value(self, item: Proposed, proposal: Proposal, review: Review) -> None:
        self._rows.addWidget(Words(table_words(item.table), "section"))
        self._show_verdict(review.verdict(item.id))
        self._rows.addWidget(
            self._text(
                self.tr("The value"), key_lines(item, review.accepted.get(item.id, {}), clocks_of(proposal))
            )
        )
        self._quote(item.passages)
        rivals = {name for conflict in proposal.conflicts if item.id in conflict.ids for name in conflict.ids}
        if len(rivals) > 1:
            told = self.tr("Contradicted elsewhere: accept one of them and refuse the others.")
            self._rows.addWidget(Words(told, "warn", wrap=True))
        for other in proposal.items:
            if other.id in rivals - {item.id}:
                self._show_rival(other, review, clocks_of(proposal))

    def _show_rival(self, item: Proposed, review: Review, clocks: Sequence[Clock]) -> None:
        """What stands against the value in view, with its place and a way there."""
        value = value_line(item, review.accepted.get(item.id, {}), clocks)
        self._rows.addWidget(InertLabel(Untrusted(value), "caption", lines=True))
        self._quote(item.passages)
        go = ActButton(self.tr("Go to it"), lambda: self.sought.emit(item.id), "small", "forward")
        self._rows.addWidget(FoldingRow(go))

    def _show_verdict(self, verdict: str) -> None:
        """What is decided and the keys for it, above what may be long: always in sight, in one place."""
        told = {
            "accepted": self.tr("Accepted."),
            "refused": self.tr("Refused."),
            "": self.tr("Not decided yet."),
        }[verdict]
        self._rows.addWidget(Words(told, {"accepted": "good", "refused": "muted", "": "warn"}[verdict]))
        accept = ActButton(self.tr("Accept (A)"), lambda: self.wanted.emit("accept"), "primary", "check")
        correct = ActButton(self.tr("Correct… (C)"), lambda: self.wanted.emit("correct"))
        refuse = ActButton(self.tr("Refuse (R)"), lambda: self.wanted.emit("refuse"), mark="close")
        self._rows.addWidget(FoldingRow(accept, correct, refuse))

    # --- a question ----------------------------------------------------------------------------------

    def _show_question(self, question: Open, proposal: Proposal, review: Review) -> None:
        reading = self.tr("Which reading holds?") if question.about in ("clock", "disclosure") else ""
        self._rows.addWidget(Words(reading or self.tr("The text leaves this open"), "section"))
        words = Untrusted(said(question.text)).line
        given = review.answers.get(question.id)
        field = self._typed(question, words, given)
        if question.choices and question.id not in _SEARCHED:
            chosen = self._chosen(question, proposal, given)
            self._rows.addWidget(chosen)
            if question.about == "calendar":
                self._add_typed(question, field)
            field = chosen
        else:
            self._add_typed(question, field)
        self.field = field
        self._quote(question.passages)

    def _chosen(self, question: Open, proposal: Proposal, given: str | None) -> Field:
        choices = [
            (choice.id, _choice(Untrusted(choice.text), reading_words(question, choice.id, proposal)))
            for choice in question.choices
        ]
        field = RadioField(Untrusted(said(question.text)).line, choices)
        field.edited.connect(lambda: self.answered.emit(question.id, field.value))
        if given is not None:
            field.put(given)
        return field

    def _typed(self, question: Open, words: str, given: str | None) -> Field:
        """What a text cannot offer is looked for or typed; a blank in it is no answer."""
        if question.id in _SEARCHED:
            searched = SearchField(words, _SEARCHED[question.id]())
            searched.put(given or "")
            searched.edited.connect(lambda: self._answer(question, searched.value))
            return searched
        offered = {choice.id for choice in question.choices}
        label, hint = (self.tr("Another answer"), self._example(question)) if offered else (words, "")
        typed = LineField(label, hint)
        typed.put(given if given is not None and given not in offered else "")
        typed.submitted.connect(lambda: self._answer(question, typed.value))
        return typed

    def _add_typed(self, question: Open, field: Field) -> None:
        self._rows.addWidget(field)
        answer = ActButton(
            self.tr("This is the answer"), lambda: self._answer(question, field.value), mark="check"
        )
        self._rows.addWidget(FoldingRow(answer))

    def _answer(self, question: Open, words: str) -> None:
        if words:
            self.answered.emit(question.id, words)

    def _example(self, question: Open) -> str:
        return {
            "calendar.weekend": self.tr("Days, such as: fri sat"),
            "calendar.holidays": self.tr("Dates, such as: 2026-12-24 2026-12-31"),
        }.get(question.id, "")

    # --- what is not proposed ------------------------------------------------------------------------

    def _show_left(self, left: LeftOut) -> None:
        also = self.tr("The text also says this; Embargo runs no clock of it")
        self._rows.addWidget(
            Words(also if left.said_as_well else self.tr("Seen, and not proposed"), "section", wrap=True)
        )
        self._rows.addWidget(Words(reason_words(left), "caption"))
        self._rows.addWidget(InertLabel(Untrusted(left.words), lines=True))
        self._quote([left.passage])

    def _quote(self, passages: Sequence[Passage]) -> None:
        for passage in passages:
            name = self._names[passage.source] if len(self._names) > 1 else self.tr("the text")
            told = self.tr("Line {lines} of {name}")
            if passage.first != passage.last:
                told = self.tr("Lines {lines} of {name}")
            told = told.format(lines=passage.lines, name=Untrusted(name).line)
            self._rows.addWidget(Words(told, "caption"))
            self._rows.addWidget(self._text(told, passage.quote))

    def _text(self, name: str, content: str) -> QWidget:
        text = InertText(name)
        text.setProperty("look", "document")
        lines = sum(1 + len(line) // _CHARACTERS for line in content.split("\n"))
        text.setFixedHeight(grown(min(lines, _MOST_LINES) * _LINE_PX + 28))
        text.show_text(Untrusted(content))
        box = QWidget()
        column(box).addWidget(text)
        return box


def _choice(text: Untrusted, meaning: str) -> str:
    """A choice, and what it means for the clock."""
    return f"{text.line} {Untrusted(meaning).line}" if meaning else text.line
