"""Errands about files in quarantine: list them, look at one, let one out."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.assessing.evidence import KeptFile, files_of
from desktop.ui.attachments.attachments_dialog import AttachmentsDialog
from desktop.ui.attachments.preview_dialog import PreviewDialog
from desktop.ui.attachments.release_dialog import ReleaseFileDialog
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.attachments.hand_to_dangerzone import dangerzone_of
from desktop.workflows.attachments.preview_attachment import Form, preview_attachment
from desktop.workflows.attachments.release_attachment import release_attachment
from desktop.workflows.ports import Desk, Progress


class AttachmentsErrand(QObject):
    """About the case in view when it begins."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def show_all(self) -> None:
        """List every file of the case."""
        view = self._session.view
        if view is None:
            return
        case_id = view.case.case_id
        dialog = AttachmentsDialog(self._parent, files_of(view.history, view.reports))
        dialog.preview_wanted.connect(lambda file: self._preview(case_id, file, dialog))
        dialog.release_wanted.connect(lambda file: self._ask(case_id, file, dialog))
        dialog.add_wanted.connect(lambda: self._session.errand_wanted.emit("evidence", ""))
        dialog.open()

    def preview(self, sha256: str) -> None:
        """Look at the file of this hash."""
        view = self._session.view
        files = files_of(view.history, view.reports) if view is not None else ()
        file = next((file for file in files if file.sha256 == sha256), None)
        if view is not None and file is not None:
            self._preview(view.case.case_id, file, self._parent)

    def _preview(self, case_id: str, file: KeptFile, parent: QWidget) -> None:
        dialog = PreviewDialog(parent, file)
        dialog.page_wanted.connect(lambda start, form: self._read(dialog, file, start, form))
        dialog.release_wanted.connect(lambda: self._ask(case_id, file, parent))
        self._read(dialog, file, 0, None)
        dialog.open()

    def _read(self, dialog: PreviewDialog, file: KeptFile, start: int, form: Form | None) -> None:
        desk = self._session.desk
        self._session.background.run(
            lambda progress: preview_attachment(desk, file, start, form, progress=progress),
            lambda page: dialog.show_page(page) if dialog.is_open else None,
            topic="preview",
            otherwise=dialog.failing(self._session.background.failed.emit),
            doing=self.tr("Reading the attachment"),
        )

    def _ask(self, case_id: str, file: KeptFile, parent: QWidget) -> None:
        installed = self._session.desk.tools.find_dangerzone() is not None
        dialog = ReleaseFileDialog(parent, file, dangerzone=installed)
        dialog.submitted.connect(lambda: self._release(case_id, dialog))
        self._session.open(dialog)

    def _release(self, case_id: str, dialog: ReleaseFileDialog) -> None:
        desk = self._session.desk
        sha256, place, reason = dialog.file.sha256, dialog.place, dialog.reason.value
        cleaned = dialog.to_dangerzone

        self._session.granting.grant(
            dialog,
            lambda progress: _release(desk, case_id, sha256, place, reason, cleaned, progress),
            lambda path: self._on_released(path, cleaned=cleaned),
        )

    def _on_released(self, path: Path, *, cleaned: bool) -> None:
        self._session.reload()
        words = self.tr("{file} was let out, checked against its hash, and the journal says so.")
        started = self.tr("Dangerzone has it now.")
        said = [words.format(file=path.name), *([started] if cleaned else [])]
        self._session.said.emit(Message("good", " ".join(said), seconds=10))


def _release(
    desk: Desk, case_id: str, sha256: str, place: Path, reason: str, cleaned: bool, progress: Progress
) -> Path:
    """What is to be started is looked for first: nothing leaves for a program that is not there."""
    start = dangerzone_of(desk.tools) if cleaned else None
    path = release_attachment(desk, case_id, sha256, place, reason, progress=progress)
    if start is not None:
        start(path)
    return path
