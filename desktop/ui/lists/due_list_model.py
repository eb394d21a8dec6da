"""Every promise that asks for something, across all cases, earliest first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.ui.lists.case_list_model import ROW_ROLE
from desktop.workflows.vault_ports import DueRow

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
URGENT = ("overdue", "running")


class DueListModel(QAbstractListModel):
    """One promise to a row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[DueRow] = ()

    def show_rows(self, rows: Sequence[DueRow]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_of(self, case_id: str) -> int | None:
        """The first promise of a case."""
        return next((i for i, row in enumerate(self._rows) if row.case_id == case_id), None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many promises ask for something."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """A promise, for the painter or in words."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.sentence} {row.case_id}, {row.title.line}"
        return None
