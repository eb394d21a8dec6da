"""What would move if a case went over to the newer version of its policy, clock by clock."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.domain.clocks import Reading
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.instants import absolute
from desktop.ui.look.theme import grown
from desktop.ui.look.wording import state_chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.ui.parts.layout import Rule, Sheet, column
from desktop.workflows.policies.offer_policy import Offer

_TABLE_PX, _HIGHEST_TABLE_PX = 250, 360
_COLUMNS = 3


class OfferDialog(ActDialog):
    """Moves the case with a reason, or keeps it where it is: `kept` says that the older version stays."""

    kept = Signal()

    def __init__(self, parent: QWidget, offer: Offer) -> None:
        super().__init__(parent, self.tr("A newer version of the policy"), width=760)
        told = self.tr("The case is held to the version of its receipt. Only you move it, with a reason.")
        self.rows.addWidget(Words(told, "muted", wrap=True))
        sheet = Sheet(self.tr("What would move"), margin=14, spacing=0)
        sheet.setFixedHeight(grown(_TABLE_PX, _HIGHEST_TABLE_PX))
        sheet.rows.addWidget(self._table(offer))
        sheet.rows.addStretch(1)
        sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard scrolls it
        card = QFrame()
        card.setObjectName("card")
        column(card).addWidget(sheet)
        self.rows.addWidget(card)
        self._reason = TextField(self.tr("Why the case moves"), lines=2)
        self.rows.addWidget(self._reason)
        keep = ActButton(self.tr("Keep the version of its receipt"), self._on_keep)
        self.finish(self.tr("Move this case"), cancel=self.tr("Decide later"), other=keep)

    def missing(self) -> str:
        """Nothing moves without a reason."""
        return "" if self._reason.value else self.tr("Say why: whoever reads the case later will ask.")

    @property
    def reason(self) -> str:
        """Why the case moves."""
        return self._reason.value

    def _on_keep(self) -> None:
        self.kept.emit()
        self.reject()

    def _table(self, offer: Offer) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        heads = (
            Words(self.tr("Promise"), "section"),
            Words(self._named(self.tr("Now"), offer.old_updated), "section"),
            Words(self._named(self.tr("Newer version"), offer.new_updated), "section"),
        )
        for place, head in enumerate(heads):
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, 3 if place == 0 else 2)
        rows = [(m.sentence, self._reading(m.old), self._reading(m.new)) for m in offer.moved]
        if offer.hold_before.until != offer.hold_after.until:
            before, after = self._day(offer.hold_before.until), self._day(offer.hold_after.until)
            rows.append((self.tr("Details are held until"), before, after))
        if not rows:
            grid.addWidget(Words(self.tr("No date moves: only words differ."), wrap=True), 1, 0, 1, _COLUMNS)
        for number, (sentence, old, new) in enumerate(rows, start=1):
            grid.addWidget(Rule(), number * 2 - 1, 0, 1, _COLUMNS)
            for place, cell in enumerate((Words(sentence, wrap=True), old, new)):
                grid.addWidget(cell, number * 2, place, Qt.AlignmentFlag.AlignTop)
        return table

    def _named(self, words: str, updated: str) -> str:
        return f"{words} ({updated})" if updated else words

    def _reading(self, reading: Reading | None) -> QWidget:
        if reading is None:
            return Words(self.tr("no such promise"), "muted", wrap=True)
        cell = QWidget()
        rows = column(cell, spacing=3)
        if reading.due is not None:
            rows.addWidget(Words(absolute(reading.due), wrap=True))
        elif reading.why:
            rows.addWidget(Words(reading.why, "small", wrap=True))
        rows.addWidget(ChipLabel(state_chip(reading.state, reading.why)))
        return cell

    def _day(self, until: datetime | None) -> Words:
        return Words(absolute(until) if until is not None else self.tr("no date"), wrap=True)
