"""Choosing cases in a list: one by a key or with Ctrl, a stretch with Shift, or all of a query."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject

from desktop.ui.lists.chosen_bar import ChosenBar
from desktop.ui.lists.chosen_cases import ChosenCases
from desktop.ui.lists.list_reading import ListReading
from desktop.ui.lists.paged_model import ROW_ROLE, PagedModel
from desktop.ui.lists.row_view import RowView
from desktop.workflows.vault_ports import CaseQuery


class Choosing(QObject):
    """Joins what is chosen to the views that show it, and to the bar that says what can be done with it."""

    def __init__(self, parent: QObject, views: Sequence[RowView], reading: ListReading) -> None:
        super().__init__(parent)
        self.cases = ChosenCases(self)
        self.bar = ChosenBar(self.cases)
        self._reading = reading
        self._query: CaseQuery | None = None
        for view in views:
            view.ticked.connect(self._on_ticked)
            view.stretched.connect(self._on_stretched)
            model = view.model()
            assert isinstance(model, PagedModel)
            model.chosen = self.cases
            self.cases.changed.connect(view.viewport().update)
        self.bar.all_wanted.connect(self._on_all_wanted)

    def of(self, query: CaseQuery | None) -> None:
        """What "all" means: the cases of this query; None where the list is not one of cases."""
        self._query = query
        self.bar.offer_all(query is not None)

    def _on_ticked(self, index: QModelIndex) -> None:
        self.cases.toggle(_case_at(index))

    def _on_stretched(self, first: QModelIndex, last: QModelIndex) -> None:
        begins, ends = sorted((first.row(), last.row()))
        self.cases.add(_case_at(last.siblingAtRow(row)) for row in range(begins, ends + 1))

    def _on_all_wanted(self) -> None:
        """Choose them once the vault has named them, unless another list or none is chosen by then."""
        query = self._query

        def choose(case_ids: Sequence[str]) -> None:
            if query == self._query and self.cases.ids:
                self.cases.add(case_ids)

        if query is not None:
            self._reading.ids(query, choose)


def _case_at(index: QModelIndex) -> str:
    return str(getattr(index.data(ROW_ROLE), "case_id", ""))
