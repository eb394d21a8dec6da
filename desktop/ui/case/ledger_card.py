"""The promise ledger of a case: what was promised, what was done, what proves it, why it was late."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.promises.ledger import Entry
from desktop.ui.case.ledger_words import Fact, facts_of
from desktop.ui.look.wording import state_chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import Rule, beside, clear, column
from desktop.ui.parts.tips import give_tip


class LedgerCard(QWidget):
    """One block to a promise, the earliest due first."""

    reason_wanted = Signal(str)
    """A promise that is late without a recorded reason, by policy and clock."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, spacing=11)
        self._shown: tuple[Entry, ...] | None = None

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Draw the ledger anew, where it has changed."""
        if entries == self._shown:
            return
        self._shown = entries
        clear(self._rows)
        for entry in entries:
            self._rows.addWidget(self._block(entry))
            self._rows.addWidget(Rule())
        if not entries:
            why = self.tr("What was promised, what was done and what proves it stand here, one by one.")
            none = self.tr("No promise has begun yet.")
            self._rows.addWidget(EmptyState(Emptiness(none, why), centred=False))

    def _block(self, entry: Entry) -> QWidget:
        block = QWidget()
        rows = column(block, spacing=4)
        head = beside(
            Words(entry.sentence, wrap=True), ChipLabel(state_chip(entry.state, entry.why)), spacing=10
        )
        head.setStretch(1, 0)
        rows.addLayout(head)
        rows.addLayout(_grid([*facts_of(entry), *self._origin(entry)], entry))
        if entry.lateness:
            rows.addWidget(InertLabel(Untrusted(self._late(entry)), "small", lines=True))
        elif entry.to_explain:
            explain = ActButton(
                self.tr("Say why it is late…"), lambda: self.reason_wanted.emit(entry.promise), "small"
            )
            explain.setAccessibleDescription(entry.sentence)
            rows.addLayout(beside(explain, stretch=1))
        return block

    def _origin(self, entry: Entry) -> list[Fact]:
        return [Fact(self.tr("Policy"), ", ".join(entry.clauses))] if entry.clauses else []

    def _late(self, entry: Entry) -> str:
        return self.tr("Why late: {reason}").format(reason=entry.lateness)


def _grid(facts: list[Fact], entry: Entry) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for row, fact in enumerate(facts):
        words = Words(fact.words, "small", wrap=True)
        give_tip(words, entry.sentence)
        grid.addWidget(Words(fact.name, "hint"), row, 0)
        grid.addWidget(words, row, 1)
    return grid
