"""Reads the journal in the background when its page is looked at, hands it on, checks it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.journal import Proof
from desktop.ui.dialogs.findings_dialog import FindingsDialog
from desktop.ui.journal.journal_page import JournalSheet
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.parts.once import Once
from desktop.ui.session import Session
from desktop.workflows.journal.check_journal import check_own
from desktop.workflows.journal.export_journal import export_journal
from desktop.workflows.journal_ports import JournalPage, JournalQuery
from desktop.workflows.keeping_ports import Verification
from desktop.workflows.ports import Progress

_FILE = "journal.jsonl"


class JournalErrand(QObject):
    """Reads the page again when something changed in the vault while it is in sight."""

    repair_wanted = Signal()
    """The vault was found damaged: it is to be locked, and what is whole looked at."""

    def __init__(self, parent: QWidget, session: Session, page: Once[JournalSheet]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._page = page
        session.changed.connect(self._on_changed)

    def look(self) -> None:
        """Show it, or why not."""
        desk = self._session.desk
        self._session.background.run(
            lambda _p: desk.vault.journal_proof(),
            self._show,
            topic="journal",
            otherwise=lambda failure: self._page().refuse(str(failure)),
            doing=self.tr("Reading the journal"),
        )

    def export(self) -> None:
        """Write it for an auditor."""
        desk, path = self._session.desk, choose_new_path(self._parent, self.tr("Export the journal"), _FILE)
        if path is not None:
            self._session.background.run(
                lambda progress: export_journal(desk, path, progress=progress),
                lambda _c: self._say(path),
                name=self.tr("Export the journal"),
            )

    def check(self) -> None:
        """Check the chain with all else, and record that."""
        desk, words = self._session.desk, self.tr("Checking the vault")

        def check(progress: Progress) -> Verification:
            progress.step(words)
            return check_own(desk)

        self._session.background.run(check, self._on_checked, name=words)

    def _show(self, proof: Proof) -> None:
        page = self._page()
        page.show_proof(proof)
        page.read()

    def read(
        self, wanted: JournalQuery, offset: int, limit: int, then: Callable[[JournalPage], None]
    ) -> None:
        """Bring a piece of it to `then`."""
        desk = self._session.desk
        self._session.background.run(
            lambda _p: desk.vault.journal_page(wanted, offset, limit),
            then,
            doing=self.tr("Reading the journal"),
        )

    def _on_checked(self, found: Verification) -> None:
        self.look()
        if not found.sound:
            dialog = FindingsDialog(self._parent, found)
            dialog.repair_wanted.connect(self.repair_wanted)
            dialog.open()
            return
        words = self.tr("The journal holds: {n} entries. That it was checked is recorded.")
        self._session.said.emit(Message("good", words.format(n=found.events), seconds=10))

    def _say(self, path: Path) -> None:
        words = self.tr(
            "{file} was written. It names authors and no case. Tell the auditor the key and the head above "
            "by another way; `embargo journal check` needs no vault."
        )
        self._session.said.emit(Message("good", words.format(file=path.name)))

    def _on_changed(self) -> None:
        if self._page.made is not None and self._page.made.isVisible():
            self.look()
