"""Everybody in the case: who reported and found it, who takes care of it, and how each wishes to be named."""

from PySide6.QtWidgets import QWidget

from desktop.ui.case.person_block import Ask, PersonBlock
from desktop.ui.look.wording import channel_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import clear, column
from desktop.workflows.desk.view_case import CaseView


class PeopleCard(QWidget):
    """A block to each person; `ask` opens what is needed to change something."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._rows = column(self, spacing=4)

    def show_people(self, view: CaseView) -> None:
        """Draw them anew."""
        clear(self._rows)
        for person in view.people:
            self._rows.addWidget(PersonBlock(person, self._ask))
            self._rows.addSpacing(6)
        self._rows.addWidget(FoldingRow(self._button(self.tr("Add a person…"), "person")))
        self._rows.addSpacing(6)
        handler = view.case.handler or self.tr("nobody yet")
        words = self.tr("Handler: {name}").format(name=handler)
        if view.handler_left:
            words = self.tr("{name} has left: assign the case to somebody.").format(name=handler)
        self._rows.addWidget(Words(words, "warn" if view.handler_left else "small", wrap=True))
        self._rows.addWidget(FoldingRow(self._button(self.tr("Assign…"), "assign")))
        came = self.tr("Came by: {channel}").format(channel=channel_words(view.case.channel))
        began = self.tr("Began with an incident; nobody reported it.")
        self._rows.addWidget(Words(began if view.case.incident_only else came, "small", wrap=True))

    def focus_first(self) -> None:
        """Begin at the first thing that can be done about somebody."""
        for button in self.findChildren(ActButton):
            if button.isVisible():
                button.setFocus()
                return

    def _button(self, words: str, errand: str) -> ActButton:
        return ActButton(words, lambda: self._ask(errand, ""), "small")
