"""Promises whose date has passed, as rows that lead to their cases."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.metrics import Metrics, Overdue
from desktop.ui.look.counted import Counted
from desktop.ui.look.instants import length, short
from desktop.ui.look.need_words import stage_words
from desktop.ui.metrics.metric_words import measure_name
from desktop.ui.parts.rows_table import Index, RowsModel


class OverdueModel(RowsModel[Overdue]):
    """The longest overdue first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._metrics: Metrics | None = None

    def show_metrics(self, metrics: Metrics) -> None:
        """Show what is overdue among these."""
        self._metrics = metrics
        self.show_rows(metrics.overdue)

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell."""
        if role != Qt.ItemDataRole.DisplayRole or self._metrics is None:
            return None
        overdue = self.row(index.row())
        return (
            overdue.case_id,
            measure_name(overdue.measure),
            length(overdue.since(self._metrics.at)),
            short(overdue.due),
            overdue.policy_id,
            stage_words(overdue.stage),
        )[index.column()]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (
            self.tr("Case"),
            self.tr("Promise"),
            self.tr("Over by"),
            self.tr("Was due"),
            self.tr("Policy"),
            self.tr("Stage"),
        )


def count_words(metrics: Metrics) -> str:
    """How many there are, and that not all are listed."""
    if not metrics.overdue_count:
        return QCoreApplication.translate("Metrics", "Nothing is overdue in open cases of this period.")
    if metrics.overdue_count == 1:
        return QCoreApplication.translate("Metrics", "1 promise of an open case is overdue.")
    words = Counted().overdue(metrics.overdue_count)
    if metrics.overdue_count > len(metrics.overdue):
        words = Counted().overdue_and_more(metrics.overdue_count)
    return words
