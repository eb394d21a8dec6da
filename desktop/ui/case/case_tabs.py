"""The pages behind the tabs of a case, each made when it is first wanted, in pieces."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.advisory.advisory_form import AdvisoryForm
from desktop.ui.advisory.advisory_page import AdvisoryPage
from desktop.ui.case.audit_form import AuditForm
from desktop.ui.case.confirm_form import ConfirmForm
from desktop.ui.case.fix_form import FixForm
from desktop.ui.case.report_tab import ReportTab
from desktop.ui.case.stage_form import StageForm
from desktop.ui.case.timeline_tab import TimelineTab
from desktop.ui.desk_work import Loaded
from desktop.ui.incidents.incident_tab import IncidentTab
from desktop.ui.parts.layout import column
from desktop.ui.session import Session
from desktop.ui.thread.thread_tab import ThreadTab
from desktop.workflows.desk.view_case import CaseView

CaseTab = ReportTab | ThreadTab | StageForm | IncidentTab | TimelineTab

_Tab = TypeVar("_Tab", bound=CaseTab)
_MAKERS: dict[str, Callable[[Session], CaseTab]] = {
    "report": ReportTab,
    "thread": ThreadTab,
    "confirm": ConfirmForm,
    "audit": AuditForm,
    "fix": FixForm,
    "advisory": AdvisoryForm,
    "incident": IncidentTab,
    "timeline": TimelineTab,
}
TABS = tuple(_MAKERS)


class CaseTabs(QStackedWidget):
    """Who opens a case waits for the page in front, and for no other."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._session = session
        self._made: dict[str, CaseTab] = {}
        self._making: dict[str, Iterator[None]] = {}
        self._joined: dict[str, Callable[[Any], object]] = {}
        self._loaded: Loaded | None = None
        self._judged: CaseView | None = None
        self._places = {name: QWidget() for name in TABS}
        for place in self._places.values():
            self.addWidget(place)
        self.currentChanged.connect(self.make_ready)

    def __getitem__(self, name: str) -> CaseTab:
        """The page, which knows the case in view; whoever asks for it waits for all of it."""
        if name not in self._made:
            for _piece in self._pieces_of(name):
                pass
        return self._made[name]

    def of(self, kind: type[_Tab]) -> _Tab:
        """The page of this kind."""
        page = self[next(name for name, maker in _MAKERS.items() if maker is kind)]
        assert isinstance(page, kind)
        return page

    @property
    def advisory(self) -> AdvisoryPage:
        """The form of the advisory with what would leave beside it."""
        page = self.of(AdvisoryForm).parentWidget()
        assert isinstance(page, AdvisoryPage)
        return page

    @property
    def made(self) -> tuple[CaseTab, ...]:
        """Those that somebody wanted by now."""
        return tuple(self._made.values())

    def join(self, name: str, join: Callable[[Any], object]) -> None:
        """Have a page joined to what it needs, as soon as there is one."""
        self._joined[name] = join
        if name in self._made:
            join(self._made[name])

    def show_case(self, loaded: Loaded) -> None:
        """Give the case to every page."""
        known, self._loaded, self._judged = self.made, loaded, None
        for page in known:
            page.show_case(loaded)
        self.make_ready()

    def judge(self, view: CaseView) -> None:
        """The same case as of a later moment."""
        self._judged = view
        for page in self.made:
            page.judge(view)

    def make_ready(self, _index: int = -1) -> None:
        """Begin to build the page in front, where it is not there yet."""
        name = TABS[self.currentIndex()]
        if name not in self._made:
            self._session.pieces.begin(self._places[name], self._pieces_of(name))

    def _pieces_of(self, name: str) -> Iterator[None]:
        """What is left of it to build: somebody may have been waited for who could not wait."""
        return self._making.setdefault(name, self._make(name))

    def _make(self, name: str) -> Iterator[None]:
        page = _MAKERS[name](self._session)
        shown = AdvisoryPage(self._session, page) if isinstance(page, AdvisoryForm) else page
        shown.hide()
        column(self._places[name]).addWidget(shown)
        yield
        if isinstance(page, StageForm):
            yield from page.build()
            yield
        self._made[name] = page
        if name in self._joined:
            self._joined[name](page)
        if self._loaded is not None:
            page.show_case(self._loaded)
        if self._judged is not None:
            page.judge(self._judged)
        yield
        shown.show()
