"""A worksheet: the hits of one search, judged one by one or several at a time."""

from typing import cast

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.domain.events import HitsJudged, Verdict
from desktop.domain.inert import Untrusted
from desktop.ui.audit.hits_model import HitsModel, verdict_words
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel
from desktop.ui.parts.rows_table import RowsTable
from desktop.workflows.investigation.search_code import Worksheet

_HEIGHT_PX = 340


class HitsDialog(ActDialog):
    """Stays open from verdict to verdict."""

    def __init__(self, parent: QWidget, search_id: str) -> None:
        super().__init__(parent, self.tr("Hits of a search"), width=920)
        self._search_id = search_id
        self.concerns = search_id
        self._coverage = InertLabel(Untrusted(""), "small", lines=True)
        self._model = HitsModel(self)
        self.list = RowsTable(self._model, self.tr("Hits"), height=_HEIGHT_PX)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verdict = ChoiceField(self.tr("Verdict on what is selected"), list(verdict_words().items()))
        self.reason = LineField(self.tr("Reason"))
        self.rows.addWidget(self._coverage)
        self.rows.addWidget(self.list, 1)
        fields = (self.verdict, self.reason)
        self.rows.addWidget(FoldingRow(*fields, grow=fields, spacing=14))
        self.finish(self.tr("Record the verdict"), cancel=self.tr("Close"))

    def show_sheet(self, sheet: Worksheet) -> None:
        """Show the hits as they are judged now, and go to the first that is open."""
        hits = sheet.hits
        self._coverage.show_text(Untrusted(sheet.search.coverage))
        self._model.show_rows(hits)
        first = next((row for row, hit in enumerate(hits) if hit.verdict is None), 0)
        self.list.selectionModel().setCurrentIndex(
            self._model.index(first, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.list.setFocus()

    def forget_reason(self) -> None:
        """The next verdict has a reason of its own."""
        self.reason.put("")

    @property
    def act(self) -> HitsJudged:
        """The verdict that is asked for."""
        rows = sorted({index.row() for index in self.list.selectionModel().selectedRows()})
        numbers = tuple(self._model.row(row).number for row in rows)
        return HitsJudged(self._search_id, numbers, cast("Verdict", self.verdict.value), self.reason.value)
