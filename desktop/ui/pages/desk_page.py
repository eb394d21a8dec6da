"""The desk: rail, list, reading pane, inspector."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from desktop.domain.retention.rules import RETENTION
from desktop.ui.case.inspector import Inspector
from desktop.ui.case.reading_pane import ReadingPane
from desktop.ui.desk_sizes import DeskSizes, KeptSizes
from desktop.ui.desk_work import Loaded
from desktop.ui.exchange.conflict_notice import ConflictNotice
from desktop.ui.exchange.exchange_errands import is_bundle
from desktop.ui.lists.list_column import ListColumn
from desktop.ui.look.team_words import roles_words
from desktop.ui.look.theme import grown
from desktop.ui.pages.desk_errands import DeskErrands
from desktop.ui.pages.desk_pages import DeskPages
from desktop.ui.pages.errand_table import errands_of
from desktop.ui.pages.policy_pages import join_policy_errands
from desktop.ui.pages.rail import JOURNAL, METRICS, POLICIES, QUERIES, Rail
from desktop.ui.palette.recent import CASE, Recent
from desktop.ui.parts.layout import column, holds_focus
from desktop.ui.policies.offer_bar import OfferBar
from desktop.ui.session import Session
from desktop.workflows.ports import Desk
from desktop.workflows.team.guarded_vault import reads, roles_of

_INSPECTOR_PX, _WIDEST_INSPECTOR_PX = 286, 350
_MINUTE_MS = 60_000
"""The smallest step in which the desk tells how far away a promise is."""


class DeskPage(QWidget):
    """Joins the four columns; `lock` is what the rail's button does."""

    def __init__(
        self, session: Session, lock: Callable[[], None], folder: str, sizes: DeskSizes | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.kept = KeptSizes(self, sizes or DeskSizes())
        self.rail = Rail(session.desk.handler)
        self.list = ListColumn(session)
        self.reading = ReadingPane(session)
        self.inspector = Inspector(session)
        self.pages = DeskPages(self)
        self.conflicts = ConflictNotice(session.act)
        self.offer_bar = OfferBar()
        self.errands = DeskErrands(self, folder)
        self.recent = Recent(self, session.desk.vault, session.background)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._case = QWidget()
        self._pages = QStackedWidget()
        self._view = "due"
        self.view = "due"
        """The view of the rail that was chosen last."""
        self._lay_out()
        self._join(lock)
        self.minute = QTimer(self, interval=_MINUTE_MS)
        self.minute.timeout.connect(session.let_time_pass)
        self.minute.start()
        self._begin_for(session.desk)
        self.reading.tabs.make_ready()  # the first case is not waited for then

    def _begin_for(self, desk: Desk) -> None:
        """Offer what whoever works here may see, and begin there."""
        cases, journal = reads(desk.vault, "cases"), reads(desk.vault, "journal")
        self.rail.offer(cases=cases, journal=journal)
        self.rail.name_handler(desk.handler, roles_words(roles_of(desk.vault)))
        self.show_view("due" if cases else JOURNAL)

    def _join(self, lock: Callable[[], None]) -> None:
        """Let the columns hear of each other."""
        session = self.session
        self.rail.chosen.connect(self.show_view)
        self.rail.filters.chosen.connect(self.show_filter)
        self.errands.filters.kept.connect(self._on_filter_kept)
        self.rail.new_wanted.connect(self.errands.cases.enter_case)
        self.rail.lock_wanted.connect(lock)
        self.list.chosen.connect(session.show_case)
        self.list.opened.connect(self.open_promise)
        self.list.act_wanted.connect(lambda name: errands_of(self, "")[name]())
        self.list.calendar_wanted.connect(self.errands.promises.save_calendar)
        self.list.due_read.connect(self.rail.count_urgent)
        join_policy_errands(self)
        session.case_shown.connect(self._on_case_shown)
        session.judged.connect(self.inspector.judge)
        session.judged.connect(self.reading.tabs.judge)
        session.tab_wanted.connect(self.show_tab)
        session.errand_wanted.connect(lambda name, about: errands_of(self, about)[name]())
        session.policy_wanted.connect(self.errands.cases.ask_policy)
        session.items_wanted.connect(self.errands.cases.show_items)
        session.sent_found.connect(self.errands.sent.ask)
        self.errands.versions.taken.connect(self.reading.take_versions)
        self.inspector.telling.connect(self.errands.embargo.tell)
        self.reading.tabs.join("thread", lambda tab: self.kept.watch("thread", tab.parts))
        self.reading.tabs.join("advisory", lambda form: self.kept.watch("advisory", form.parentWidget()))
        self.reading.tabs.join("audit", lambda form: form.searching.connect(self.errands.audit.search))
        self.reading.tabs.join("fix", self.errands.fixes.attend)

    def join_page(self, page: QWidget) -> None:
        """Take in a page that can be shown."""
        self._pages.addWidget(page)

    def show_page(self, page: QWidget, view: str = POLICIES) -> None:
        """Show a page that belongs to the policies, or to a view, or to none."""
        self.session.stay_away()
        if view:
            self.rail.choose(view)
        self._pages.setCurrentWidget(page)

    def _lay_out(self) -> None:
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        middle = column(self._case)
        middle.addWidget(self.offer_bar)
        middle.addWidget(self.conflicts)
        middle.addWidget(self.reading, 1)
        for widget in (self.list, self._case, self.inspector):
            self._split.addWidget(widget)
        self._split.setStretchFactor(1, 1)
        self.kept.watch("desk", self._split)
        self._share_out()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        self._pages.addWidget(self._split)
        row.addWidget(self._pages, 1)
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
        if not self.at_home:
            self._split.setSizes(self.kept.of("desk", self._split) or [282, 540, inspector])

    def show_view(self, view: str) -> None:
        """Show a view of the rail."""
        self.session.stay_away()
        self.view = view
        self.rail.choose(view)
        apart: dict[str, tuple[Callable[[], QWidget], Callable[[], None]]] = {
            POLICIES: (self.pages.policies, self.errands.policies.read),
            METRICS: (self.pages.metrics, self.errands.metrics.look),
            JOURNAL: (self.pages.journal, self.errands.journal.look),
        }
        if view in apart:
            page, read = apart[view]
            self._pages.setCurrentWidget(page())
            read()
            return
        self._pages.setCurrentWidget(self._split)
        self._view = view
        self._stand_alone(view == "due")
        if view == "due":
            self.list.show_due()
        else:
            self.list.show_cases(self.rail.title_of(view), QUERIES[view])

    def show_filter(self, name: str, text: str) -> None:
        """Show the cases of a saved filter."""
        self.session.stay_away()
        self._pages.setCurrentWidget(self._split)
        self._view = self.view = "all"
        self._stand_alone(False)
        self.list.show_filter(name, text)

    def _on_filter_kept(self, name: str, text: str) -> None:
        """Who saves what all cases were narrowed to looks at that filter from now on."""
        if self.view == "all" and self.list.filter_text == text:
            self.rail.filters.choose(name)
            self.show_filter(name, text)

    def find_words(self) -> None:
        """Find words in the text that is being read, else search the cases."""
        reader = self.reading.reader
        if reader is not None and self.case_in_sight and holds_focus(self.reading):
            reader.look_for()
        else:
            self.search()

    def search(self) -> None:
        """Begin to search, from whatever page."""
        self._come_back()
        if self.at_home:
            self.show_view("all")
        self.list.search()

    @property
    def at_home(self) -> bool:
        """Whether the promises have the page to themselves, with no case in sight."""
        return self.list.alone

    def open_promise(self, case_id: str, policy_id: str, clock: str) -> None:
        """Read a case at one of its clocks; the vault's own clocks lead to what keeps them."""
        if case_id:
            self.session.show_case(case_id, f"{policy_id}/{clock}")
        elif clock == RETENTION:
            self.errands.retention.begin()
        else:
            self.errands.custody.keep(policy_id, clock)

    def read(self) -> None:
        """Read the case in view, or open the promise under the cursor."""
        metrics = self.pages.metrics.made
        if metrics is not None and metrics is self._pages.currentWidget() and metrics.open_current():
            return
        if self.at_home or self.list.due_view.hasFocus():
            self.list.open_current()
        else:
            self._come_back()
            self.reading.read()

    def _stand_alone(self, alone: bool) -> None:
        self.list.alone = alone
        self._case.setVisible(not alone)
        self.inspector.setVisible(not alone and self.session.view is not None)
        if not alone:
            self._share_out()

    def _come_back(self) -> None:
        if self._pages.currentWidget() is not self._split:
            self.show_view(self._view)

    def shut(self) -> None:
        """Keep what is half typed, and close what is open over the page."""
        self.minute.stop()
        self.errands.sent.forget()
        self.reading.flush()
        self.session.words.keep()
        self.errands.editing.keep()
        self.errands.proposing.keep()
        for dialog in self.findChildren(QDialog):
            dialog.close()  # one that holds a draft keeps it before the vault closes

    def take_in(self, messages: Sequence[Path | bytes]) -> None:
        """What was dropped: a bundle of another handler is looked at, all else is taken for reports."""
        bundles = [path for path in messages if is_bundle(path)]
        for path in bundles[:1]:
            self.errands.exchange.look_at(path)
        if not bundles:
            self.session.receive(messages)

    def work_as(self, desk: Desk) -> None:
        """Go on under another name: what is recorded from now on bears it."""
        self.session.desk = desk
        self.rail.name_handler(desk.handler)

    def show_tab(self, tab: str, what: str = "") -> None:
        """Show a tab of the case in view, if there is one."""
        if self.session.view is not None:
            self._come_back()
            self._stand_alone(False)
            self.reading.show_tab(tab, what)

    @property
    def case_in_sight(self) -> bool:
        return not self.at_home and self._pages.currentWidget() is self._split

    @property
    def chosen_in_sight(self) -> tuple[str, ...]:
        """The cases that are chosen for an act on many; none while another page covers their list."""
        return self.list.choosing.cases.ids if self._pages.currentWidget() is self._split else ()

    def _on_case_shown(self, loaded: Loaded) -> None:
        intent = loaded.intent
        if intent.look:
            self.recent.put(f"{CASE}{loaded.view.case.case_id}")
        self.reading.show_case(loaded)
        self.inspector.show_case(loaded)
        self.conflicts.show_case(loaded.view)
        if intent.look:
            self._come_back()
            if self.at_home or self.inspector.isHidden():
                self._stand_alone(False)
        if not self.at_home:
            self.list.select(loaded.view.case.case_id, reveal=intent.look)
        if intent.promise:
            tab = "thread" if intent.promise.startswith("/") else "timeline"  # the house has no policy's id
            self.reading.show_tab(tab, intent.promise)
        if intent.move_on and self.case_in_sight:
            self.inspector.go_on()
