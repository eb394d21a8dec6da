"""Whom to tell that the embargo is broken: each with a tick, a date where a law sets one, and one button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.domain.embargo.to_tell import ToTell
from desktop.domain.inert import Untrusted
from desktop.ui.embargo.embargo_words import hours, named
from desktop.ui.look.instants import absolute
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import clear, column
from desktop.workflows.desk.view_case import CaseView


class ToTellList(QWidget):
    """`tell` leads to where somebody is told."""

    def __init__(self, tell: Callable[[ToTell], None]) -> None:
        super().__init__()
        self._tell = tell
        self._rows = column(self, spacing=7)
        self._shown: tuple[ToTell, ...] | None = None

    def show_people(self, view: CaseView) -> None:
        """Draw them anew, if anybody was told since; those still to tell come first."""
        if view.to_tell == self._shown:
            return
        self._shown = view.to_tell
        clear(self._rows)
        left = sum(person.told_at is None for person in view.to_tell)
        words = self.tr("%n still to be told", "", left) if left else self.tr("Everybody was told")
        self._rows.addWidget(Words(words, "warn" if left else "good"))
        for person in sorted(view.to_tell, key=lambda person: person.told_at is not None):
            self._rows.addWidget(self._line(person, view))

    def _line(self, person: ToTell, view: CaseView) -> QWidget:
        line = QWidget()
        rows = column(line, spacing=2)
        rows.addWidget(InertLabel(Untrusted(named(person)), "caption", lines=True))
        if person.told_at is not None:
            told = self.tr("Told {when}").format(when=absolute(person.told_at))
            rows.addWidget(Words(told, "small", wrap=True))
            return line
        if person.why:
            rows.addWidget(Words(person.why, "small", wrap=True))
        if person.due is not None:
            due = self.tr("By {when}").format(when=hours(person.due, view))
            rows.addWidget(Words(due, "warn", wrap=True))
        button = ActButton(self._how(person), partial(self._tell, person), "small")
        button.setAccessibleName(f"{self._how(person).rstrip('…')}: {named(person)}")
        rows.addWidget(FoldingRow(button))
        return line

    def _how(self, person: ToTell) -> str:
        if person.whom == "reporter" and person.label:
            return self.tr("Write in their case…")
        return self.tr("Write the letter…") if person.letter else self.tr("Record that they were told…")
