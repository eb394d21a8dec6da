"""The table of a matrix: a key leads from a row to the fields that say something of it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.parts.rows_table import RowsTable

_HEIGHT_PX, _LEAST_PX = 300, 150
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class MatrixTable(RowsTable):
    """`edit_wanted` comes with Enter, F2 or a double click."""

    edit_wanted = Signal()

    def __init__(self, model: QAbstractTableModel, name: str) -> None:
        super().__init__(model, name, height=_LEAST_PX)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.connect(lambda _index: self.edit_wanted.emit())

    def sizeHint(self) -> QSize:
        """As high as it should be; it gives way on a small screen."""
        return QSize(super().sizeHint().width(), _HEIGHT_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """These keys say something of the row; in a dialog, Enter would record what is not chosen yet."""
        if event.key() in _KEYS and self.currentIndex().isValid():
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def choose(self, rows: Sequence[int]) -> None:
        """Select these at once: thousands, one by one, would stop the window."""
        if not rows:
            return
        chosen, last = QItemSelection(), self.model().columnCount() - 1
        begin = rows[0]
        for row, after in zip(rows, (*rows[1:], -1), strict=True):
            if after != row + 1:
                chosen.select(self.model().index(begin, 0), self.model().index(row, last))
                begin = after
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(rows[0], 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The rows that are selected."""
        return tuple(sorted({index.row() for index in self.selectionModel().selectedRows()}))
