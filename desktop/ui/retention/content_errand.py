"""Errands about what is kept of the case in view."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.clocks.words import counted
from desktop.domain.decide import Refusal
from desktop.domain.events import LegalHoldPlaced, LegalHoldReleased
from desktop.ui.parts.message_bar import Message
from desktop.ui.retention.content_dialog import ContentDialog
from desktop.ui.session import Session
from desktop.workflows.ports import Desk
from desktop.workflows.retention.purge_case import Purged, compact, forget_person, purge_case, still_held

_HOLDS = {"hold": LegalHoldPlaced, "release": LegalHoldReleased}


class ContentErrand(QObject):
    """A hold can be taken back by Undo; what is purged is gone."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def begin(self) -> None:
        """Ask what happens to the content of the case in view."""
        view = self._session.view
        if view is None:
            return
        dialog = ContentDialog(self._parent, view.case)
        case_id, seen = view.case.case_id, view.case.revision
        dialog.submitted.connect(lambda: self._carry_out(dialog, case_id, seen))
        self._session.open(dialog)

    def _carry_out(self, dialog: ContentDialog, case_id: str, seen: int) -> None:
        if hold := _HOLDS.get(dialog.wish):
            self._session.act(hold(dialog.reason), dialog=dialog, case_id=case_id)
            return
        desk, asked = self._session.desk, _Asked(dialog)

        def done(came: tuple[Purged | Refusal, str]) -> None:
            outcome, waits = came
            if isinstance(outcome, Refusal):
                dialog.refuse(outcome.sentence)
                return
            dialog.finish_well()
            self._session.reload()
            self._session.said.emit(Message("warn" if waits else "good", self._told(outcome, waits)))

        self._session.granting.attempt(dialog, lambda _p: asked.carry_out(desk, case_id, seen), done)

    def _told(self, purged: Purged, waits: str) -> str:
        gone = counted(purged.entries, "entry")
        words = self.tr("The content of {gone} is gone; that they were written stays.").format(gone=gone)
        others = self.tr("The same people stand in {cases} too.").format(cases=", ".join(purged.elsewhere))
        elsewhere = others if purged.elsewhere else ""
        return " ".join(filter(None, (words, elsewhere, waits, still_held(purged.backups))))


class _Asked:
    """What the dialog said, kept for the worker."""

    def __init__(self, dialog: ContentDialog) -> None:
        self._forget = dialog.wish == "forget"
        self._person = dialog.person if self._forget else ""
        self._fields, self._what, self._reason = dialog.fields, dialog.what, dialog.reason

    def carry_out(self, desk: Desk, case_id: str, seen: int) -> tuple[Purged | Refusal, str]:
        """What came of it, and a sentence where giving the space back has to wait."""
        if self._forget:
            outcome = forget_person(desk, case_id, self._person, self._fields, reason=self._reason, seen=seen)
        else:
            outcome = purge_case(desk, case_id, self._what, reason=self._reason, seen=seen)
        return outcome, compact(desk) if isinstance(outcome, Purged) else ""
