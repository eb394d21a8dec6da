"""Another key for the vault: which ways to open it stay, and what they need for that."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.instants import absolute
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.slots.key_file_field import KeyFileField
from desktop.ui.slots.slot_words import slot_words
from desktop.workflows.slot_ports import SlotInfo


class RekeyDialog(ActDialog):
    """A slot whose passphrase is left empty goes; all of that is said before anything happens."""

    def __init__(self, parent: QWidget, slots: Sequence[SlotInfo]) -> None:
        super().__init__(parent, self.tr("Replace the vault's key"), width=580)
        told = self.tr(
            "All is encrypted anew under another key. Backups made before still open with the slots of then."
        )
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self._asked = [_Kept(slot) for slot in slots if slot.kind == "passphrase"]
        for kept in self._asked:
            self.rows.addWidget(kept)
        for slot in slots:
            if slot.kind != "passphrase":
                self.rows.addWidget(Words(self._fate(slot), "small", wrap=True))
        self._going = Words(look="bad", wrap=True)
        self.rows.addWidget(self._going)
        for kept in self._asked:
            kept.secret.edited.connect(self._say_what_goes)
        self.finish(self.tr("Replace the key"), cancel=self.tr("Cancel"), mark="key")
        self._say_what_goes()

    @property
    def given(self) -> list[tuple[str, Path | None]]:
        """Passphrases of the slots that stay, each with its key file."""
        return [(kept.secret.value, kept.key_file.path) for kept in self._asked if kept.secret.value]

    @property
    def drop(self) -> list[str]:
        """The slots that go."""
        return [kept.slot.slot_id for kept in self._asked if not kept.secret.value]

    def _fate(self, slot: SlotInfo) -> str:
        words = {
            "recovery": self.tr("{slot}: a new code is made and shown once."),
            "keyring": self.tr("{slot}: stays, with a new secret."),
            "openpgp": self.tr("{slot}: stays; nobody is asked."),
        }[slot.kind]
        return words.format(slot=slot_words(slot))

    def _say_what_goes(self) -> None:
        gone = len(self.drop)
        words = self.tr("Slots whose passphrase is not typed here open the vault no more: {n}.")
        self._going.say(words.format(n=gone))
        self._going.setVisible(bool(gone))


class _Kept(QWidget):
    """The passphrase of one slot."""

    def __init__(self, slot: SlotInfo) -> None:
        super().__init__()
        self.slot = slot
        label = self.tr("{slot}, made {when}").format(slot=slot_words(slot), when=absolute(slot.made_at))
        self.secret = LineField(label, secret=True)
        self.key_file = KeyFileField(self.tr("Its key file"))
        self.key_file.setVisible("key-file" in slot.factors)
        rows = column(self, spacing=6)
        rows.addWidget(self.secret)
        rows.addWidget(self.key_file)
