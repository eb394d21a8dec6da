"""How an open vault in another process is looked after."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.domain.journal import Proof
from desktop.vault.vault_process import VaultProcess
from desktop.vault.wire import VAULT
from desktop.workflows.journal_ports import JournalPage, JournalQuery
from desktop.workflows.keeping_ports import (
    BackupReceipt,
    Given,
    KnownHead,
    Rekeyed,
    SealedHead,
    Standing,
    Verification,
)
from desktop.workflows.slot_ports import SlotInfo, SlotKind


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

    def journal_page(self, wanted: JournalQuery, offset: int = 0, limit: int = 200) -> JournalPage:
        """A page of entries in the order in which they fold, or the latest first."""
        page: JournalPage = self._ask("journal_page", wanted, offset, limit)
        return page

    def journal_proof(self) -> Proof:
        """The signed head of every writer, and the key that checks the signatures."""
        proof: Proof = self._ask("journal_proof")
        return proof

    def verify(self, known: Sequence[KnownHead] = ()) -> Verification:
        """Check chain, database pages and blobs, and known heads."""
        verification: Verification = self._ask("verify", known)
        return verification

    def standing(self) -> Standing:
        """How the vault stood to the head in the OS keyring when it was opened."""
        standing: Standing = self._ask("standing")
        return standing

    def accept_rollback(self, *, author: str, now: datetime) -> Standing:
        """Go on from the older state that was found, and journal both heads."""
        standing: Standing = self._ask("accept_rollback", author=author, now=now)
        return standing

    def sealed_head(self) -> SealedHead:
        """The head with the vault's signature."""
        sealed: SealedHead = self._ask("sealed_head")
        return sealed

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        """Write an encrypted copy to a new folder, open it, compare, journal it."""
        receipt: BackupReceipt = self._ask("backup", str(Path(path).absolute()), author=author, now=now)
        return receipt

    def drop_old_backups(self, folder: str, keep: int) -> int:
        """Delete what a plan of this vault wrote there, but for the newest `keep`."""
        dropped: int = self._ask("drop_old_backups", str(Path(folder).absolute()), keep)
        return dropped

    def test_restore(self, backup: str, *, author: str, now: datetime) -> BackupReceipt:
        """Restore a backup to a private folder, open it, compare, journal it, remove it."""
        place = str(Path(backup).absolute())
        receipt: BackupReceipt = self._ask("test_restore", place, author=author, now=now)
        return receipt

    def _ask(self, method: str, *positional: Any, **named: Any) -> Any:
        return self._process.call(f"vault.{method}", VAULT[method], *positional, **named)
