"""The errand of letters that went out: recorded by their own name, or asked about one after another."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.desk_work import SentFile
from desktop.ui.dialogs.sent_dialog import SentDialog, has_usable_date
from desktop.ui.session import Session


class SentErrand(QObject):
    """Keeps what is still to be asked; one dialog is open at a time."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._waiting: list[tuple[SentFile, str]] = []
        """What is to be asked about, and what the rules said when it was tried."""
        self._dialog: SentDialog | None = None

    def ask(self, files: Sequence[SentFile]) -> None:
        """Record letters that went out; what their own name does not settle is asked."""
        now = self._session.desk.tools.now()
        for file in files:
            if file.copy.certain and file.copy.kind is not None and has_usable_date(file.copy, now):
                self._session.record_sent(file, file.copy.kind, refused=partial(self._enqueue, file))
            else:
                self._enqueue(file)

    def _enqueue(self, file: SentFile, refusal: str = "") -> None:
        self._waiting.append((file, refusal))
        if self._dialog is None:
            self._ask_next()
        else:
            self._dialog.tell_more(len(self._waiting))

    def forget(self) -> None:
        """Ask about no more of them; nothing was written of those that wait."""
        self._waiting.clear()

    def _ask_next(self) -> None:
        self._dialog = None
        if not self._waiting:
            return
        file, refusal = self._waiting.pop(0)
        dialog = self._dialog = SentDialog(self._parent, file.copy, self._session.desk.tools.now())
        dialog.tell_more(len(self._waiting))
        dialog.submitted.connect(
            lambda: self._session.record_sent(file, dialog.kind, dialog.sent_at, dialog=dialog)
        )
        dialog.report_meant.connect(lambda: self._session.receive([file.message], are_reports=True))
        dialog.rest_left.connect(self.forget)
        dialog.finished.connect(self._ask_next)
        dialog.refuse(refusal)
        dialog.open()
