"""A vault that nothing locks: slots that open nothing, no key to replace, no file to copy."""

# ruff: noqa: ARG002 - the ports name these arguments

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.failures import Locked, Usage, VaultMissing, WriteFailed
from desktop.workflows.keeping_ports import BackupReceipt, Given, Rekeyed, Standing
from desktop.workflows.slot_ports import SlotInfo, SlotKind


class KeylessVault:
    """What the ports ask of keys and backups, in memory."""

    def __init__(self) -> None:
        self._slots: list[SlotInfo] = []

    def slots(self) -> list[SlotInfo]:
        return list(self._slots)

    def add_slot(
        self,
        kind: SlotKind,
        secret: str,
        *,
        key_file: bytes = b"",
        openpgp: str = "",
        author: str,
        now: datetime,
    ) -> str:
        self._slots.append(SlotInfo(str(len(self._slots)), kind, kind, now))
        return "0000-0000" if kind == "recovery" else ""

    def rotate_slot(
        self, slot_id: str, secret: str, *, key_file: bytes = b"", author: str, now: datetime
    ) -> str:
        raise WriteFailed("A vault in memory has no slots to replace.")

    def drill_slot(
        self, slot_id: str, secret: str, *, key_file: bytes = b"", author: str, now: datetime
    ) -> SlotInfo:
        raise Locked("A vault in memory has no lock.")

    def rekey(self, given: Sequence[Given], drop: Sequence[str], *, author: str, now: datetime) -> Rekeyed:
        raise WriteFailed("A vault in memory has no key to replace.")

    def remove_slot(self, slot_id: str, *, author: str, now: datetime) -> None:
        self._slots = [slot for slot in self._slots if slot.slot_id != slot_id]

    def standing(self) -> Standing:
        return Standing()

    def accept_rollback(self, *, author: str, now: datetime) -> Standing:
        raise Usage("A vault in memory is never rolled back.")

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        raise WriteFailed("A vault in memory has no files to copy.")

    def drop_old_backups(self, folder: str, keep: int) -> int:
        return 0

    def test_restore(self, backup: str, *, author: str, now: datetime) -> BackupReceipt:
        raise VaultMissing("A vault in memory has no backups.")
