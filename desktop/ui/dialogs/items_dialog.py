"""What became of each item that was dropped, one row each; a row with a case leads to it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTreeView, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.intake_work import Item
from desktop.ui.look.wording import intake_words
from desktop.ui.parts.labels import Words

_TAKEN = ("opened", "followed-up", "already-there")
_Index = QModelIndex | QPersistentModelIndex


class ItemsModel(QAbstractTableModel):
    """Rows of items; names of files are shown inert."""

    def __init__(self, items: Sequence[Item], parent: QWidget) -> None:
        super().__init__(parent)
        self._items = items

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each item."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Where, what, which case, why."""
        return 0 if parent.isValid() else len(self._titles())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | None:
        """The titles."""
        titled = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._titles()[section] if titled else None

    def data(self, index: _Index, role: int = 0) -> str | None:
        """A cell; long reasons are read whole in the tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        item = self._items[index.row()]
        where = Untrusted(item.where).line or self.tr("Pasted")
        named = self.tr("{file}, {n}").format(file=where, n=item.number) if item.number else where
        return (named, intake_words(item.outcome), item.case_id, Untrusted(item.why).line)[index.column()]

    def item(self, row: int) -> Item:
        """The item in a row."""
        return self._items[row]

    def _titles(self) -> tuple[str, ...]:
        return (self.tr("From"), self.tr("Outcome"), self.tr("Case"), self.tr("Why"))


class ItemsDialog(Dialog):
    """`case_wanted` names the case of the row that was chosen."""

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget, items: Sequence[Item]) -> None:
        super().__init__(parent, self.tr("What became of each"), width=880)
        self._items = items
        self._list = QTreeView()
        self._list.setAccessibleName(self.tr("Items"))
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setMinimumHeight(300)
        self._list.activated.connect(self._on_activated)
        left = [item for item in items if item.outcome not in _TAKEN]
        self._only_left = QCheckBox(self.tr("Only what was not taken in ({n})").format(n=len(left)))
        self._only_left.setAccessibleName(self._only_left.text())
        self._only_left.toggled.connect(lambda only: self._show(left if only else items))
        hint = self.tr("Enter on a row opens its case. What was not taken in can be given again.")
        self.rows.addWidget(Words(hint, "muted", wrap=True))
        self.rows.addWidget(self._list, 1)
        self.rows.addWidget(self._only_left)
        self._only_left.setVisible(0 < len(left) < len(items))
        self._show(items)
        self.finish(self.tr("Close"))

    def _show(self, items: Sequence[Item]) -> None:
        self._model = ItemsModel(items, self)
        self._list.setModel(self._model)
        header = self._list.header()
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus()

    def _on_activated(self, index: QModelIndex) -> None:
        case_id = self._model.item(index.row()).case_id
        if case_id:
            self.case_wanted.emit(case_id)
            self.accept()
