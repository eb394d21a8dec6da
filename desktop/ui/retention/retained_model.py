"""Closed cases whose content may go, as rows."""

from PySide6.QtCore import QCoreApplication, Qt

from desktop.domain.events import Purgeable
from desktop.ui.look.instants import short
from desktop.ui.parts.rows_table import Index, RowsModel
from desktop.workflows.retention.list_retained import PastItsTime


def purge_words(what: Purgeable) -> str:
    """What a purge takes away."""
    return {
        "everything": QCoreApplication.translate("Retention", "Everything that was written"),
        "report": QCoreApplication.translate("Retention", "What came from outside, and letters"),
        "reporter": QCoreApplication.translate("Retention", "Who the people are"),
    }[what]


class RetainedModel(RowsModel[PastItsTime]):
    """The longest due first."""

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        past = self.row(index.row())
        held = self.tr("Nothing: a legal hold keeps it")
        return (
            past.case.case_id,
            short(past.case.closed_at),
            short(past.due),
            held if past.case.held else purge_words(past.rule.what),
            past.case.title.line,
        )[index.column()]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (self.tr("Case"), self.tr("Closed"), self.tr("Due"), self.tr("What goes"), self.tr("Title"))
