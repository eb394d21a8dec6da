"""The desk: rail, list, reading pane, inspector."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.ui.case.inspector import Inspector
from desktop.ui.case.reading_pane import ReadingPane
from desktop.ui.desk_work import Loaded
from desktop.ui.lists.list_column import ListColumn
from desktop.ui.look.theme import grown
from desktop.ui.pages.custody_errands import CustodyErrands
from desktop.ui.pages.errands import Errands
from desktop.ui.pages.key_errands import KeyErrands
from desktop.ui.pages.rail import Rail
from desktop.ui.session import Session
from desktop.workflows.vault_ports import CaseQuery, DueRow

_INSPECTOR_PX, _WIDEST_INSPECTOR_PX = 286, 350
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
        self.keys = KeyErrands(self, session)
        self.custody = CustodyErrands(self, session)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.rail.chosen.connect(self.show_view)
        self.rail.new_wanted.connect(self.errands.enter_case)
        self.rail.lock_wanted.connect(lock)
        self.list.chosen.connect(session.show_case)
        self.list.due_read.connect(self._on_due_read)
        session.case_shown.connect(self._on_case_shown)
        session.moved_on.connect(self.inspector.go_on)
        session.tab_wanted.connect(self.reading.show_tab)
        session.errand_wanted.connect(self._on_errand_wanted)
        session.policy_wanted.connect(self.errands.ask_policy)
        self.show_view("due")

    def _lay_out(self) -> None:
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for widget in (self.list, self.reading, self.inspector):
            self._split.addWidget(widget)
        self._split.setStretchFactor(1, 1)
        self._share_out()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._split, 1)
        self.inspector.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Share the width out anew for a larger or smaller type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_split"):
            self._share_out()

    def _share_out(self) -> None:
        """The inspector grows with the type, for it holds the shortest lines; the list gives way."""
        inspector = grown(_INSPECTOR_PX, _WIDEST_INSPECTOR_PX)
        for widget, least in ((self.list, 240), (self.reading, 440), (self.inspector, inspector)):
            widget.setMinimumWidth(least)
        self._split.setSizes([282, 540, inspector])

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

    def _on_case_shown(self, loaded: Loaded) -> None:
        self.reading.show_case(loaded)
        self.inspector.show_case(loaded)
        self.inspector.show()
        self.list.select(loaded.view.case.case_id)

    def _on_errand_wanted(self, name: str, about: str) -> None:
        errands: dict[str, Callable[[], None]] = {
            "close": self.errands.close_case,
            "disclosure": self.errands.agree_on_date,
            "key": self.keys.take_key,
            "release": self.errands.release,
            "waiver": lambda: self.errands.waive(about),
        }
        errands[name]()

    def _on_due_read(self, rows: list[DueRow]) -> None:
        owed = [row for row in rows if row.state in ("running", "overdue")]
        self.rail.count_due(len(owed), overdue=any(row.state == "overdue" for row in owed))
