"""The last look before an advisory goes into a provider folder: which tree, served where, signed by whom."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.formats.provider.places import METADATA
from desktop.ui.dialogs.leaving_dialog import LeavingDialog
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.labels import Words
from desktop.workflows.ports import KeyInfo
from desktop.workflows.publication.preview_advisory import AdvisoryPreview


class IntoTreeDialog(LeavingDialog):
    """Into the tree of a CSAF provider."""

    def __init__(
        self, parent: QWidget, preview: AdvisoryPreview, keys: tuple[KeyInfo, ...], chosen: str, folder: str
    ) -> None:
        super().__init__(parent, self.tr("Publish into a provider folder"), preview, keys, chosen)
        intro = self.tr(
            "The CSAF document goes into the folder, signed and with its checksums; the lists of the folder "
            "are written anew, and the whole is checked. Where a stick is pulled out meanwhile, what was "
            "begun is finished the next time."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        if preview.facts.text.tlp not in ("CLEAR", "GREEN"):
            words = self.tr(
                "TLP:{tlp} has a folder of its own in it: the web server has to keep strangers out of that."
            )
            self.rows.addWidget(Words(words.format(tlp=preview.facts.text.tlp), "warn", wrap=True))
        self.tell_refusals()
        self._folder = FolderField(self.tr("Provider folder"))
        self._folder.put(folder)
        hint = self.tr("Needed once: a folder that was written before says it itself.")
        self._url = LineField(self.tr("Address under which it is served"), hint, "https://…")
        for field in (self._folder, self._url, self.key):
            self.rows.addWidget(field)
        self.end_with(self.tr("Sign and publish TLP:{tlp} advisory").format(tlp=preview.facts.text.tlp))

    def accept(self) -> None:
        """The folder, or the one around it, must be there; a new one needs its address."""
        folder = self.folder
        if not self._folder.value:
            self.refuse(self.tr("Choose the folder that the web server serves, or a copy of it."))
        elif not (folder.is_dir() or folder.parent.is_dir()):
            self.refuse(self.tr("There is no such folder. Nothing was written."))
        elif not (self.base_url or (folder / METADATA).is_file()):
            self.refuse(self.tr("Nothing says yet where this folder will be served: give its address once."))
        else:
            super().accept()

    @property
    def folder(self) -> Path:
        """The tree."""
        return Path(self._folder.value).expanduser().absolute()

    @property
    def base_url(self) -> str:
        """Where it is served, if that was typed."""
        return self._url.value.strip()
