"""The list of the palette: two lines to an entry, its key on the right."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from desktop.ui.lists.paged_model import ROW_ROLE, Index
from desktop.ui.lists.row_painter import Line, RowPainter
from desktop.ui.palette.entry import Entry

_NOWHERE = QModelIndex()


class EntryModel(QAbstractListModel):
    """What is offered now."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Offer these instead."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The entry, or its words."""
        entry = self.entries[index.row()]
        if role == ROW_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return None


class EntryPainter(RowPainter):
    """What cannot be done now is quiet, and says why."""

    def __init__(self) -> None:
        super().__init__(lambda: datetime.min.replace(tzinfo=UTC))

    def lines_of(self, row: object, _now: datetime) -> tuple[Line, ...]:
        """The words of an entry."""
        assert isinstance(row, Entry)
        title = Line(row.title, "muted" if row.why_not else "ink", right=row.keys, right_first=True)
        return (title, Line(row.why_not or row.kind, "muted"))
