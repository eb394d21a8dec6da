"""Checks an advisory that somebody wrote, in the background; nothing is taken in or recorded."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.advisory.checked_dialog import CheckedDialog
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.publication.check_file import check_file
from desktop.workflows.publication.validate_advisory import Validation


class CheckErrand(QObject):
    """Needs a file and no case."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def begin(self) -> None:
        """Choose the file."""
        filters = (self.tr("Advisories (*.json *.txt)"), self.tr("All files (*)"))
        for path in choose_files(self._parent, self.tr("Check an advisory"), filters=filters)[:1]:
            self.check(path)

    def check(self, path: Path) -> None:
        """Check it, with the signature and checksums beside it."""
        tools = self._session.desk.tools
        self._session.background.run(
            lambda progress: check_file(tools, path, Untrusted(path.name).line, progress=progress),
            self._on_checked,
            name=self.tr("Check an advisory"),
        )

    def _on_checked(self, found: Validation) -> None:
        if found.findings:
            CheckedDialog(self._parent, found).open()
            return
        words = self.tr("{file} is valid {format} {version}: nothing was found.")
        text = words.format(file=found.file, format=found.format, version=found.version)
        self._session.said.emit(Message("good", text))
