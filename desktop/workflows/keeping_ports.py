"""How an open vault is looked after: its slots, its proofs, its backups."""

from datetime import datetime
from typing import Literal, Protocol

import msgspec

from desktop.domain.journal import Finding

SlotKind = Literal["keyring", "passphrase", "recovery"]


class SlotInfo(msgspec.Struct, frozen=True):
    """One way to open the vault; never holds a secret."""

    slot_id: str
    kind: SlotKind
    label: str
    made_at: datetime


class Verification(msgspec.Struct, frozen=True):
    """What `verify` found; `sound` when every list is empty."""

    events: int
    head: str
    journal: tuple[Finding, ...]
    database: tuple[str, ...]
    blobs: tuple[str, ...]
    withheld: int = 0
    """Entries of other vaults that came without what they say: their place in the chain holds, no more."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not (self.journal or self.database or self.blobs)


class BackupReceipt(msgspec.Struct, frozen=True):
    """Proof that a backup was written, opened again and found equal."""

    path: str
    sha256: str
    head: str
    events: int


class Keeping(Protocol):
    """What keeps an unlocked vault from being lost; a part of `Vault`."""

    def slots(self) -> list[SlotInfo]:
        """The ways to open this vault."""

    def add_slot(self, kind: SlotKind, secret: str, *, author: str, now: datetime) -> str:
        """Add a slot, read it back, journal it. Returns the recovery code for kind "recovery", else ""."""

    def remove_slot(self, slot_id: str, *, author: str, now: datetime) -> None:
        """Remove a slot; refuses to leave fewer than two once a report is stored."""

    def verify(self) -> Verification:
        """Check chain, database pages and blobs."""

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        """Write an encrypted copy to a new folder, open it, compare, journal it."""

    def test_restore(self, backup: str, *, author: str, now: datetime) -> BackupReceipt:
        """Restore a backup of this vault to a private folder, open it, compare, journal it; nothing stays.

        Raises Usage for another vault's backup, VaultMissing, VaultDamaged.
        """
