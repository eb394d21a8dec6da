"""The errand of answering a request: it needs GnuPG and a key, and no vault."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.leaving.cleared import Cleared
from desktop.formats.approvals.answer_file import SUFFIX as ANSWER
from desktop.formats.approvals.request_file import SUFFIX as REQUEST
from desktop.ui.background import Background
from desktop.ui.eyes.answer_dialog import AnswerDialog
from desktop.ui.granting import Granting
from desktop.ui.parts.choose_file import choose_files, choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.workflows.approving.answer_request import OpenedRequest, answer_request, open_request
from desktop.workflows.ports import KeyInfo, Progress, Tools

_Read = tuple[OpenedRequest, tuple[KeyInfo, ...]]


class AnswerErrand(QObject):
    """What is read stays in memory, and goes with the dialog."""

    said = Signal(object)
    """A Message for the bar."""

    def __init__(self, parent: QWidget, background: Background, tools: Callable[[], Tools]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._background = background
        self._tools = tools
        self._granting = Granting(background)

    def begin(self) -> None:
        """Choose a request, and read it."""
        title = self.tr("Choose the request that somebody sent you")
        filters = (self.tr("Requests (*{suffix})").format(suffix=REQUEST), self.tr("All files (*)"))
        for path in choose_files(self._parent, title, filters=filters)[:1]:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Open a request; nothing is signed yet."""
        tools = self._tools()

        def read(progress: Progress) -> _Read:
            opened = open_request(tools, path, progress=progress)
            return opened, tools.openpgp.secret_keys()

        self._background.run(
            read, lambda found: self._show(path, found), doing=self.tr("Checking the request")
        )

    def _show(self, path: Path, found: _Read) -> None:
        dialog = AnswerDialog(self._parent, *found)
        dialog.submitted.connect(lambda: self._sign(dialog, path.with_suffix(ANSWER).name))
        dialog.open()

    def _sign(self, dialog: AnswerDialog, name: str) -> None:
        path = choose_new_path(self._parent, self.tr("Write the answer to"), name)
        if path is None:
            return
        tools, opened, key = self._tools(), dialog.opened, dialog.sign_with

        def written(_cleared: Cleared) -> None:
            words = self.tr("The answer was written and read back: {name}. Send it to who asked.")
            self.said.emit(Message("good", words.format(name=path.name)))

        self._granting.grant(
            dialog,
            lambda progress: answer_request(tools, opened, path, sign_with=key, progress=progress),
            written,
        )
