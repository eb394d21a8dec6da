"""Where the vault goes that is made of what is left of a damaged one, and what will open it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.labels import Words
from desktop.ui.slots.passphrase_part import passphrase_lacks

_SUFFIX = ".embargo"


class SalvageDialog(Dialog):
    """Gives `target` and `passphrase` once both can be used; a recovery code is made beside it."""

    def __init__(self, parent: QWidget, damaged: Path) -> None:
        super().__init__(parent, self.tr("Salvage what can be read"))
        intro = self.tr(
            "A new vault is made of every case that is whole. What can be read of the others comes along, "
            "marked. The damaged vault is only read; keep it."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._name = LineField(self.tr("Name of the new vault"))
        self._name.put(f"{damaged.name.removesuffix(_SUFFIX)}-salvaged")
        self._folder = FolderField(self.tr("In the folder"))
        self._folder.put(str(damaged.parent))
        hint = self.tr("It has a key of its own: nothing that opened the damaged one opens it.")
        self._passphrase = LineField(self.tr("New passphrase"), hint, secret=True)
        self._again = LineField(self.tr("The same passphrase again"), secret=True)
        for field in (self._name, self._folder, self._passphrase, self._again):
            self.rows.addWidget(field)
        self.finish(self.tr("Salvage"), cancel=self.tr("Cancel"))

    @property
    def target(self) -> Path:
        """The folder of the new vault."""
        return Path(self._folder.value).expanduser() / f"{self._name.value.removesuffix(_SUFFIX)}{_SUFFIX}"

    @property
    def passphrase(self) -> str:
        """What will open it."""
        return self._passphrase.value

    def accept(self) -> None:
        """Only with a place and a passphrase that can be used."""
        sentence = self._missing()
        self.refuse(sentence)
        if not sentence:
            super().accept()

    def _missing(self) -> str:
        if not self._name.value or "/" in self._name.value:
            return self.tr("Give the vault a name without slashes.")
        return passphrase_lacks(self.passphrase, self._again.value)
