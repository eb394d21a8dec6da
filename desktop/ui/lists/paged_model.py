"""Lists that page: a row that has not come yet is a placeholder, and is asked for once, off the UI thread."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

PAGE = 100
PLACEHOLDER = "…"
ROW_ROLE = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

Arrived = Callable[[int, Sequence[Any]], None]
"""Takes the number of all rows, and those of the page."""


class PagedModel(QAbstractTableModel):
    """Rows by number; `COLUMNS` name the facts of a row."""

    COLUMNS: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, Any] = {}
        self._asked: set[int] = set()
        self._total = 0
        self._generation = 0

    @abstractmethod
    def fetch(self, offset: int, limit: int, then: Arrived) -> None:
        """Read rows in the background, then tell."""

    @abstractmethod
    def text(self, row: Any, column: str) -> str:
        """A fact of a row in words."""

    def spoken(self, row: Any) -> str:
        """The whole row in words, for a screen reader."""
        return ", ".join(filter(None, (self.text(row, column) for column in self.COLUMNS)))

    def refresh(self) -> None:
        """Read again; what is shown stays until the new rows are there."""
        self._generation += 1
        self._asked = {0}
        self._request(0)

    def row_of(self, case_id: str) -> int | None:
        """Where a case stands first, if its page is there."""
        return next((number for number, row in self._rows.items() if row.case_id == case_id), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are, read or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many facts a row has."""
        return 0 if parent.isValid() else len(self.COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """A fact of a row; asks for its page when it is not there."""
        row = self._rows.get(index.row())
        if row is None:
            self._want(index.row())
            return PLACEHOLDER if role == Qt.ItemDataRole.DisplayRole else None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, self.COLUMNS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return None

    def _want(self, row: int) -> None:
        page = row // PAGE
        if page not in self._asked:
            self._asked.add(page)
            self._request(page)

    def _request(self, page: int) -> None:
        generation = self._generation
        self.fetch(page * PAGE, PAGE, lambda total, rows: self._on_page(generation, page, total, rows))

    def _on_page(self, generation: int, page: int, total: int, rows: Sequence[Any]) -> None:
        if generation != self._generation:
            return
        if page == 0:
            self.beginResetModel()
            self._rows = dict(enumerate(rows))
            self._total = total
            self.endResetModel()
            return
        first = page * PAGE
        self._rows |= dict(enumerate(rows, start=first))
        last = first + max(len(rows), 1) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
