"""Errands about incidents that need a dialog first: a new one, what it taught, a place for its record."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.incidents.learning_dialogs import (
    CauseDialog,
    LinkDialog,
    OutcomeDialog,
    PlanDialog,
    ReviewDialog,
)
from desktop.ui.incidents.new_incident_dialog import NewIncidentDialog
from desktop.ui.outcomes import of_entering
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.incidents.export_record import export_record
from desktop.workflows.incidents.open_incident import open_incident
from desktop.workflows.intake.usual_policy import remember_policy, usual_policy


class IncidentErrands(QObject):
    """Dialogs stay open, with what was typed, while the rules refuse."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def open(self) -> None:
        """Open a case for an incident that no report told of."""
        shelf = self._session.desk.tools.policies
        policies = tuple((name, shelf.profile(name).policy.organisation) for name in shelf.for_reports())
        dialog = NewIncidentDialog(self._parent, policies, self._session.desk.tools.now())
        dialog.submitted.connect(lambda: self._open(dialog))
        self._session.open(dialog, of_case=False)
        desk = self._session.desk
        self._session.background.run(
            lambda _p: usual_policy(desk),
            lambda found: dialog.policy.propose(found) if dialog.is_open else None,
        )

    def begin(self, what: str) -> None:
        """What somebody wants to write down, or export: root-cause, plan, review.done, done/ID, drop/ID."""
        view = self._session.view
        if view is None:
            return
        what, _, named = what.partition("/")
        if what == "export":
            self._save(view.case.case_id)
        elif what in ("done", "drop"):
            self._end(view, named, done=what == "done")
        elif what == "root-cause":
            self._ask(CauseDialog(self._parent, view))
        elif what == "link":
            self._ask(LinkDialog(self._parent))
        elif what in ("plan", "corrective-actions"):
            handler = view.case.handler or self._session.desk.handler
            self._ask(PlanDialog(self._parent, view.at, handler))
        else:
            self._review(view)

    def _open(self, dialog: NewIncidentDialog) -> None:
        session, desk, typed = self._session, self._session.desk, dialog.typed

        def work() -> str:
            case_id = open_incident(desk, typed)
            remember_policy(desk, typed.policy_id)
            return case_id

        def opened(case_id: str) -> None:
            session.changed.emit()
            session.show_case(case_id)
            session.said.emit(of_entering(case_id))

        session.granting.grant(dialog, lambda _p: work(), opened)

    def _ask(self, dialog: CauseDialog | PlanDialog | OutcomeDialog | LinkDialog) -> None:
        self._session.ask(dialog, lambda: [dialog.act])

    def _review(self, view: CaseView) -> None:
        dialog = ReviewDialog(self._parent, view, self._session.desk.tools.now())
        case_id = view.case.case_id
        dialog.submitted.connect(
            lambda: self._session.act(dialog.act, at=dialog.at, dialog=dialog, case_id=case_id)
        )
        self._session.open(dialog)

    def _end(self, view: CaseView, planned: str, *, done: bool) -> None:
        action = view.case.incident.action(planned)
        if action is not None:
            self._ask(OutcomeDialog(self._parent, action, done=done))

    def _save(self, case_id: str) -> None:
        desk = self._session.desk
        path = choose_new_path(self._parent, self.tr("Save the record"), f"{case_id}-incident.asc")
        if path is not None:
            self._session.background.run(
                lambda progress: export_record(desk, case_id, path, progress=progress),
                lambda _cleared: self._on_saved(path),
                name=self.tr("Save the record of {case}").format(case=case_id),
            )

    def _on_saved(self, path: Path) -> None:
        self._session.reload()
        words = self.tr("{file} was written. Only the intake key opens it.").format(file=path.name)
        self._session.said.emit(Message("good", words, seconds=10))
