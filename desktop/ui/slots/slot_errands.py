"""What a person does about the ways to open the vault; each act runs in the background and is journalled."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.ui.slots import slot_work as work
from desktop.ui.slots.add_slot_dialog import AddSlotDialog
from desktop.ui.slots.code_dialog import CodeDialog
from desktop.ui.slots.recovery_paper import print_recovery_code
from desktop.ui.slots.rekey_dialog import RekeyDialog
from desktop.ui.slots.secret_dialog import ProveDialog, RemoveDialog, ReplaceDialog
from desktop.ui.slots.slots_dialog import SlotsDialog
from desktop.workflows.custody.keep_sheet import keep_sheet
from desktop.workflows.ports import KeyInfo
from desktop.workflows.slot_ports import SlotInfo, SlotKind

_ALWAYS: tuple[SlotKind, ...] = ("passphrase", "recovery", "openpgp")


class SlotErrands(QObject):
    """Keeps the list open, and shows what came of each act in it."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._list: SlotsDialog | None = None
        self._slots: Sequence[SlotInfo] = ()

    def show(self) -> None:
        """List the ways to open the vault."""
        vault = self._session.desk.vault
        self._session.background.run(lambda _p: vault.slots(), self._show)

    def prove_recovery(self) -> None:
        """Prove the recovery code, as the reminder asks."""
        vault = self._session.desk.vault

        def found(slots: Sequence[SlotInfo]) -> None:
            codes = [slot for slot in slots if slot.kind == "recovery"]
            if codes:
                longest_ago = min(codes, key=lambda slot: slot.drilled_at or slot.made_at)
                self._prove(longest_ago)

        self._session.background.run(lambda _p: vault.slots(), found)

    def _show(self, slots: Sequence[SlotInfo]) -> None:
        self._slots = slots
        if self._list is not None:
            self._list.show_slots(slots)
            return
        dialog = self._list = SlotsDialog(self._parent, slots)
        dialog.add_wanted.connect(self._begin_to_add)
        dialog.prove_wanted.connect(self._prove)
        dialog.replace_wanted.connect(self._replace)
        dialog.remove_wanted.connect(self._remove)
        dialog.rekey_wanted.connect(self._rekey)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        self._list = None

    # --- the acts ------------------------------------------------------------------------------------

    def _begin_to_add(self) -> None:
        openpgp = self._session.desk.tools.openpgp
        self._session.background.run(
            lambda _p: openpgp.secret_keys(),
            self._add,
            otherwise=lambda _no_gpg: self._add(()),
            doing=self.tr("Asking gpg for keys"),
        )

    def _add(self, keys: Sequence[KeyInfo]) -> None:
        has_keyring = any(slot.kind == "keyring" for slot in self._slots)
        kinds = _ALWAYS if has_keyring else (*_ALWAYS, "keyring")
        dialog = AddSlotDialog(self._above, kinds, [key for key in keys if key.state == "valid"])
        words = self.tr("The new way to open the vault is made.")
        self._ask(dialog, lambda: work.adding(dialog.wish), lambda code: self._made(code, words))

    def _replace(self, slot: SlotInfo) -> None:
        dialog, words = ReplaceDialog(self._above, slot), self.tr("It is replaced.")
        self._ask(
            dialog,
            lambda: work.replacing(slot, *dialog.passphrase.typed),
            lambda code: self._made(code, words),
        )

    def _prove(self, slot: SlotInfo) -> None:
        dialog, words = ProveDialog(self._above, slot), self.tr("It opens the vault. That is recorded.")
        self._ask(
            dialog,
            lambda: work.proving(slot, dialog.secret.value, dialog.key_file.path),
            lambda _slot: self._done(words),
        )

    def _remove(self, slot: SlotInfo) -> None:
        words = self.tr("It is removed: what opened it opens the vault no more.")
        dialog = RemoveDialog(self._above, slot)
        self._ask(dialog, lambda: work.removing(slot), lambda _none: self._done(words))

    def _rekey(self) -> None:
        dialog = RekeyDialog(self._above, self._slots)
        words = self.tr("The vault has a new key. Make a new backup: older ones open with the slots of then.")
        self._ask(
            dialog,
            lambda: work.rekeying(dialog.given, dialog.drop),
            lambda rekeyed: self._made(rekeyed.code, words),
        )

    # --- how they go ---------------------------------------------------------------------------------

    @property
    def _above(self) -> QWidget:
        return self._list or self._parent

    def _ask(self, dialog: ActDialog, wish: Callable[[], work.Act], then: Callable[..., None]) -> None:
        """Carry out what the dialog says when it is submitted; the worker sees none of its widgets."""
        desk, granting = self._session.desk, self._session.granting

        def submit() -> None:
            act = wish()
            granting.grant(dialog, lambda _p: act(desk), then)

        dialog.submitted.connect(submit)
        dialog.open()

    def _made(self, code: str, words: str) -> None:
        self._done(words)
        if code:
            dialog = CodeDialog(self._above, code)
            dialog.sheet.save_wanted.connect(self._save)
            dialog.open()

    def _done(self, words: str) -> None:
        self._session.changed.emit()
        self._session.said.emit(Message("good", words))
        if self._list is not None:
            self.show()

    def _save(self, code: str, path: Path) -> None:
        tools = self._session.desk.tools
        content = print_recovery_code(code, "", tools.now())
        self._session.background.run(lambda _p: keep_sheet(tools.files, path, content))
