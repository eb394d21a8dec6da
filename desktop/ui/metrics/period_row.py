"""What is measured: of which policy, from which quarter to which."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.parts.choice_box import ChoiceBox
from desktop.ui.parts.labels import Words
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.promises.measure import Measured


class PeriodRow(QWidget):
    """Says what a person chose, and nothing while it is filled in."""

    chosen = Signal(object)
    """A MetricQuery."""

    def __init__(self) -> None:
        super().__init__()
        self._policy = ChoiceBox(self.tr("Policy"))
        self._first = ChoiceBox(self.tr("From quarter"))
        self._last = ChoiceBox(self.tr("To quarter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        between = (Words(self.tr("from"), "muted"), Words(self.tr("to"), "muted"))
        for widget in (self._policy, between[0], self._first, between[1], self._last):
            row.addWidget(widget)
        for box in (self._policy, self._first, self._last):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)  # also when the type grows
            box.activated.connect(self._on_activated)

    def show_measured(self, measured: Measured) -> None:
        """Offer what there is, and mark what is shown."""
        wanted = measured.wanted
        every = [(self.tr("All policies"), ""), *((policy, policy) for policy in measured.policies)]
        if wanted.policy_id and wanted.policy_id not in measured.policies:
            every.append((wanted.policy_id, wanted.policy_id))
        _fill(self._policy, every, wanted.policy_id)
        known = {counted.quarter for counted in measured.arrivals}
        quarters = sorted(known | {*measured.quarters, wanted.first, wanted.last}, reverse=True)
        _fill(self._first, [(quarter, quarter) for quarter in quarters], wanted.first)
        _fill(self._last, [(quarter, quarter) for quarter in quarters], wanted.last)

    def begin(self) -> None:
        """Put the keys on the first choice."""
        self._policy.setFocus()

    def _on_activated(self, _index: int) -> None:
        """An end before the beginning means that the other one gives way."""
        first, last = str(self._first.currentData()), str(self._last.currentData())
        if first > last:
            first, last = (first, first) if self.sender() is self._first else (last, last)
        self.chosen.emit(MetricQuery(str(self._policy.currentData()), first, last))


def _fill(box: ChoiceBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
