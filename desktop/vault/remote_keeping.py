"""How an open vault in another process is looked after."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.vault.vault_process import VaultProcess
from desktop.vault.wire import VAULT
from desktop.workflows.keeping_ports import BackupReceipt, Given, Rekeyed, SlotInfo, SlotKind, Verification


class RemoteKeeping:
    """Satisfies `workflows.keeping_ports.Keeping` by asking the process that holds the key."""

    def __init__(self, process: VaultProcess) -> None:
        self._process = process

    def slots(self) -> list[SlotInfo]:
        """The ways to open this vault."""
        slots: list[SlotInfo] = self._ask("slots")
        return slots

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
        """Add a slot; returns the recovery code, if it is one."""
        beside = {"key_file": key_file, "openpgp": openpgp}
        code: str = self._ask("add_slot", kind, secret, **beside, author=author, now=now)
        return code

    def rotate_slot(
        self, slot_id: str, secret: str, *, key_file: bytes = b"", author: str, now: datetime
    ) -> str:
        """Replace a slot by another of its kind; returns the recovery code, if it is one."""
        code: str = self._ask("rotate_slot", slot_id, secret, key_file=key_file, author=author, now=now)
        return code

    def drill_slot(
        self, slot_id: str, secret: str, *, key_file: bytes = b"", author: str, now: datetime
    ) -> SlotInfo:
        """Prove that a slot opens the vault."""
        slot: SlotInfo = self._ask("drill_slot", slot_id, secret, key_file=key_file, author=author, now=now)
        return slot

    def rekey(self, given: Sequence[Given], drop: Sequence[str], *, author: str, now: datetime) -> Rekeyed:
        """Replace the data key."""
        rekeyed: Rekeyed = self._ask("rekey", given, drop, author=author, now=now)
        return rekeyed

    def remove_slot(self, slot_id: str, *, author: str, now: datetime) -> None:
        """Remove a slot; refuses to leave fewer than two."""
        self._ask("remove_slot", slot_id, author=author, now=now)

    def verify(self) -> Verification:
        """Check chain, database pages and blobs."""
        verification: Verification = self._ask("verify")
        return verification

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        """Write an encrypted copy to a new folder, open it, compare, journal it."""
        receipt: BackupReceipt = self._ask("backup", str(Path(path).absolute()), author=author, now=now)
        return receipt

    def test_restore(self, backup: str, *, author: str, now: datetime) -> BackupReceipt:
        """Restore a backup to a private folder, open it, compare, journal it, remove it."""
        place = str(Path(backup).absolute())
        receipt: BackupReceipt = self._ask("test_restore", place, author=author, now=now)
        return receipt

    def _ask(self, method: str, *positional: Any, **named: Any) -> Any:
        return self._process.call(f"vault.{method}", VAULT[method], *positional, **named)
