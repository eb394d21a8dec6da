"""The tabs of a case: one task each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.matrix.known import Known
from desktop.ui.case.advisory_form import AdvisoryForm
from desktop.ui.case.audit_form import AuditForm
from desktop.ui.case.confirm_form import ConfirmForm
from desktop.ui.case.fix_form import FixForm
from desktop.ui.case.report_tab import ReportTab
from desktop.ui.case.stage_form import StageForm
from desktop.ui.case.timeline_tab import TimelineTab
from desktop.ui.desk_work import Loaded
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Rule
from desktop.ui.session import Session
from desktop.ui.thread.thread_tab import ThreadTab

TABS = ("report", "thread", "confirm", "audit", "fix", "advisory", "timeline")
LETTERS = "letters"
"""Not a tab: the writing of letters within the thread."""

CaseTab = ReportTab | ThreadTab | StageForm | TimelineTab


class ReadingPane(QWidget):
    """Shows the case in view, in the tab that its next step asks for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.report = ReportTab(session)
        self.thread_tab = ThreadTab(session)
        self.letters = self.thread_tab.letters
        self.timeline = TimelineTab(session)
        self.confirm = ConfirmForm(session)
        self.audit = AuditForm(session)
        self.fix = FixForm(session)
        self._tabs: dict[str, CaseTab] = {
            "report": self.report,
            "thread": self.thread_tab,
            "confirm": self.confirm,
            "audit": self.audit,
            "fix": self.fix,
            "advisory": AdvisoryForm(session),
            "timeline": self.timeline,
        }
        self._bar = QTabBar()
        self._pages = QStackedWidget()
        self._pages.setObjectName("pane")
        self._nothing = _empty_desk(
            Words(self.tr("Choose a case, or drop a report on this window."), "heading"),
            Words(self.tr("j and k move in the list, n takes the next step, ? shows all keys."), "muted"),
        )
        self._case = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self._bar.setAccessibleName(self.tr("Tabs of the case"))
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        for name, title in zip(TABS, self._titles(), strict=True):
            self._bar.addTab(title)
            self._pages.addWidget(self._tabs[name])
        self._bar.currentChanged.connect(self._pages.setCurrentIndex)
        inner = QVBoxLayout(self._case)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._bar)
        inner.addWidget(Rule())
        inner.addWidget(self._pages, 1)
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
            self.tr("Timeline"),
        )

    def show_case(self, loaded: Loaded) -> None:
        """Give the case to every tab."""
        self._nothing.hide()
        self._case.show()
        for tab in self._tabs.values():
            tab.show_case(loaded)

    @property
    def tab(self) -> str:
        """The tab in front."""
        return TABS[self._bar.currentIndex()]

    def show_tab(self, name: str, what: str = "") -> None:
        """Bring a tab to the front and begin there; letters are written in the thread."""
        tab = "thread" if name == LETTERS else name
        self._bar.setCurrentIndex(TABS.index(tab))
        page = self._tabs[tab]
        if what == "arrival":
            self.report.confirm_arrival()
        elif what == "handler":
            handler = self._session.desk.handler
            self._session.act(e.HandlerAssigned(handler=handler), move_on=True)
        elif what in ("close", "people"):
            self._session.errand_wanted.emit(what, "")
        elif name == LETTERS:
            self.thread_tab.begin(what)
        elif name == "timeline" and what:
            self.timeline.show_promise(what)
        elif isinstance(page, ThreadTab):
            page.show_thread()
            page.focus_first()
        elif isinstance(page, StageForm):
            page.focus_first()

    def press_primary(self) -> None:
        """Do what the form in front is for."""
        page = self._tabs[self.tab]
        form = page.writing if isinstance(page, ThreadTab) else page
        if isinstance(form, StageForm) and form.primary is not None:
            form.primary.click()

    def take_versions(self, known: Known) -> None:
        """Fill in under Confirm what follows from a matrix."""
        self.show_tab("confirm")
        self.confirm.take_versions(known)

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
        self.report.focus_text()

    def step(self, by: int) -> None:
        """The next tab, or the one before."""
        self._bar.setCurrentIndex((self._bar.currentIndex() + by) % len(TABS))

    def flush(self) -> None:
        """Keep every half-typed form."""
        for tab in (*self._tabs.values(), self.letters):
            if isinstance(tab, StageForm):
                tab.flush()


def _empty_desk(*words: Words) -> QWidget:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setSpacing(8)
    rows.addStretch(2)
    for line in words:
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(line)
    rows.addStretch(3)
    return page
