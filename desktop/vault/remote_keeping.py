"""How an open vault in another process is looked after."""

from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.domain.journal import Proof
from desktop.vault.vault_process import VaultProcess
from desktop.vault.wire import VAULT
from desktop.workflows.journal_ports import JournalPage, JournalQuery
from desktop.workflows.keeping_ports import BackupReceipt, SlotInfo, SlotKind, Verification


class RemoteKeeping:
    """Satisfies `workflows.keeping_ports.Keeping` by asking the process that holds the key."""

    def __init__(self, process: VaultProcess) -> None:
        self._process = process

    def slots(self) -> list[SlotInfo]:
        """The ways to open this vault."""
        slots: list[SlotInfo] = self._ask("slots")
        return slots

    def add_slot(self, kind: SlotKind, secret: str, *, author: str, now: datetime) -> str:
        """Add a slot; returns the recovery code, if it is one."""
        code: str = self._ask("add_slot", kind, secret, author=author, now=now)
        return code

    def remove_slot(self, slot_id: str, *, author: str, now: datetime) -> None:
        """Remove a slot; refuses to leave fewer than two."""
        self._ask("remove_slot", slot_id, author=author, now=now)

    def journal_page(self, wanted: JournalQuery, offset: int = 0, limit: int = 200) -> JournalPage:
        """A page of entries in the order in which they fold, or the latest first."""
        page: JournalPage = self._ask("journal_page", wanted, offset, limit)
        return page

    def journal_proof(self) -> Proof:
        """The signed head of every writer, and the key that checks the signatures."""
        proof: Proof = self._ask("journal_proof")
        return proof

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
