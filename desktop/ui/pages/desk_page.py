"""The desk: rail, list, reading pane, inspector."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.ui.case.inspector import Inspector
from desktop.ui.case.reading_pane import TABS, ReadingPane
from desktop.ui.desk_work import Loaded
from desktop.ui.lists.list_column import ListColumn
from desktop.ui.pages.errands import Errands
from desktop.ui.pages.rail import Rail
from desktop.ui.session import Session
from desktop.workflows.vault_ports import CaseQuery, DueRow

_QUERIES = {
    "inbox": CaseQuery(stage="Intake", open_only=True),
    "open": CaseQuery(open_only=True),
    "advisory": CaseQuery(stage="Advisory"),
    "all": CaseQuery(),
}


class DeskPage(QWidget):
    """Joins the four columns; `lock` is what the rail's button does."""

    def __init__(self, session: Session, lock: Callable[[], None], folder: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.rail = Rail(session.desk.handler)
        self.list = ListColumn(session)
        self.reading = ReadingPane(session)
        self.inspector = Inspector(session)
        self.errands = Errands(self, session, folder)
        self._lay_out()
        self.rail.chosen.connect(self.show_view)
        self.rail.new_wanted.connect(self.errands.enter_case)
        self.rail.lock_wanted.connect(lock)
        self.list.chosen.connect(session.show_case)
        self.list.due_read.connect(self._on_due_read)
        session.case_shown.connect(self._on_case_shown)
        session.moved_on.connect(self.inspector.go_on)
        session.tab_wanted.connect(self._on_tab_wanted)
        session.policy_wanted.connect(self.errands.ask_policy)
        self.show_view("due")

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for widget, least in ((self.list, 240), (self.reading, 440), (self.inspector, 264)):
            widget.setMinimumWidth(least)
            split.addWidget(widget)
        split.setSizes([282, 540, 286])
        split.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(split, 1)
        self.inspector.hide()

    def show_view(self, view: str) -> None:
        """Show a view of the rail."""
        self.rail.choose(view)
        if view == "due":
            self.list.show_due()
        else:
            self.list.show_cases(self.rail.title_of(view), _QUERIES[view])

    def show_tab(self, tab: str, what: str = "") -> None:
        """Show a tab of the case in view, if there is one."""
        if self.session.view is not None:
            self.reading.show_tab(tab, what)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the rail's icons again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "rail"):
            self.rail.recolour()

    def _on_case_shown(self, loaded: Loaded) -> None:
        self.reading.show_case(loaded)
        self.inspector.show_case(loaded)
        self.inspector.show()
        self.list.select(loaded.view.case.case_id)

    def _on_tab_wanted(self, tab: str, what: str) -> None:
        if what == "close":
            self.errands.close_case()
        elif tab in TABS:
            self.reading.show_tab(tab, what)
        else:
            self.errands.run(tab)

    def _on_due_read(self, rows: list[DueRow]) -> None:
        owed = [row for row in rows if row.state in ("running", "overdue")]
        self.rail.count_due(len(owed), overdue=any(row.state == "overdue" for row in owed))
