"""The errand of approving an advisory: read it, show it, record the approval or the release alone."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.ui.team.approve_dialog import ApproveDialog
from desktop.workflows.ports import Progress
from desktop.workflows.publication.approve_advisory import (
    ApprovalView,
    approve_advisory,
    release_alone,
    view_approval,
)


class ApproveErrand(QObject):
    """About the case that was in view when it began."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def begin(self) -> None:
        """Read what would leave, and what changed since it was approved."""
        view, desk = self._session.view, self._session.desk
        if view is not None:
            case_id = view.case.case_id
            self._session.background.run(
                lambda _p: view_approval(desk, case_id), lambda found: self._show(case_id, found)
            )

    def _show(self, case_id: str, found: ApprovalView) -> None:
        dialog = ApproveDialog(self._parent, found, self._session.desk.handler)
        dialog.submitted.connect(lambda: self._record(dialog, case_id, found.seen))
        self._session.open(dialog)

    def _record(self, dialog: ApproveDialog, case_id: str, seen: int) -> None:
        desk, reason = self._session.desk, dialog.reason

        def work(progress: Progress) -> ApprovalView:
            if dialog.alone:
                return release_alone(desk, case_id, reason, seen=seen)
            return approve_advisory(desk, case_id, seen=seen, progress=progress)

        def recorded(_view: ApprovalView) -> None:
            self._session.reload()
            words = self.tr("Approved exactly as it stands: any change undoes that.")
            self._session.said.emit(Message("good", words, seconds=10))

        self._session.granting.grant(dialog, work, recorded)
