"""A table of rows that are all at hand: columns as wide as their words, the last one takes the rest."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

Index = QModelIndex | QPersistentModelIndex
_Row = TypeVar("_Row")
_LOOKED_AT = 60
"""Rows whose words say how wide a column is: of thousands, looking at all would stop the window."""


class RowsModel(QAbstractTableModel, Generic[_Row]):
    """Whoever derives from it says what the titles and the `data` of a cell are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[_Row] = ()
        self._columns = len(self.titles())

    def show_rows(self, rows: Sequence[_Row]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> _Row:
        """What stands in a row."""
        return self._rows[number]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each title."""
        return 0 if parent.isValid() else self._columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | int | None:
        """The titles."""
        titled = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.titles()[section] if titled else None


class RowsTable(QTreeView):
    """Shows such a model; named for screen readers.

    Qt asks how wide the words are whenever anything moves; only other words or another type answer anew.
    """

    def __init__(self, model: QAbstractItemModel, name: str, *, height: int) -> None:
        super().__init__()
        self._widths: dict[int, int] = {}
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(height)
        self.header().setResizeContentsPrecision(_LOOKED_AT)
        model.dataChanged.connect(lambda *_which: self._widths.clear())
        self.setModel(model)
        for column in range(model.columnCount() - 1):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def doItemsLayout(self) -> None:
        """Other rows, or the same in another type, are measured anew."""
        self._widths.clear()
        super().doItemsLayout()

    def sizeHintForColumn(self, column: int) -> int:
        """As wide as its words; less than nothing before its rows are laid out."""
        width = self._widths.get(column, -1)
        if width < 0:
            width = self._widths[column] = super().sizeHintForColumn(column)
        return width
