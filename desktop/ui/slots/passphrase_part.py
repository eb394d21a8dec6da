"""A new passphrase, typed twice, and the key file that may go with it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.look.counted import Counted
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.layout import column
from desktop.ui.slots.key_file_field import KeyFileField
from desktop.workflows.slot_ports import SHORTEST_PASSPHRASE


class PassphrasePart(QWidget):
    """Says what is missing before it can be tried."""

    def __init__(self) -> None:
        super().__init__()
        self.first = LineField(self.tr("New passphrase"), passphrase_hint(), secret=True)
        self.again = LineField(self.tr("The same passphrase again"), secret=True)
        elsewhere = self.tr("Keep it on another medium than the vault.")
        self.key_file = KeyFileField(self.tr("Key file, if one is to be needed too"), elsewhere)
        rows = column(self, spacing=12)
        for field in (self.first, self.again, self.key_file):
            rows.addWidget(field)

    @property
    def typed(self) -> tuple[str, Path | None]:
        """The passphrase and the key file."""
        return self.first.value, self.key_file.path

    def missing(self) -> str:
        """As a sentence; empty when it can be tried."""
        return passphrase_lacks(self.first.value, self.again.value)


def passphrase_hint() -> str:
    """How a passphrase is chosen; said before it is typed, not only where it was refused."""
    return Counted().passphrase(SHORTEST_PASSPHRASE)


def passphrase_lacks(first: str, again: str) -> str:
    """What a new passphrase that was typed twice lacks, as a sentence; empty when it can be used."""
    if len(first) < SHORTEST_PASSPHRASE:
        return Counted().characters(SHORTEST_PASSPHRASE)
    return "" if first == again else QCoreApplication.translate("Slots", "The two passphrases differ.")
