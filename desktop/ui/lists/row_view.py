"""A list whose rows are painted, and wrap anew for every width."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from desktop.ui.lists.row_painter import RowPainter


class RowView(QListView):
    """Named for screen readers; nothing is dragged out of it."""

    def __init__(self, model: QAbstractItemModel, painter: RowPainter, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows whose sentences wrap anew have another height: now, not when Qt gets round to it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
