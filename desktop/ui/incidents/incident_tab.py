"""The tab of an incident: its phases, who has to be told, what it taught, and the way out for its record."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.incidents.wanted import PERSONAL_DATA
from desktop.domain.inert import Untrusted
from desktop.ui.desk_work import Loaded
from desktop.ui.incidents.learning_card import LearningCard
from desktop.ui.incidents.notices_card import NoticesCard
from desktop.ui.incidents.phase_steps import PhaseSteps
from desktop.ui.look.instants import absolute
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import Sheet, clear, column
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView


def has_incident(case: Case) -> bool:
    """Whether there is anything to show of one."""
    return case.incident.begun or case.has(e.BreachAware)


class IncidentTab(Sheet):
    """Where a report began the case, it says how an incident of it begins."""

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Incident"))
        self._session = session
        self._title = InertLabel(look="title", lines=True)
        self._noticed = QVBoxLayout()
        self._begin = QWidget()
        self.steps = PhaseSteps()
        self.steps.wanted.connect(self.begin)
        self.notices = NoticesCard()
        self.notices.record_wanted.connect(self._on_record)
        self.notices.letter_wanted.connect(lambda letter: session.tab_wanted.emit("letters", letter))
        self.learning = LearningCard()
        self.learning.wanted.connect(self.begin)
        self.save = ActButton(self.tr("Save the record…"), lambda: self.begin("export"), mark="document")
        self.link = ActButton(self.tr("Link another case…"), lambda: self.begin("link"), "small")
        self._page = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self.rows.addWidget(FoldingRow(self._title, self.save, grow=(self._title,)))
        self.rows.addLayout(self._noticed)
        self.rows.addWidget(FoldingRow(self.link))
        begin = column(self._begin, spacing=10)
        told = self.tr(
            "No incident is recorded in this case. It begins when somebody says that one was detected."
        )
        begin.addWidget(Words(told, "muted", wrap=True))
        detect = ActButton(self.tr("Record the detection…"), lambda: self._on_record(e.IncidentDetected.kind))
        begin.addWidget(FoldingRow(detect))
        self.rows.addWidget(self._begin)
        page = column(self._page, spacing=16)
        page.addWidget(self.steps)
        page.addWidget(self.notices)
        page.addWidget(self.learning)
        self.rows.addWidget(self._page)
        self.rows.addStretch(1)

    def show_case(self, loaded: Loaded) -> None:
        """Show the incident of a case, or how one begins."""
        view = loaded.view
        shown = has_incident(view.case)
        self._title.show_text(view.case.title if view.case.incident_only else Untrusted(self.tr("Incident")))
        self._begin.setVisible(not shown)
        self._page.setVisible(shown)
        for button in (self.save, self.link):
            button.setVisible(view.case.incident.begun)
        self._show_noticed(view)
        self.steps.show_phases(view)
        self.notices.show_notices(view)
        self.learning.show_learning(view)

    def judge(self, view: CaseView) -> None:
        """What passing time changes: notices and late actions."""
        self.notices.show_notices(view)
        self.learning.show_learning(view)

    def begin(self, what: str) -> None:
        """Ask for what a step of the incident needs."""
        if what.startswith("incident."):
            self._on_record(what)
        elif what == PERSONAL_DATA:
            self.ensureWidgetVisible(self.notices)
            self.notices.focus_first()
        else:
            self._session.errand_wanted.emit("incident", what)

    def focus_first(self) -> None:
        """Begin at the phase that comes next, else at the first thing that can be done."""
        buttons = [self.steps.present, *self.findChildren(ActButton)]
        for button in buttons:
            if button is not None and button.isVisible() and button.isEnabled():
                button.setFocus()
                return

    def _on_record(self, kind: str) -> None:
        self._session.errand_wanted.emit("record", kind)

    def _show_noticed(self, view: CaseView) -> None:
        clear(self._noticed)
        opened, at = view.case.incident.opened, view.case.incident.opened_at
        if opened is not None and at is not None:
            by = (
                self.tr(" by {who}").format(who=Untrusted(opened.noticed_by).line)
                if opened.noticed_by
                else ""
            )
            told = self.tr("Noticed {when}{by}. No report began this case.").format(when=absolute(at), by=by)
            self._noticed.addWidget(InertLabel(Untrusted(told), "small", lines=True))
        for link in view.case.incident.linked:
            told = self.tr("Of the same matter: {case}").format(case=link.other)
            self._noticed.addWidget(Words(told, "small", wrap=True))
