"""The last look before an advisory leaves: what, how public, signed by whom, where to."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.labels import Words
from desktop.workflows.ports import KeyInfo
from desktop.workflows.publication.preview_advisory import AdvisoryPreview

_SHOWN = 3


class ReleaseDialog(Dialog):
    """Cannot be undone, so its button says exactly what happens."""

    def __init__(
        self, parent: QWidget, preview: AdvisoryPreview, keys: tuple[KeyInfo, ...], chosen: str, folder: str
    ) -> None:
        super().__init__(parent, self.tr("Sign and export the advisory"), width=560)
        tlp = preview.facts.text.tlp
        self.rows.addWidget(Words(self.tr("This leaves your desk and cannot be taken back."), "muted"))
        for refusal in preview.refusals[:_SHOWN]:
            self.rows.addWidget(Words(refusal, "warn", wrap=True))
        if len(preview.refusals) > _SHOWN:
            left = len(preview.refusals) - _SHOWN
            more = self.tr("And %n more; the preview lists them all.", "", left)
            self.rows.addWidget(Words(more, "warn"))
        names = "\n".join(f"{d.file_name}  +  .asc" for d in preview.documents)
        self.rows.addWidget(Words(self.tr("Files"), "section"))
        self.rows.addWidget(Words(names, "code", wrap=True))
        self._key = ChoiceField(self.tr("Sign with"), [(k.fingerprint, key_words(k)) for k in keys])
        self._key.put(chosen)
        self._folder = FolderField(self.tr("Into the folder"))
        self._folder.put(folder)
        self.rows.addWidget(self._key)
        self.rows.addWidget(self._folder)
        words = self.tr("Sign and export TLP:{tlp} advisory").format(tlp=tlp)
        self.finish(words, cancel=self.tr("Not yet"), mark="seal")
        assert self.primary is not None
        self.primary.setEnabled(not preview.refusals and bool(keys))
        if not keys:
            self.refuse(self.tr("No key to sign with: choose or create the intake key first."))

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

    @property
    def fingerprint(self) -> str:
        """The key to sign with."""
        return self._key.value


def key_words(key: KeyInfo) -> str:
    """A key as one line: its first user id, escaped, and the end of its fingerprint."""
    name = key.uids[0].line if key.uids else ""
    return f"{name}  … {key.fingerprint[-8:]}"
