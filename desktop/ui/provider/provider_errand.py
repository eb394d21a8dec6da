"""Puts the advisory in view into a provider folder, and checks whole folders, in the background."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.formats.advisories.findings import Finding
from desktop.ui.key_work import signing_keys
from desktop.ui.parts.choose_file import choose_folder
from desktop.ui.parts.message_bar import Message
from desktop.ui.provider.into_tree_dialog import IntoTreeDialog
from desktop.ui.provider.tree_findings_dialog import TreeFindingsDialog
from desktop.ui.session import Session
from desktop.workflows.ports import KeyInfo
from desktop.workflows.provider.audit_provider import Audit, audit_provider
from desktop.workflows.provider.extend_provider import Extended, extend_provider
from desktop.workflows.publication.preview_advisory import AdvisoryPreview, preview_advisory


class ProviderErrand(QObject):
    """Remembers the folder of this session, and nothing beyond it."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._folder = ""

    def publish(self) -> None:
        """The last look at the case in view, then into the folder."""
        if self._session.view is not None:
            desk, case_id = self._session.desk, self._session.view.case.case_id
            self._session.background.run(
                lambda _p: (preview_advisory(desk, case_id, ("csaf",)), *signing_keys(desk)),
                self._on_ready,
                doing=self.tr("Preparing the advisory"),
            )

    def check(self) -> None:
        """Check a folder that the person chooses; nothing is changed or recorded."""
        folder = choose_folder(self._parent, self.tr("Check a provider folder"))
        if folder is not None:
            tools = self._session.desk.tools
            self._session.background.run(
                lambda progress: audit_provider(tools, folder, progress=progress),
                self._on_checked,
                name=self.tr("Check a provider folder"),
            )

    def _on_ready(self, ready: tuple[AdvisoryPreview, tuple[KeyInfo, ...], str]) -> None:
        preview, keys, chosen = ready
        dialog = IntoTreeDialog(self._parent, preview, keys, chosen, self._folder)
        case_id = preview.facts.tracking_id
        dialog.accepted.connect(
            lambda: self._extend(case_id, dialog.folder, dialog.fingerprint, dialog.base_url)
        )
        dialog.open()

    def _extend(self, case_id: str, folder: Path, fingerprint: str, base_url: str) -> None:
        desk = self._session.desk
        self._folder = str(folder)
        self._session.background.run(
            lambda progress: extend_provider(
                desk, folder, (case_id,), sign_with=fingerprint, base_url=base_url, progress=progress
            ),
            self._on_extended,
            name=self.tr("Put the advisory into a provider folder"),
        )

    def _on_extended(self, extended: Extended) -> None:
        self._session.reload()
        if extended.findings:
            self._show(extended.findings, extended.documents, self.tr("The folder was extended."))
            return
        words = self.tr(
            "The provider folder was extended and is whole. Documents: {n}. Files that are new: {files}."
        ).format(n=extended.documents, files=len(extended.files))
        self._session.said.emit(Message("good", " ".join((words, *extended.warnings))))

    def _on_checked(self, audit: Audit) -> None:
        if audit.findings:
            self._show(audit.findings, audit.documents, self.tr("Nothing was changed."))
            return
        words = self.tr("The provider folder is whole: every hash, signature and list fits. Documents: {n}.")
        self._session.said.emit(Message("good", words.format(n=audit.documents)))

    def _show(self, findings: tuple[Finding, ...], documents: int, done: str) -> None:
        TreeFindingsDialog(self._parent, findings, documents, done).open()
