"""The right column: what is due, what is missing, who is in it, and the one next action."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.stages import stage_of
from desktop.ui.case.clock_card import ClockList, NextPromise
from desktop.ui.case.next_step import NextStep, next_step
from desktop.ui.case.people_card import PeopleCard
from desktop.ui.case.stepper import Stepper
from desktop.ui.desk_work import Loaded
from desktop.ui.embargo.embargo_card import EmbargoCard
from desktop.ui.parts.buttons import WideButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Rule, Sheet, column
from desktop.ui.policies.question_card import QuestionCard
from desktop.ui.session import Session
from desktop.ui.thread.silence_notice import SilenceLine
from desktop.workflows.desk.view_case import CaseView


class Inspector(QWidget):
    """Follows the case in view."""

    telling = Signal(object)
    """A ToTell: somebody is to be told that the embargo is broken."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._step: NextStep | None = None
        self._shown = ""
        self._promise = NextPromise()
        self._of_embargo = QWidget()
        self.embargo = EmbargoCard(session.errand_wanted.emit, session.tab_wanted.emit, self.telling.emit)
        self._questions = QuestionCard()
        self._questions.wanted.connect(
            lambda policy, question: session.errand_wanted.emit("question", f"{policy}/{question}")
        )
        self._questions.dates_wanted.connect(lambda policy: session.errand_wanted.emit("dates", policy))
        self._silence = SilenceLine(lambda: session.tab_wanted.emit("thread", ""))
        self._stepper = Stepper()
        self._stepper.waiver_wanted.connect(lambda need: session.errand_wanted.emit("waiver", need))
        self._clocks = ClockList()
        self._people = PeopleCard(session.errand_wanted.emit)
        self._next = WideButton(self.tr("Next"), self.take_next_step, mark="forward")
        self._lay_out()

    def _lay_out(self) -> None:
        sheet = self._sheet = Sheet(self.tr("Case"), margin=16, spacing=7)
        sheet.rows.addWidget(self._promise)
        sheet.rows.addWidget(self._questions)
        sheet.rows.addWidget(self._silence, 0, Qt.AlignmentFlag.AlignLeft)
        sheet.rows.addSpacing(10)
        self._section(sheet, self.tr("Stages"), self._stepper)
        rows = column(self._of_embargo, spacing=sheet.rows.spacing())
        rows.addWidget(Words(self.tr("Embargo"), "section"))
        rows.addWidget(self.embargo)
        rows.addSpacing(12)
        sheet.rows.addWidget(self._of_embargo)
        self._section(sheet, self.tr("People"), self._people)
        self._section(sheet, self.tr("All promises"), self._clocks)
        sheet.rows.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 14)
        foot.addWidget(self._next)
        rows = column(self)
        rows.addWidget(sheet, 1)
        rows.addWidget(Rule())
        rows.addLayout(foot)

    def _section(self, sheet: Sheet, name: str, *widgets: QWidget) -> None:
        sheet.rows.addWidget(Words(name, "section"))
        for widget in widgets:
            sheet.rows.addWidget(widget)
        sheet.rows.addSpacing(12)

    def show_case(self, loaded: Loaded) -> None:
        """Show a case in pieces; another one at once, so that nobody reads of two at the same time."""
        view = loaded.view
        parts = (
            self._show_next_step,
            self.judge,
            self._show_stages,
            self._people.show_people,
            self._be_whole,
        )
        if self._shown in ("", view.case.case_id):
            self._sheet.content.setVisible(bool(self._shown))  # lines find their places once all are there
            self._session.pieces.begin(self, [partial(part, view) for part in parts])
            return
        self._session.pieces.begin(self, ())
        for part in parts:
            part(view)

    def _show_next_step(self, view: CaseView) -> None:
        self._step = next_step(view)
        self._next.setEnabled(self._step is not None)
        self._next.rename(self._step.words if self._step else self.tr("Nothing is missing"))
        self._questions.show_case(view)

    def _show_stages(self, view: CaseView) -> None:
        self._stepper.show_stages(view, stage_of(view.case, view.profile) if view.case.open else "")

    def _be_whole(self, view: CaseView) -> None:
        if view.case.case_id != self._shown:
            self._shown = view.case.case_id
            self._sheet.verticalScrollBar().setValue(0)
            self._sheet.content.show()

    def judge(self, view: CaseView) -> None:
        """Show what passing time changes, and touch nothing that somebody may be at."""
        self._promise.show_reading(view.next_promise, view.at)
        self._clocks.show_readings(view.readings, view.at)
        self.embargo.show_case(view)
        self._of_embargo.setVisible(not view.case.incident_only)
        self._silence.show_case(view)

    def show_people(self) -> None:
        """Bring everybody into sight, and begin there."""
        self._session.pieces.finish()
        self._sheet.ensureWidgetVisible(self._people)
        self._people.focus_first()

    def take_next_step(self) -> None:
        """Do, or lead to, what is missing first."""
        self._session.pieces.finish()
        if self._step is not None:
            self._session.tab_wanted.emit(self._step.tab, self._step.what)

    def go_on(self) -> None:
        """Lead to the next step without doing it: an act is always somebody's own."""
        self._session.pieces.finish()
        if self._step is not None:
            what = self._step.what if self._step.tab == "letters" else ""
            self._session.tab_wanted.emit(self._step.tab, what)
