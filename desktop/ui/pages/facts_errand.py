"""The errand of taking facts from an advisory that is there already, into the case in view."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.taken_dialog import TakenDialog
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.publication.take_facts import Taken, take_into_case


class FactsErrand(QObject):
    """About the case in view when it begins."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def choose(self) -> None:
        """Choose the file, then take its facts in."""
        if self._session.view is None:
            words = self.tr("Open the case that is to take the facts in first; New case… makes one.")
            self._session.said.emit(Message("info", words, seconds=10))
            return
        filters = (self.tr("Advisories (*.json)"), self.tr("All files (*)"))
        for path in choose_files(self._parent, self.tr("Take facts from an advisory"), filters=filters)[:1]:
            self.take(self._session.view.case.case_id, path)

    def take(self, case_id: str, path: Path, *, replace: bool = False) -> None:
        """Take the facts in; what the case states otherwise is shown before it is replaced."""
        desk = self._session.desk
        self._session.background.run(
            lambda _progress: take_into_case(desk, case_id, path, replace=replace),
            lambda taken: self._on_taken(path, taken),
            name=self.tr("Take facts into {case}").format(case=case_id),
        )

    def _on_taken(self, path: Path, taken: Taken) -> None:
        self._session.reload()
        dialog = TakenDialog(self._parent, taken)
        if dialog.is_question:
            dialog.accepted.connect(lambda: self.take(taken.case_id, path, replace=True))
        self._session.open(dialog)
