"""The tabs of a case: one task each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QTabBar, QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.matrix.known import Known
from desktop.ui.case.case_tabs import TABS, CaseTab, CaseTabs
from desktop.ui.case.confirm_form import ConfirmForm
from desktop.ui.case.letter_page import LetterPage
from desktop.ui.case.report_tab import ReportTab
from desktop.ui.case.stage_form import StageForm
from desktop.ui.case.timeline_tab import TimelineTab
from desktop.ui.desk_work import Loaded
from desktop.ui.incidents.incident_tab import IncidentTab, has_incident
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.layout import Rule
from desktop.ui.reader.text_reader import TextReader
from desktop.ui.session import Session
from desktop.ui.thread.thread_tab import ThreadTab

_OF_REPORT = ("report", "confirm", "audit", "fix", "advisory")
"""Tabs that a case has no use for which an incident began."""
LETTERS = "letters"
"""Not a tab: the writing of letters within the thread."""


class ReadingPane(QWidget):
    """Shows the case in view, in the tab that its next step asks for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._bar = QTabBar()
        self.tabs = CaseTabs(session)
        self._nothing = EmptyState(
            Emptiness(
                self.tr("Choose a case, or drop a report on this window."),
                self.tr("j and k move in the list, n takes the next step, ? shows all keys."),
            )
        )
        self._case = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self._bar.setAccessibleName(self.tr("Tabs of the case"))
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        for title in self._titles():
            self._bar.addTab(title)
        self._bar.currentChanged.connect(self.tabs.setCurrentIndex)
        inner = QVBoxLayout(self._case)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._bar)
        inner.addWidget(Rule())
        inner.addWidget(self.tabs, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._nothing)
        rows.addWidget(self._case)
        self._case.hide()

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Report"),
            self.tr("Thread"),
            self.tr("Confirm"),
            self.tr("Audit"),
            self.tr("Fix"),
            self.tr("Advisory"),
            self.tr("Incident"),
            self.tr("Timeline"),
        )

    @property
    def report(self) -> ReportTab:
        """What was reported."""
        return self.tabs.of(ReportTab)

    @property
    def thread_tab(self) -> ThreadTab:
        """What was written to and fro."""
        return self.tabs.of(ThreadTab)

    @property
    def incident(self) -> IncidentTab:
        """What happened, where an incident is told."""
        return self.tabs.of(IncidentTab)

    @property
    def timeline(self) -> TimelineTab:
        """Every promise on its lane."""
        return self.tabs.of(TimelineTab)

    @property
    def letters(self) -> LetterPage:
        """The writing of letters within the thread."""
        return self.thread_tab.letters

    def show_case(self, loaded: Loaded) -> None:
        """Give the case to every tab."""
        self._nothing.hide()
        self._case.show()
        self._offer_tabs(loaded.view.case)
        self.tabs.show_case(loaded)

    def _offer_tabs(self, case: Case) -> None:
        """Those that fit the case; who stands on another is led to where it began."""
        unfit = {"incident"} if not has_incident(case) else set()
        if case.incident_only:
            unfit = {name for name in _OF_REPORT if name != "report" or not case.messages}
        if self.tab in unfit:
            self._bar.setCurrentIndex(TABS.index("incident" if case.incident_only else "report"))
        for name in TABS:
            self._offer(name, offered=name not in unfit)
        # Qt scrolls back to what is in front only with a new size: else tabs that fit stay out of sight
        size = self._bar.size()
        QApplication.sendEvent(self._bar, QResizeEvent(size, size))

    def _offer(self, name: str, *, offered: bool) -> None:
        """Only a change is told: told the same again, Qt forgets that it has to lay the tabs out anew."""
        index = TABS.index(name)
        if self._bar.isTabVisible(index) != offered:
            self._bar.setTabVisible(index, offered)

    @property
    def offered_tabs(self) -> list[tuple[str, str]]:
        """Those that fit the case in view, with their titles."""
        places = [(name, TABS.index(name)) for name in TABS]
        return [(name, self._bar.tabText(at)) for name, at in places if self._bar.isTabVisible(at)]

    @property
    def tab(self) -> str:
        """The tab in front."""
        return TABS[self._bar.currentIndex()]

    def show_tab(self, name: str, what: str = "") -> None:
        """Bring a tab to the front and begin there; letters are written in the thread."""
        tab = self._fitting("thread" if name == LETTERS else name)
        self._offer(tab, offered=True)
        self._bar.setCurrentIndex(TABS.index(tab))
        if what == "arrival":
            self.report.confirm_arrival()
        elif what == "handler":
            handler = self._session.desk.handler
            self._session.act(e.HandlerAssigned(handler=handler), move_on=True)
        elif what in ("close", "people", "hits"):
            self._session.errand_wanted.emit(what, "")
        elif name == LETTERS:
            self.thread_tab.begin(what)
        elif name == "timeline" and what:
            self.timeline.show_promise(what)
        elif tab == "incident" and what:
            self.incident.begin(what)
        elif tab == "advisory" and what and self.tabs.advisory.show_field(what):
            return
        else:
            asked_at = QApplication.focusWidget()
            self._session.pieces.then(lambda: self._begin(self.tabs[tab], asked_at))

    def _begin(self, page: CaseTab, asked_at: QWidget | None) -> None:
        """Begin in a page, unless the keyboard went to a place in it since that was asked for."""
        if isinstance(page, ThreadTab):
            page.show_thread()
        now_at = QApplication.focusWidget()
        reached = now_at is not None and now_at is not asked_at and page.isAncestorOf(now_at)
        if isinstance(page, ThreadTab | StageForm | IncidentTab) and not reached:
            page.focus_first()

    def _fitting(self, tab: str) -> str:
        """Where an incident began the case, its own tab stands for those of a report."""
        view = self._session.view
        unfit = view is not None and view.case.incident_only and tab in _OF_REPORT
        return "incident" if unfit and not self._bar.isTabVisible(TABS.index(tab)) else tab

    def press_primary(self) -> None:
        """Do what the form in front is for."""
        page = self.tabs[self.tab]
        form = page.writing if isinstance(page, ThreadTab) else page
        if isinstance(form, StageForm | ReportTab) and form.primary is not None:
            form.primary.click()

    def take_versions(self, known: Known) -> None:
        """Fill in under Confirm what follows from a matrix."""
        self.show_tab("confirm")
        self.tabs.of(ConfirmForm).take_versions(known)

    def reply(self) -> None:
        """Answer what is chosen in the thread."""
        self.show_tab("thread")
        self.thread_tab.reply()

    def read(self) -> None:
        """Go to the words of the report, or of what is chosen in the thread."""
        if self.tab == "thread" and self.thread_tab.writing is None:
            self.thread_tab.focus_text()
            return
        self.show_tab("report")
        if self.tab == "report":
            self.report.focus_text()

    @property
    def reader(self) -> TextReader | None:
        """The text in front, if there is one."""
        if self.tab == "report":
            return self.report.message.reader
        if self.tab == "thread" and self.thread_tab.writing is None:
            return self.thread_tab.entry.reader
        return None

    def step(self, by: int) -> None:
        """The next tab that is offered, or the one before."""
        offered = [index for index in range(len(TABS)) if self._bar.isTabVisible(index)]
        self._bar.setCurrentIndex(offered[(offered.index(self._bar.currentIndex()) + by) % len(offered)])

    def flush(self) -> None:
        """Keep every half-typed form."""
        for tab in self.tabs.made:
            form = tab.letters if isinstance(tab, ThreadTab) else tab
            if isinstance(form, StageForm):
                form.flush()
