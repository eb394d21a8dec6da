"""One person of a case: name, part, what is proved, since when they are known, how they wish to be named."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.look.people_words import called, key_words, part_words, wish_words
from desktop.ui.look.sentences import said
from desktop.ui.look.wording import grade_chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import beside, column
from desktop.workflows.desk.view_people import PersonView

Ask = Callable[[str, str], None]
"""Asks for an errand about somebody, who is named by their label."""


class PersonBlock(QWidget):
    """Names and addresses of strangers are inert."""

    def __init__(self, view: PersonView, ask: Ask) -> None:
        super().__init__()
        self._view = view
        self._ask = ask
        person = view.person
        rows = column(self, spacing=3)
        rows.addWidget(InertLabel(Untrusted(called(person)), "caption"))
        if person.address and person.name:
            rows.addWidget(InertLabel(person.address, "small"))
        if person.role != "reporter" or person.label:
            rows.addWidget(Words(part_words(person), "small", wrap=True))
        if person.grade is not None:
            rows.addLayout(beside(ChipLabel(grade_chip(person.grade)), stretch=1))
        for words, look in self._lines():
            rows.addWidget(Words(words, look, wrap=True))
        for warning in view.known.warnings:
            rows.addWidget(InertLabel(Untrusted(said(warning)), "warn", lines=True))
        buttons = self._buttons()
        if buttons:
            rows.addWidget(FoldingRow(*buttons, spacing=6))

    def _lines(self) -> Iterator[tuple[str, str]]:
        view, person = self._view, self._view.person
        if view.known.line:
            yield view.known.line, "small"
        if view.key:
            yield key_words(view), "small" if view.compared or not view.compared_before else "warn"
        elif person.role == "reporter" and not person.label:
            yield self.tr("No key taken in: letters go unencrypted."), "small"
        if person.role != "handler":
            yield wish_words(person.credit), "small"

    def _buttons(self) -> list[ActButton]:
        person = self._view.person
        buttons = []
        if person.role == "reporter" and not person.label:
            buttons.append(self._button(self.tr("Reporter's key…"), "key"))
        if person.role != "handler":
            buttons.append(self._button(self.tr("Wish about credit…"), "wish"))
        if person.role != "reporter":
            buttons.append(self._button(self.tr("Change…"), "person"))
        return buttons

    def _button(self, words: str, errand: str) -> ActButton:
        button = ActButton(words, lambda: self._ask(errand, self._view.person.label), "small")
        button.setAccessibleName(f"{words.rstrip('…')}: {called(self._view.person)}")
        return button
