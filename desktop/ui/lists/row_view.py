"""A list whose rows are painted, and wrap anew for every width."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from desktop.ui.lists.row_painter import RowPainter


class RowView(QListView):
    """Named for screen readers; nothing is dragged out of it. Ctrl or Shift with a click chooses it."""

    ticked = Signal(QModelIndex)
    """A row that is to be chosen, or no longer."""
    stretched = Signal(QModelIndex, QModelIndex)
    """From the row under the cursor to another one."""

    def __init__(self, model: QAbstractItemModel, painter: RowPainter, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click with a modifier reads nothing."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.ticked.emit(index)
        elif index.isValid() and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.stretched.emit(self.currentIndex() if self.currentIndex().isValid() else index, index)
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nor does its end."""
        if not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows whose sentences wrap anew have another height: now, not when Qt gets round to it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
