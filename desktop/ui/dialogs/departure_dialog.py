"""What has to be replaced since somebody left, what is done of it, and what nobody can take back."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.parties.departures import CANNOT_BE_TAKEN_BACK, Departure, LeavingStep
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.instants import day_and_year
from desktop.ui.look.wording import Chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import beside


class _Card(QFrame):
    """As high as its words need at the width at hand: what they need at the least would leave a gap below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")

    def minimumSizeHint(self) -> QSize:
        """Asked for by the layout of the dialog."""
        return QSize(0, self.heightForWidth(self.width()))


class DepartureDialog(Dialog):
    """Steps are settled by what is done elsewhere: each open one leads there."""

    wanted = Signal(str)
    """The kind of a step that somebody goes to."""

    def __init__(self, parent: QWidget, departures: Sequence[Departure]) -> None:
        super().__init__(parent, self.tr("Since a handler left"), width=620)
        for departure in departures:
            self.rows.addWidget(self._card(departure))
        self.rows.addWidget(Words(CANNOT_BE_TAKEN_BACK, "warn", wrap=True))
        self.finish(self.tr("Close"))

    def _card(self, departure: Departure) -> QFrame:
        card = _Card()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(16, 12, 16, 14)
        rows.setSpacing(6)
        told = self.tr("{name} left on {day}, {successor} took over").format(
            name=departure.name, day=day_and_year(departure.at), successor=departure.successor
        )
        rows.addWidget(InertLabel(Untrusted(told), "heading", lines=True))
        if departure.reason:
            rows.addWidget(InertLabel(Untrusted(departure.reason), "small", lines=True))
        for step in departure.steps:
            self._add_step(rows, step)
        return card

    def _add_step(self, rows: QVBoxLayout, step: LeavingStep) -> None:
        line = beside(ChipLabel(self._chip(step)), Words(step.words, wrap=True), spacing=10)
        line.setStretch(0, 0)
        rows.addLayout(line)
        if step.settled_at is not None:
            return
        if step.kind == "slot":
            for command in step.commands:
                rows.addWidget(Words(command, "code"))
        else:
            words = {
                "intake-key": self.tr("Choose the intake key…"),
                "access": self.tr("Review who can open the vault…"),
            }[step.kind]
            go = ActButton(words, lambda: self.wanted.emit(step.kind), "small")
            rows.addWidget(FoldingRow(go))

    def _chip(self, step: LeavingStep) -> Chip:
        if step.settled_at is None:
            return Chip(self.tr("open"), "warn")
        return Chip(self.tr("done {day}").format(day=day_and_year(step.settled_at)), "good")
