"""What became of each item of a job, one row each; a row with a case leads to it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.intake_work import Item
from desktop.ui.look.sentences import said
from desktop.ui.look.wording import intake_words
from desktop.ui.parts.labels import Words
from desktop.ui.parts.rows_table import Index, RowsModel, RowsTable

_TAKEN = ("opened", "followed-up", "already-there", "done")
_HEIGHT_PX = 300


class ItemsModel(RowsModel[Item]):
    """Rows of items; names of files are shown inert."""

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell; long reasons are read whole in the tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        item = self.row(index.row())
        where = Untrusted(item.where).line or self.tr("Pasted")
        named = self.tr("{file}, {n}").format(file=where, n=item.number) if item.number else where
        why = Untrusted(said(item.why)).line
        return (named, intake_words(item.outcome), item.case_id, why)[index.column()]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (self.tr("From"), self.tr("Outcome"), self.tr("Case"), self.tr("Why"))


class ItemsDialog(Dialog):
    """`case_wanted` names the case of the row that was chosen."""

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget, items: Sequence[Item]) -> None:
        super().__init__(parent, self.tr("What became of each"), width=880)
        self._model = ItemsModel(self)
        self._list = RowsTable(self._model, self.tr("Items"), height=_HEIGHT_PX)
        self._list.activated.connect(self._on_activated)
        left = [item for item in items if item.outcome not in _TAKEN]
        self._only_left = QCheckBox(self.tr("Only what was left ({n})").format(n=len(left)))
        self._only_left.setAccessibleName(self._only_left.text())
        self._only_left.toggled.connect(lambda only: self._show(left if only else items))
        hint = self.tr("Enter on a row opens its case. What was left can be given again.")
        self.rows.addWidget(Words(hint, "muted", wrap=True))
        self.rows.addWidget(self._list, 1)
        self.rows.addWidget(self._only_left)
        self._only_left.setVisible(0 < len(left) < len(items))
        self._show(items)
        self.finish(self.tr("Close"))

    def _show(self, items: Sequence[Item]) -> None:
        self._model.show_rows(items)
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus()

    def _on_activated(self, index: QModelIndex) -> None:
        case_id = self._model.row(index.row()).case_id
        if case_id:
            self.case_wanted.emit(case_id)
            self.accept()
