"""The errands of an approval that is given elsewhere: ask for it, and bring what came back."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.rights.team import Member
from desktop.formats.approvals.answer_file import SUFFIX
from desktop.ui.eyes.ask_dialog import AskDialog
from desktop.ui.parts.choose_file import choose_files, choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.approving.ask_elsewhere import (
    SentRequest,
    ask_elsewhere,
    proposed_name,
    who_can_be_asked,
)
from desktop.workflows.approving.take_answer import take_answer
from desktop.workflows.correspondence.take_key import KEY_LIMIT
from desktop.workflows.ports import Progress
from desktop.workflows.publication.approve_advisory import ApprovalView


class AskErrand(QObject):
    """About the case that was in view when it began."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def ask(self) -> None:
        """Ask whom."""
        view, desk = self._session.view, self._session.desk
        if view is not None:
            case_id = view.case.case_id
            self._session.background.run(
                lambda _p: who_can_be_asked(desk, case_id), lambda people: self._ask_whom(case_id, people)
            )

    def bring(self) -> None:
        """Choose the answer that came, and check it."""
        view = self._session.view
        title = self.tr("Choose the answer that came back")
        filters = (self.tr("Answers (*{suffix})").format(suffix=SUFFIX), self.tr("All files (*)"))
        path = next(iter(choose_files(self._parent, title, filters=filters)), None)
        if view is not None and path is not None:
            self.take(view.case.case_id, path)

    def take(self, case_id: str, path: Path) -> None:
        """Check an answer; it counts, or the bar says why not."""
        desk = self._session.desk
        self._session.background.run(
            lambda progress: take_answer(desk, case_id, path, progress=progress),
            self._on_taken,
            otherwise=self._on_refused,
            name=self.tr("Check an answer"),
        )

    def _ask_whom(self, case_id: str, people: tuple[Member, ...]) -> None:
        dialog = AskDialog(self._parent, people)
        dialog.accepted.connect(lambda: self._write(case_id, dialog.to, dialog.key_file))
        self._session.open(dialog)

    def _write(self, case_id: str, to: tuple[str, ...], key_file: Path | None) -> None:
        desk = self._session.desk
        path = choose_new_path(self._parent, self.tr("Write the request to"), proposed_name(desk))
        if path is None:
            return

        def work(progress: Progress) -> SentRequest:
            key = b"" if key_file is None else desk.tools.files.read(key_file, limit=KEY_LIMIT)
            return ask_elsewhere(desk, case_id, path, to=to, key=key, progress=progress)

        self._session.background.run(work, self._on_sent, name=self.tr("Write a request to approve"))

    def _on_sent(self, sent: SentRequest) -> None:
        self._session.reload()
        words = self.tr("The request was written and read back: {name}. Bring the answer when it comes.")
        self._session.said.emit(Message("good", words.format(name=sent.path.name)))

    def _on_taken(self, view: ApprovalView) -> None:
        self._session.reload()
        words = self.tr("{name} approved it elsewhere, exactly as it stands: any change undoes that.")
        text = words.format(name=view.approvals[-1].by)
        self._session.said.emit(Message("good", text, seconds=10))

    def _on_refused(self, failure: Exception) -> None:
        self._session.reload()
        self._session.said.emit(Message("bad", str(failure)))
