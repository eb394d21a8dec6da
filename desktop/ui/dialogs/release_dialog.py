"""The last look before an advisory leaves: what, how public, signed by whom, where to."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.leaving_dialog import LeavingDialog
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.labels import Words
from desktop.workflows.ports import KeyInfo
from desktop.workflows.publication.preview_advisory import AdvisoryPreview


class ReleaseDialog(LeavingDialog):
    """Into a folder of one's own."""

    def __init__(
        self, parent: QWidget, preview: AdvisoryPreview, keys: tuple[KeyInfo, ...], chosen: str, folder: str
    ) -> None:
        super().__init__(parent, self.tr("Sign and export the advisory"), preview, keys, chosen)
        self.rows.addWidget(Words(self.tr("This leaves your desk and cannot be taken back."), "muted"))
        self.tell_refusals()
        names = "\n".join(f"{d.file_name}  +  .asc" for d in preview.documents)
        self.rows.addWidget(Words(self.tr("Files"), "section"))
        self.rows.addWidget(Words(names, "code", wrap=True))
        self._folder = FolderField(self.tr("Into the folder"))
        self._folder.put(folder)
        self.rows.addWidget(self.key)
        self.rows.addWidget(self._folder)
        self.end_with(self.tr("Sign and export TLP:{tlp} advisory").format(tlp=preview.facts.text.tlp))

    def accept(self) -> None:
        """The folder must be there; nothing is overwritten in it."""
        if Path(self._folder.value).expanduser().is_dir():
            super().accept()
        else:
            self.refuse(self.tr("There is no such folder. Nothing was written."))

    @property
    def folder(self) -> Path:
        """Where the files go."""
        return Path(self._folder.value).expanduser()
