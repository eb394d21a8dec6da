"""The cases, paged from the vault: a row that has not come yet is a placeholder."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.workflows.vault_ports import CasePage, CaseQuery, CaseRow

PAGE = 100
PLACEHOLDER = "…"
ROW_ROLE = int(Qt.ItemDataRole.UserRole)

Reader = Callable[[CaseQuery, int, int, Callable[[CasePage], None]], None]
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CaseListModel(QAbstractTableModel):
    """Title, id, reporter, stage, severity and next due; `read` fetches a page off the UI thread."""

    COLUMNS = ("title", "case_id", "reporter", "stage", "severity", "next_due")

    def __init__(self, read: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._query = CaseQuery()
        self._rows: dict[int, CaseRow] = {}
        self._asked: set[int] = set()
        self._total = 0
        self._generation = 0

    @property
    def query(self) -> CaseQuery:
        """Which cases, in which order."""
        return self._query

    def ask(self, query: CaseQuery) -> None:
        """Show the cases of this query."""
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """Read again; what is shown stays until the new rows are there."""
        self._generation += 1
        self._asked = {0}
        self._request(0)

    def row_of(self, case_id: str) -> int | None:
        """Where a case stands, if its page is there."""
        return next((row for row, case in self._rows.items() if case.case_id == case_id), None)

    def case_at(self, row: int) -> CaseRow | None:
        """The case in a row, if its page is there."""
        return self._rows.get(row)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many cases the query matches."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many facts a row has."""
        return 0 if parent.isValid() else len(self.COLUMNS)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """A fact of a case; asks for its page when it is not there."""
        row = self._rows.get(index.row())
        if row is None:
            self._want(index.row())
            return PLACEHOLDER if role == Qt.ItemDataRole.DisplayRole else None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, self.COLUMNS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (_text(row, column) for column in self.COLUMNS)))
        return None

    def _want(self, row: int) -> None:
        page = row // PAGE
        if page not in self._asked:
            self._asked.add(page)
            self._request(page)

    def _request(self, page: int) -> None:
        generation = self._generation
        self._read(self._query, page * PAGE, PAGE, lambda result: self._on_page(generation, page, result))

    def _on_page(self, generation: int, page: int, result: CasePage) -> None:
        if generation != self._generation:
            return
        if page == 0:
            self.beginResetModel()
            self._rows = dict(enumerate(result.rows))
            self._total = result.total
            self.endResetModel()
            return
        first = page * PAGE
        self._rows |= dict(enumerate(result.rows, start=first))
        last = first + max(len(result.rows), 1) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))


def _text(row: CaseRow, column: str) -> str:
    match column:
        case "title":
            return row.title.line
        case "reporter":
            return row.reporter.line
        case "next_due":
            return row.next_due.isoformat() if row.next_due else ""
        case _:
            return str(getattr(row, column))
