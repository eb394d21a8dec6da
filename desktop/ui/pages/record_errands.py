"""Errands that record what no form is for: a milestone, an answer to a question of the policy."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.undecodable import decoded
from desktop.ui.dialogs.half_typed import State
from desktop.ui.dialogs.kept_words import KEEP_MS
from desktop.ui.dialogs.question_dialog import QuestionDialog
from desktop.ui.dialogs.record_dialog import RecordDialog, all_abouts
from desktop.ui.session import Session
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.vault_ports import Vault


class RecordErrands(QObject):
    """Opens the dialog; it stays open, with what was typed, while the rules refuse."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._kept: dict[str, State] = {}

    def record(self, kind: str = "", promise: str = "") -> None:
        """Record a milestone of the case in view; without a kind, go on with what was half typed."""
        view, vault = self._session.view, self._session.desk.vault
        if view is not None:
            self._session.background.run(
                lambda _p: _read_drafts(vault, view), lambda kept: self._open(view, kind, promise, kept)
            )

    def _open(self, view: CaseView, kind: str, promise: str, kept: dict[str, State]) -> None:
        session, case_id = self._session, view.case.case_id
        if session.view is None or session.view.case.case_id != case_id:
            return
        dialog = RecordDialog(self._parent, session.view, session.desk.tools.now(), kind, promise, kept)
        dialog.submitted.connect(
            lambda: session.act(
                dialog.act, form=_form(dialog.about), at=dialog.at, dialog=dialog, case_id=case_id
            )
        )
        dialog.rejected.connect(lambda: self._keep(case_id, dialog.drafts))
        dialog.accepted.connect(lambda: self._keep(case_id, dialog.drafts_beside))
        regularly = QTimer(dialog, interval=KEEP_MS)
        regularly.timeout.connect(lambda: self._keep_changed(case_id, dialog.drafts))
        regularly.start()
        self._kept = {}
        dialog.open()

    def _keep_changed(self, case_id: str, drafts: dict[str, State]) -> None:
        """Whoever is killed with the dialog open finds in it what was typed."""
        if drafts != self._kept:
            self._kept = drafts
            self._keep(case_id, drafts)

    def _keep(self, case_id: str, drafts: dict[str, State]) -> None:
        for about, state in drafts.items():
            self._session.keep_draft(case_id, _form(about), state)

    def answer(self, policy_id: str, condition_id: str) -> None:
        """Answer a question of the policy, or of a regulation that the case took on."""
        session, view = self._session, self._session.view
        profiles = (view.profile, *view.packs) if view is not None else ()
        asking = next((profile for profile in profiles if profile.policy.id == policy_id), None)
        condition = asking.condition(condition_id) if asking is not None else None
        if view is None or condition is None:
            return
        given = view.case.answers.get((policy_id, condition_id))
        dialog = QuestionDialog(self._parent, policy_id, condition, given)
        session.ask(dialog, lambda: [dialog.act])


def _form(about: str) -> str:
    """Whose draft it is: each kind of event has its own."""
    return f"record/{about}"


def _read_drafts(vault: Vault, view: CaseView) -> dict[str, State]:
    found = {about: vault.draft(draft_key(view.case.case_id, _form(about))) for about in all_abouts(view)}
    return {about: decoded(kept, State, {}) for about, kept in found.items() if kept}
