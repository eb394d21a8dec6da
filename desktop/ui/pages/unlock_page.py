"""The door: only the key slots that this vault has."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from desktop.domain.inert import escape_invisible
from desktop.ui.door import Way
from desktop.ui.pages.recent_part import RecentPart
from desktop.ui.pages.repair_offer import RepairOffer
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.recent import vault_name
from desktop.ui.slots.key_file_field import KeyFileField
from desktop.workflows.slot_ports import SlotInfo, SlotKind

_SECOND_MS = 1000


class UnlockPage(CentredCard):
    """Passphrase first, with its key file; keyring, OpenPGP key, recovery code where the vault has them."""

    unlock_wanted = Signal(str, str, object)
    """Kind of slot, secret, and the key file, if one is named."""
    give_up_wanted = Signal()
    other_wanted = Signal()
    answer_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(430)
        self._kind: SlotKind = "passphrase"
        self._slots: Sequence[SlotInfo] = ()
        self._name = Words(look="title")
        self._place = Words(look="small", wrap=True)
        self._passphrase = LineField(self.tr("Passphrase"), secret=True)
        self._key_file = KeyFileField(self.tr("Key file"))
        self._code = LineField(self.tr("Recovery code"), self.tr("Case and dashes do not matter."))
        self._refusal = Words(look="bad", wrap=True)
        self._unlock = ActButton(self.tr("Unlock"), self._on_unlock, "primary", "lock")
        self._keyring = ActButton(self.tr("Unlock with the OS keyring"), self._on_keyring, mark="key")
        self._openpgp = ActButton(self.tr("Unlock with the OpenPGP key"), self._on_openpgp, mark="key")
        self._use_code = ActButton(self.tr("Use the recovery code"), self._on_other_secret, "quiet")
        self.repair = RepairOffer()
        self._other = ActButton(self.tr("Another vault…"), self.other_wanted.emit, "quiet")
        self._answer = ActButton(self.tr("Answer a request…"), self.answer_wanted.emit, "quiet")
        self.recent = RecentPart()
        self._waits = Words(self.tr("Waiting for the card, or for the question of gpg…"), "muted", wrap=True)
        self._give_up = ActButton(self.tr("Stop waiting"), self.give_up_wanted.emit)
        self._asking = (
            self._passphrase,
            self._key_file,
            self._code,
            self._unlock,
            self._keyring,
            self._openpgp,
            self._use_code,
            self.repair,
            self._other,
            self._answer,
            self.recent,
        )
        for widget in (self._name, self._place, *self._asking[:3], self._refusal, *self._asking[3:]):
            self.rows.addWidget(widget)
        for widget in (self._waits, self._give_up):
            self.rows.addWidget(widget)
            widget.hide()
        self._seconds = 0
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(lambda: self.wait(self._seconds - 1))
        self._passphrase.submitted.connect(self._on_unlock)
        self._code.submitted.connect(self._on_unlock)

    def show_vault(self, directory: Path, slots: Sequence[SlotInfo]) -> None:
        """Offer the slots of this vault."""
        self._slots = slots
        self._name.say(vault_name(directory))
        self._place.say(escape_invisible(str(directory.parent)))
        self._forget_typed()
        self._key_file.put("")
        self._choose("passphrase" if self._has("passphrase") else "recovery")
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say why it stays locked."""
        self._refusal.say(sentence)
        self._refusal.setVisible(bool(sentence))
        self.repair.hide()
        self._stop_waiting()
        self.focus_secret()

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
        """Begin to type, where there is something to type."""
        first = (self._passphrase, self._code, self._openpgp, self._keyring)
        shown = next((widget for widget in first if not widget.isHidden()), self._other)
        (shown.control if isinstance(shown, LineField) else shown).setFocus()

    def _has(self, kind: SlotKind) -> bool:
        return any(slot.kind == kind for slot in self._slots)

    def _choose(self, kind: SlotKind) -> None:
        self._kind = kind
        passphrase, code = (self._has(k) and kind == k for k in ("passphrase", "recovery"))
        self._passphrase.setVisible(passphrase)
        self._key_file.setVisible(passphrase and any("key-file" in slot.factors for slot in self._slots))
        self._code.setVisible(code)
        self._unlock.setVisible(passphrase or code)
        self._keyring.setVisible(self._has("keyring"))
        self._openpgp.setVisible(self._has("openpgp"))
        self._use_code.setVisible(self._has("passphrase") and self._has("recovery"))
        self._use_code.rename(
            self.tr("Use the recovery code") if kind == "passphrase" else self.tr("Use the passphrase")
        )

    def _on_other_secret(self) -> None:
        self._choose("recovery" if self._kind == "passphrase" else "passphrase")
        self.focus_secret()

    def _on_unlock(self) -> None:
        if self._field.value and not self._seconds:
            self._begin(*self._take_typed())

    @property
    def _field(self) -> LineField:
        return self._passphrase if self._kind == "passphrase" else self._code

    def _take_typed(self) -> Way:
        """What is typed; none of it is kept."""
        secret = self._field.value
        self._forget_typed()
        return self._kind, secret, self._key_file.path if self._kind == "passphrase" else None

    def _forget_typed(self) -> None:
        """The desk opens, or another vault is asked for: what was half typed for this one is not kept."""
        for field in (self._passphrase, self._code):
            field.put("")

    @property
    def has_way(self) -> bool:
        """Whether something opens the vault now: what is typed, else what asks for nothing to be typed."""
        typed = bool(self._field.value) and not self._seconds
        return typed or self._has("keyring") or self._has("openpgp")

    def take_way(self) -> Way | None:
        """That way, for a vault that is not to be unlocked but read; the page waits meanwhile."""
        if not self.has_way:
            self.focus_secret()
            return None
        if self._field.value and not self._seconds:
            way = self._take_typed()
        else:
            way = ("keyring" if self._has("keyring") else "openpgp", "", None)
        self._wait_for(way[0])
        return way

    def _on_keyring(self) -> None:
        self._begin("keyring")

    def _on_openpgp(self) -> None:
        self._begin("openpgp")

    def _begin(self, kind: SlotKind, secret: str = "", key_file: Path | None = None) -> None:
        """Ask for it."""
        self._forget_typed()
        self._wait_for(kind)
        self.unlock_wanted.emit(kind, secret, key_file)

    def _wait_for(self, kind: SlotKind) -> None:
        """Where gpg may ask the person, that can be stopped."""
        asks = any(slot.kind == kind and slot.fingerprint for slot in self._slots)
        for widget in self._asking:
            widget.setEnabled(False)
        self._waits.setVisible(asks)
        self._give_up.setVisible(asks)

    def _stop_waiting(self) -> None:
        for widget in self._asking:
            widget.setEnabled(True)
        self._unlock.setEnabled(not self._seconds)
        self._waits.hide()
        self._give_up.hide()
