"""The second column: promises or cases, with search and order; one is selected."""

import msgspec
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.inert import Untrusted
from desktop.ui.lists.case_list_model import CaseListModel
from desktop.ui.lists.case_orders import Order, orders
from desktop.ui.lists.choosing import Choosing
from desktop.ui.lists.due_list_model import DueListModel
from desktop.ui.lists.due_painter import DuePainter
from desktop.ui.lists.due_words import counted
from desktop.ui.lists.empty_list import EmptyList
from desktop.ui.lists.list_reading import ListReading
from desktop.ui.lists.paged_model import PAGE, ROW_ROLE
from desktop.ui.lists.row_painter import CasePainter
from desktop.ui.lists.row_view import RowView
from desktop.ui.lists.search_line import SearchLine
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.choice_box import ChoiceBox
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import column
from desktop.ui.session import Session
from desktop.workflows.vault_ports import CaseQuery


class ListColumn(QWidget):
    """Shows one of two lists; `chosen` names the case that is to be read.

    As long as it is `alone`, with the whole page to itself, walking over promises opens nothing: Return or a
    click does.
    """

    chosen = Signal(str)
    opened = Signal(str, str, str)
    """A case, a policy and its clock; without a case it is one of the vault's own."""
    calendar_wanted = Signal()
    act_wanted = Signal(str)
    """What an empty list proposes: new-case, open-reports, all-cases."""
    due_read = Signal(object)
    """An Urgent."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._selected = ""
        self._following = False
        self._on_due = True
        self.alone = False
        self._reached = False
        self._title = Words(look="title")
        self._count = InertLabel(look="small")
        self._reading = ListReading(session)
        self.cases = CaseListModel(self._reading.page)
        self.promises = DueListModel(self._reading.due)
        self._painters = (CasePainter(lambda: session.present), DuePainter(lambda: session.present))
        self.case_view = RowView(self.cases, self._painters[0], self.tr("Cases"))
        self.due_view = RowView(self.promises, self._painters[1], self.tr("Promises"))
        self.choosing = Choosing(self, (self.case_view, self.due_view), self._reading)
        self._which = ChoiceBox(self.tr("Which promises"))
        self._calendar = IconButton("calendar", self.tr("Save as a calendar…"), self.calendar_wanted.emit)
        self._search = SearchLine()
        self._order = ChoiceBox(self.tr("Order of the cases"))
        self._empty = EmptyList(self._search)
        self._of_cases = FoldingRow(self._search, self._order, grow=(self._search,), spacing=6, least=10)
        self._lay_out()
        for view in (self.case_view, self.due_view):
            view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.case_view.clicked.connect(self._choose)
        self.due_view.clicked.connect(self._open)
        self.due_view.activated.connect(self._open)
        self.cases.modelReset.connect(self._after_reading)
        self.promises.modelReset.connect(self._after_reading)
        self.cases.arrived.connect(self._on_arrived)
        self.promises.arrived.connect(self._on_arrived)
        session.changed.connect(self.refresh)
        for judged in (session.case_shown, session.judged):
            judged.connect(lambda _case: self._shown.viewport().update())

    def _lay_out(self) -> None:
        self._search.asked.connect(self._on_query_changed)
        self._order.setObjectName("order")
        for key, words in orders():
            self._order.addItem(words, key)
        self._order.activated.connect(lambda _index: self._on_query_changed())
        self._which.setObjectName("order")
        self._which.addItem(self.tr("What is owed"), False)
        self._which.addItem(self.tr("Everything"), True)
        self._which.activated.connect(lambda _i: self.promises.show_everything(self._which.currentData()))
        self._empty.wanted.connect(self.act_wanted)
        self._empty.everything_wanted.connect(self._show_everything)
        head = FoldingRow(self._title, self._count, grow=(self._count,), spacing=12)
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(self._of_cases, 1)
        tools.addWidget(self._which)
        tools.addStretch(0)
        tools.addWidget(self._calendar)
        top = QVBoxLayout()
        top.setContentsMargins(14, 16, 12, 10)
        top.setSpacing(10)
        top.addWidget(head)
        top.addLayout(tools)
        top.addWidget(self._search.sentence)
        rows = column(self)
        rows.addLayout(top)
        rows.addWidget(self.choosing.bar)
        rows.addWidget(self._empty, 1)
        rows.addWidget(self.case_view, 1)
        rows.addWidget(self.due_view, 1)

    # --- what is shown -------------------------------------------------------------------------------

    def show_due(self) -> None:
        """Every promise that asks for something."""
        self._title.say(self.tr("Due"))
        self._show(self.due_view)
        self.choosing.of(None)
        self.refresh()

    def show_cases(self, title: str, query: CaseQuery) -> None:
        """The cases of a query."""
        self._title.say(title)
        self._show(self.case_view)
        self._search.leave_saved()
        self.cases.ask(self._as_chosen(query))
        self._read_due()

    def show_filter(self, title: str, text: str) -> None:
        """The cases of a saved filter, which stands in the search line."""
        self.show_cases(title, CaseQuery())
        self._search.put(text)
        self._on_query_changed()

    @property
    def filter_text(self) -> str:
        """What stands in the search line."""
        return self._search.written

    def tick(self) -> None:
        """Choose the row under the cursor for an act on many, or no longer, and go to the next."""
        self._shown.ticked.emit(self._shown.currentIndex())
        self.step(1)

    def refresh(self) -> None:
        """Read what is shown again."""
        self.cases.refresh()
        self._read_due()

    def search(self) -> None:
        """Begin to search."""
        if self._on_due:
            self.show_cases(self.tr("All cases"), CaseQuery())
        self._search.setFocus()
        self._search.selectAll()

    def step(self, by: int) -> None:
        """Select the next or the previous row."""
        view = self._shown
        count, current = view.model().rowCount(), view.currentIndex()
        row = current.row() + by
        if by > 0 and current.isValid() and not view.selectionModel().isSelected(current):
            row = current.row()  # the one that was here is gone, and the next stands in its place
        if count:
            wanted = view.model().index(min(max(row, 0), count - 1), 0)
            view.setCurrentIndex(wanted)
            self._choose(wanted)

    def select(self, case_id: str, *, reveal: bool = True) -> None:
        """Mark the case that is being read, without reading it again, and bring it into sight."""
        self._selected = case_id
        self._mark()
        for view in (self.case_view, self.due_view) if reveal else ():
            if view.selectionModel().hasSelection():
                view.scrollTo(view.currentIndex())

    def _mark(self) -> None:
        """Mark the case that is being read; the list stays where it is."""
        self._following = True
        for view, row in (
            (self.case_view, self.cases.row_of(self._selected)),
            (self.due_view, self.promises.row_of(self._selected)),
        ):
            if view is self.due_view and self.alone:
                continue  # there a person walks over promises without reading any case
            current = view.currentIndex()
            view.setAutoScroll(False)
            if row is None:
                view.selectionModel().clearSelection()
            elif getattr(current.data(ROW_ROLE), "case_id", "") != self._selected:
                view.setCurrentIndex(view.model().index(row, 0))
            else:
                view.selectionModel().select(current, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            view.setAutoScroll(True)
        self._following = False

    @property
    def _shown(self) -> RowView:
        return self.due_view if self._on_due else self.case_view

    def _show(self, view: RowView) -> None:
        self._on_due = view is self.due_view
        self.choosing.cases.clear()
        of_promises: tuple[QWidget, ...] = (self._which, self._calendar)
        for widget in (self._of_cases, *of_promises):
            widget.setVisible(self._on_due == (widget in of_promises))
        self._search.sentence.setVisible(bool(self._search.sentence.text()) and not self._on_due)
        self._say_count()

    def _show_everything(self) -> None:
        self._which.setCurrentIndex(1)
        self.promises.show_everything(True)

    def _read_due(self) -> None:
        self.promises.refresh()
        self._reading.urgent(self.due_read.emit)

    # --- results -------------------------------------------------------------------------------------

    def _on_query_changed(self) -> None:
        self.cases.ask(self._as_chosen(self.cases.query))

    def _as_chosen(self, query: CaseQuery) -> CaseQuery:
        """The query with what stands in the search line, in the order that is chosen."""
        order: Order = self._order.currentData()
        asked = msgspec.structs.replace(
            query, wanted=self._search.wanted, order=order, descending=order == "received"
        )
        self.choosing.of(asked)
        return asked

    def _after_reading(self) -> None:
        if self._selected:
            self.select(self._selected)
        self._say_count()

    def _on_arrived(self) -> None:
        if self._selected:
            self._mark()
        self._say_count()

    def _say_count(self) -> None:
        count = self._shown.model().rowCount()
        counted = self._counted(count) if count else ""
        self._count.show_text(Untrusted(counted))
        self._count.setToolTip(counted)
        # To know the height of each row, a view reads them all: that is cheap within a page.
        self.due_view.setUniformItemSizes(self.promises.rowCount() > PAGE)
        held = any(w.hasFocus() for w in (self.case_view, self.due_view, self._empty.button))
        self._empty.setVisible(not count)
        if not count and self._on_due:
            self._empty.tell_of_due(
                any_case=bool(self.cases.rowCount()), all_=bool(self._which.currentData())
            )
        elif not count:
            self._empty.tell_of_cases(self.cases.query, self._title.text())
        for view in (self.case_view, self.due_view):
            view.setVisible(bool(count) and view is self._shown)
        if held:  # Qt would give the keyboard to whatever comes next
            (self._shown if count else self._empty.button).setFocus()
        if count and self.isVisible() and not self._reached and not self._selected:
            self._reached = True
            self._shown.setFocus()

    def _counted(self, count: int) -> str:
        if not self._on_due:
            return str(count)
        if self._which.currentData():
            return self.tr("%n in all", "", count)
        return counted(count, self.promises.may_apply, self.promises.may_go_on)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._choose(current)

    def _choose(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE)
        case_id = getattr(row, "case_id", "")
        walking = self.alone and self._on_due
        if case_id and not self._following and not walking and case_id != self._selected:
            self._selected = case_id
            self.chosen.emit(case_id)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.opened.emit(row.case_id, row.policy_id, row.clock)

    def open_current(self) -> None:
        """Open the promise under the cursor at its clock."""
        if self._on_due:
            self._open(self.due_view.currentIndex())
