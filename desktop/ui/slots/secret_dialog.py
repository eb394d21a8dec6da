"""Proving a way to open the vault, or replacing it: what is needed for one slot, asked for."""

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.slots.key_file_field import KeyFileField
from desktop.ui.slots.passphrase_part import PassphrasePart
from desktop.ui.slots.slot_words import slot_words
from desktop.workflows.slot_ports import SlotInfo


class ProveDialog(ActDialog):
    """Asks for the secret of a slot as the locked vault would."""

    def __init__(self, parent: QWidget, slot: SlotInfo) -> None:
        super().__init__(parent, self.tr("Prove that it opens the vault"), width=540)
        self.slot = slot
        self.rows.addWidget(Words(slot_words(slot), "section", wrap=True))
        told = self.tr("Take the sheet, the file or the card that you would take if all else were lost.")
        self.rows.addWidget(Words(told, "muted", wrap=True))
        recovery = slot.kind == "recovery"
        name = self.tr("Recovery code") if recovery else self.tr("Passphrase")
        self.secret = LineField(name, secret=not recovery)
        self.secret.setVisible(slot.kind in ("recovery", "passphrase"))
        self.key_file = KeyFileField(self.tr("Key file"))
        self.key_file.setVisible("key-file" in slot.factors)
        for field in (self.secret, self.key_file):
            self.rows.addWidget(field)
        self.finish(self.tr("Prove it"), cancel=self.tr("Cancel"), mark="check")

    def missing(self) -> str:
        """The secret, where its kind has one."""
        asked = self.slot.kind in ("recovery", "passphrase")
        return self.tr("Type it in.") if asked and not self.secret.value else ""


class ReplaceDialog(ActDialog):
    """Asks for a new passphrase where the slot has one; the old secret opens the vault no more."""

    def __init__(self, parent: QWidget, slot: SlotInfo) -> None:
        super().__init__(parent, self.tr("Replace this way to open the vault"), width=540)
        self.slot = slot
        self.rows.addWidget(Words(slot_words(slot), "section", wrap=True))
        told = self.tr(
            "The new one is made and read back before the old goes. The old opens the vault no more."
        )
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self.passphrase = PassphrasePart()
        self.passphrase.setVisible(slot.kind == "passphrase")
        self.passphrase.key_file.setVisible("key-file" in slot.factors)
        self.rows.addWidget(self.passphrase)
        self.finish(self.tr("Replace it"), cancel=self.tr("Cancel"), mark="key")

    def missing(self) -> str:
        """A passphrase, and the key file of a slot that has one."""
        if self.slot.kind != "passphrase":
            return ""
        if "key-file" in self.slot.factors and self.passphrase.key_file.path is None:
            return self.tr("Name the key file: the same, or another.")
        return self.passphrase.missing()


class RemoveDialog(ActDialog):
    """Says what is lost before it is."""

    def __init__(self, parent: QWidget, slot: SlotInfo) -> None:
        super().__init__(parent, self.tr("Remove a way to open the vault"), width=500)
        self.rows.addWidget(Words(slot_words(slot), "section", wrap=True))
        told = self.tr(
            "Whoever has only this opens the vault no more. Older backups, and copies of the slots until the "
            "vault's key is replaced, still open with it."
        )
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self.finish(self.tr("Remove it"), cancel=self.tr("Cancel"))
