"""The door: only the key slots that this vault has."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.workflows.keeping_ports import SlotInfo, SlotKind

_SECOND_MS = 1000


class UnlockPage(CentredCard):
    """Passphrase first; the keyring and the recovery code where the vault has them."""

    unlock_wanted = Signal(str, str)
    """Kind of slot and secret."""
    other_wanted = Signal()
    look_wanted = Signal(str, str)
    salvage_wanted = Signal()
    """A secret is typed: `take_secret` gives it, once it is known where to."""
    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(430)
        self._kind: SlotKind = "passphrase"
        self._kinds: set[SlotKind] = set()
        self._name = Words(look="title")
        self._place = Words(look="small", wrap=True)
        self._passphrase = LineField(self.tr("Passphrase"), secret=True)
        self._code = LineField(self.tr("Recovery code"), self.tr("Case and dashes do not matter."))
        self._refusal = Words(look="bad", wrap=True)
        self._unlock = ActButton(self.tr("Unlock"), self._on_unlock, "primary", "lock")
        self._keyring = ActButton(self.tr("Unlock with the OS keyring"), self._on_keyring, mark="key")
        self._use_code = ActButton(self.tr("Use the recovery code"), self._on_other_secret, "quiet")
        again = self.tr("Or give the secret once more to see what is left. The damaged vault is only read.")
        self._again = Words(again, "muted", wrap=True)
        self._look = ActButton(
            self.tr("Look at what is whole"), lambda: self._give(self.look_wanted), mark="search"
        )
        self._salvage = ActButton(self.tr("Salvage…"), self._on_salvage)
        self._restore = ActButton(self.tr("Restore a backup…"), self.restore_wanted.emit, mark="folder")
        other = ActButton(self.tr("Another vault…"), self.other_wanted.emit, "quiet")
        for widget in (
            self._name,
            self._place,
            self._passphrase,
            self._code,
            self._refusal,
            self._unlock,
            self._keyring,
            self._use_code,
            self._restore,
            self._again,
            self._look,
            self._salvage,
            other,
        ):
            self.rows.addWidget(widget)
        self._seconds = 0
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(lambda: self.wait(self._seconds - 1))
        self._passphrase.submitted.connect(self._on_unlock)
        self._code.submitted.connect(self._on_unlock)

    def show_vault(self, directory: Path, slots: Sequence[SlotInfo]) -> None:
        """Offer the slots of this vault."""
        self._kinds = {slot.kind for slot in slots}
        self._name.say(directory.name.removesuffix(".embargo"))
        self._place.say(str(directory.parent))
        self._keyring.setVisible("keyring" in self._kinds)
        self._choose("passphrase" if "passphrase" in self._kinds else "recovery")
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say why it stays locked."""
        self._refusal.say(sentence)
        self._refusal.setVisible(bool(sentence))
        self._offer_repair(offered=False)
        self.setEnabled(True)
        self.focus_secret()

    def offer_repair(self) -> None:
        """The vault is damaged: what is whole can be looked at, or made a new vault."""
        self._offer_repair(offered=True)

    def wait(self, seconds: int) -> None:
        """Try no secret for so long, and count down; what the OS keyring holds may be tried all the time."""
        self._seconds = max(seconds, 0)
        self._unlock.setEnabled(not self._seconds)
        words = self.tr("Unlock in {seconds} s").format(seconds=self._seconds)
        self._unlock.rename(words if self._seconds else self.tr("Unlock"))
        if self._seconds:
            self._second.start()
        else:
            self._second.stop()

    def focus_secret(self) -> None:
        """Begin to type."""
        (self._passphrase if self._kind == "passphrase" else self._code).control.setFocus()

    def _choose(self, kind: SlotKind) -> None:
        self._kind = kind
        self._passphrase.setVisible(kind == "passphrase")
        self._code.setVisible(kind == "recovery")
        both = {"passphrase", "recovery"} <= self._kinds
        self._use_code.setVisible(both)
        self._use_code.rename(
            self.tr("Use the recovery code") if kind == "passphrase" else self.tr("Use the passphrase")
        )

    def _on_other_secret(self) -> None:
        self._choose("recovery" if self._kind == "passphrase" else "passphrase")
        self.focus_secret()

    def _offer_repair(self, *, offered: bool) -> None:
        for widget in (self._restore, self._again, self._look, self._salvage):
            widget.setVisible(offered)

    def _on_unlock(self) -> None:
        if self._field.value:
            self._give(self.unlock_wanted)

    @property
    def _field(self) -> LineField:
        return self._passphrase if self._kind == "passphrase" else self._code

    def _on_salvage(self) -> None:
        if self._field.value or "keyring" in self._kinds:
            self.salvage_wanted.emit()
        else:
            self.focus_secret()

    def take_secret(self) -> tuple[SlotKind, str] | None:
        """What is typed, which is not kept; else the OS keyring may have it. None while one must wait."""
        field = self._field
        secret, kind = field.value, self._kind
        if not secret and "keyring" in self._kinds:
            kind = "keyring"
        elif not secret or self._seconds:
            self.focus_secret()
            return None
        field.put("")
        self.setEnabled(False)
        return kind, secret

    def _give(self, wanted: SignalInstance) -> None:
        way = self.take_secret()
        if way is not None:
            wanted.emit(*way)

    def _on_keyring(self) -> None:
        self.setEnabled(False)
        self.unlock_wanted.emit("keyring", "")
