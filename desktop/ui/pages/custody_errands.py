"""Looking after the vault: a backup, a check."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.findings_dialog import FindingsDialog
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.ports import Progress
from desktop.workflows.vault_ports import BackupReceipt, Verification

_HEAD_SHOWN = 16
"""Characters of a chain's head that a person compares."""


class CustodyErrands(QObject):
    """Runs them in the background and says what came of them."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def back_up(self) -> None:
        """Choose a new folder and write an encrypted copy of the vault to it."""
        today = self._session.desk.tools.now().date().isoformat()
        folder = choose_new_path(
            self._parent, self.tr("Back up into a new folder"), f"backup-{today}.embargo"
        )
        if folder is not None:
            self._back_up(folder)

    def _back_up(self, folder: Path) -> None:
        desk, words = self._session.desk, self.tr("Writing the backup, then reading it back")

        def write(progress: Progress) -> BackupReceipt:
            progress.step(words)
            return desk.vault.backup(str(folder), author=desk.handler, now=desk.tools.now())

        self._session.background.run(write, self._on_backed_up)

    def _on_backed_up(self, receipt: BackupReceipt) -> None:
        words = self.tr("The backup was written, opened and found equal: {events} events, head {head}.")
        text = words.format(events=receipt.events, head=receipt.head[:_HEAD_SHOWN])
        self._session.said.emit(Message("good", text))

    def check(self) -> None:
        """Check the chain, every page and every blob of the vault."""
        desk, words = self._session.desk, self.tr("Checking the vault")

        def verify(progress: Progress) -> Verification:
            progress.step(words)
            return desk.vault.verify()

        self._session.background.run(verify, self._on_checked)

    def _on_checked(self, found: Verification) -> None:
        if not found.sound:
            FindingsDialog(self._parent, found).open()
            return
        words = self.tr("The vault is sound: {events} events, head {head}.")
        text = words.format(events=found.events, head=found.head[:_HEAD_SHOWN])
        self._session.said.emit(Message("good", text))
