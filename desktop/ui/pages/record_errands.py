"""Errands that record what no form is for: a milestone, an answer to a question of the policy."""

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.desk_work import draft_key
from desktop.ui.dialogs.question_dialog import QuestionDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.session import Session

_FORM = "record"
"""Whose draft is kept."""


class RecordErrands(QObject):
    """Opens the dialog; it stays open, with what was typed, while the rules refuse."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def record(self, kind: str = "", clock: str = "") -> None:
        """Record a milestone of the case in view; without a kind, go on with what was half typed."""
        if self._session.view is None:
            return
        case_id, vault = self._session.view.case.case_id, self._session.desk.vault
        self._session.background.run(
            lambda _p: vault.draft(draft_key(case_id, _FORM)),
            lambda kept: self._open(case_id, kind, clock, kept),
        )

    def _open(self, case_id: str, kind: str, clock: str, kept: bytes) -> None:
        session = self._session
        if session.view is None or session.view.case.case_id != case_id:
            return
        dialog = RecordDialog(self._parent, session.view, session.desk.tools.now(), kind, clock)
        if kept and not kind:
            dialog.put(msgspec.json.decode(kept, type=dict[str, str]))
        session.refused.connect(dialog.refuse)
        dialog.submitted.connect(
            lambda: session.act(dialog.act, form=_FORM, at=dialog.at, then=dialog.finish_well)
        )
        dialog.rejected.connect(lambda: session.keep_draft(case_id, _FORM, dialog.state))
        dialog.open()

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
        session.refused.connect(dialog.refuse)
        dialog.submitted.connect(lambda: session.act(dialog.act, then=dialog.finish_well))
        dialog.open()
