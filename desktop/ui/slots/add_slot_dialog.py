"""Another way to open the vault."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.dialogs.leaving_dialog import key_words
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.labels import Words
from desktop.ui.slots.passphrase_part import PassphrasePart
from desktop.ui.slots.slot_words import factor_words
from desktop.ui.slots.slot_work import NewSlot
from desktop.workflows.ports import KeyInfo
from desktop.workflows.slot_ports import SlotKind


class AddSlotDialog(ActDialog):
    """Kind, and what the kind needs; a keyring slot is offered only where there is none yet."""

    def __init__(self, parent: QWidget, kinds: Sequence[SlotKind], keys: Sequence[KeyInfo]) -> None:
        super().__init__(parent, self.tr("Another way to open the vault"), width=540)
        self.kind = ChoiceField(self.tr("What opens it"), [(kind, factor_words(kind)) for kind in kinds])
        self.passphrase = PassphrasePart()
        none = ("", self.tr("None"))
        self.key = ChoiceField(
            self.tr("OpenPGP key"),
            [none, *((key.fingerprint, key_words(key)) for key in keys)],
            self.tr("Yours, in GnuPG or on a card. gpg asks for its PIN or passphrase."),
        )
        self._told = Words(look="hint", wrap=True)
        for widget in (self.kind, self.passphrase, self.key, self._told):
            self.rows.addWidget(widget)
        self.kind.edited.connect(self._on_kind)
        self.finish(self.tr("Add it"), cancel=self.tr("Cancel"), mark="key")
        self._on_kind()

    def missing(self) -> str:
        """What the kind needs."""
        if self.kind.value == "passphrase":
            return self.passphrase.missing()
        if self.kind.value == "openpgp" and not self.key.value:
            return self.tr("Choose the OpenPGP key.")
        return ""

    @property
    def wish(self) -> NewSlot:
        """What was asked for; what the kind does not take is left out."""
        kind: SlotKind = self.kind.value  # type: ignore[assignment]  # only kinds are offered
        secret, key_file = self.passphrase.typed if kind == "passphrase" else ("", None)
        return NewSlot(kind, secret, key_file, self.key.value if kind in ("passphrase", "openpgp") else "")

    def _on_kind(self) -> None:
        kind = self.kind.value
        self.passphrase.setVisible(kind == "passphrase")
        self.key.setVisible(kind in ("passphrase", "openpgp"))
        words = {
            "passphrase": self.tr("With a key file or a key, both are needed each time."),
            "recovery": self.tr("A new code is made and shown once."),
            "keyring": self.tr("Whoever is logged in to this account opens the vault without being asked."),
        }
        self._told.say(words.get(kind, ""))
        self._told.setVisible(kind in words)
