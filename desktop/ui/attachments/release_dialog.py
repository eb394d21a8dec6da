"""Before a file leaves quarantine: why, where to, and what it is from then on."""

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.attachments import neutral_name
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.evidence_words import file_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.attachments.hand_to_dangerzone import WHAT_IT_IS


class ReleaseFileDialog(ActDialog):
    """Dangerzone is offered where it is installed, and never begun but by its own button."""

    def __init__(self, parent: QWidget, file: KeptFile, *, dangerzone: bool) -> None:
        super().__init__(parent, self.tr("Let a file out of quarantine"), width=580)
        self.file = file
        self.concerns = file.sha256
        self.to_dangerzone = False
        told = self.tr(
            "It is written as {name}, readable by you alone and no longer encrypted. It stays a stranger's "
            "file: whatever opens it runs its risk. The journal keeps that it left, and why."
        )
        self.rows.addWidget(InertLabel(Untrusted(file.shown_name), "heading"))
        self.rows.addWidget(InertLabel(Untrusted(file_words(file)), "small", lines=True))
        self.rows.addWidget(Words(told.format(name=neutral_name(file.sha256)), "warn", wrap=True))
        self.reason = TextField(
            self.tr("Reason"), "", self.tr("What is to be done with it, and where."), lines=2
        )
        self.folder = FolderField(
            self.tr("Folder"),
            self.tr("Outside of the vault. A new one is made so that only you can enter it."),
        )
        self.rows.addWidget(self.reason)
        self.rows.addWidget(self.folder)
        self.rows.addWidget(Words(self._about_dangerzone(installed=dangerzone), "muted", wrap=True))
        self.clean = (
            ActButton(self.tr("Let it out, start Dangerzone"), self._on_clean) if dangerzone else None
        )
        self.finish(self.tr("Let it out"), cancel=self.tr("Cancel"), other=self.clean)

    def missing(self) -> str:
        """The gate asks for the reason."""
        return "" if self.folder.value else self.tr("Choose a folder.")

    @property
    def place(self) -> Path:
        """Where it is to go; for Dangerzone into a folder of its own, beside the PDF to come."""
        folder = Path(os.path.expanduser(self.folder.value)).absolute()  # noqa: PTH111 - raises nothing
        return folder / Path(neutral_name(self.file.sha256)).stem if self.to_dangerzone else folder

    def accept(self) -> None:
        """Let it out, and nothing else."""
        self.to_dangerzone = False
        super().accept()

    def _on_clean(self) -> None:
        self.to_dangerzone = True
        super().accept()

    def _about_dangerzone(self, *, installed: bool) -> str:
        if not installed:
            return WHAT_IT_IS
        return self.tr(
            "Dangerzone makes a new PDF of pictures of a document's pages. It gets the file in a folder of "
            "its own, once it is let out."
        )
