"""How vaults are made and opened, and what that is made of."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import msgspec

from desktop.workflows.keeping_ports import FoundBackup, SlotInfo, SlotKind
from desktop.workflows.repair_ports import Damage, Salvaged
from desktop.workflows.vault_ports import Vault


class OpenedSlot(msgspec.Struct, frozen=True):
    """What a slot gave: the data key, and the vault that it says it belongs to."""

    vault_id: str
    key: bytes


class Custody(Protocol):
    """Makes and opens vaults; what it returns holds the key, in a process of its own for the desk."""

    def create(
        self, directory: str, *, passphrase: str = "", keyring: bool = False, now: datetime
    ) -> tuple[Vault, str]:
        """Make a vault with a recovery code and the slots named; returns it and the code to print.

        Raises KeyringUnavailable, WriteFailed, and Usage when fewer than two slots would result.
        """

    def unlock(self, directory: str, kind: SlotKind, secret: str = "", *, read_only: bool = False) -> Vault:
        """Open a vault; `read_only` is for verbs that only read and may run beside a writer.

        Raises Locked, VaultInUse, VaultMissing, VaultDamaged, VaultTooNew, KeyringUnavailable.
        """

    def slots(self, directory: str) -> list[SlotInfo]:
        """The slots of a locked vault."""

    def restore(self, backup: str, directory: str) -> None:
        """Make a vault at a new place from a backup, checked first; its slots open it.

        Raises VaultMissing, VaultDamaged for a backup that is not what was written, WriteFailed.
        """

    def backups(self, folder: str) -> list[FoundBackup]:
        """The backups in a folder, newest first, each read to its end. Raises WriteFailed."""

    def examine(self, directory: str, kind: SlotKind, secret: str = "") -> Damage:
        """Read every page of a vault that may be damaged; say which cases are whole. Nothing is written.

        Raises Locked, KeyringUnavailable, VaultMissing, VaultInUse, VaultDamaged when nothing can be read.
        """

    def look(self, directory: str, kind: SlotKind, secret: str = "") -> Vault:
        """Open what can be read of a damaged vault, for reading only, from a private copy that does not stay.

        Raises what `examine` does, and WriteFailed.
        """

    def salvage(
        self,
        directory: str,
        kind: SlotKind,
        secret: str,
        target: str,
        *,
        passphrase: str,
        keyring: bool = False,
        author: str = "",
        now: datetime,
    ) -> Salvaged:
        """Make a new vault, with slots of its own, from what can be read of a damaged one.

        Raises what `examine` does, and WriteFailed; whole or not at all.
        """

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""


# --- what custody is made of ---------------------------------------------------------------------------


class SlotBox(Protocol):
    """The key slots of vaults: each seals the same data key; `directory` is the vault's."""

    def new_key(self) -> bytes:
        """A random 256-bit data key followed by its 16-byte salt."""

    def fill(
        self, directory: str, vault_id: str, key: bytes, *, passphrase: str, keyring: bool, now: datetime
    ) -> tuple[tuple[SlotInfo, ...], str]:
        """Make the first slots, a recovery code always among them; returns them and the code.

        Raises Usage when fewer than two would result, KeyringUnavailable, WriteFailed.
        """

    def open(self, directory: str, kind: SlotKind, secret: str = "") -> OpenedSlot:
        """The data key. Raises Locked, KeyringUnavailable, VaultMissing, VaultDamaged, VaultTooNew."""

    def infos(self, directory: str) -> list[SlotInfo]:
        """The slots of a vault. Raises VaultMissing, VaultDamaged, VaultTooNew."""

    def add(
        self, directory: str, key: bytes, kind: SlotKind, secret: str, now: datetime
    ) -> tuple[SlotInfo, str]:
        """Add a slot and open it again; returns it and the recovery code, if it is one."""

    def remove(self, directory: str, slot_id: str) -> SlotInfo:
        """Remove a slot; raises RefusedByPolicy rather than leave fewer than two."""

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""


class HeadKeeper(Protocol):
    """Remembers outside the vault where each writer's chain ended; asks nobody anything."""

    def recall(self, vault_id: str) -> dict[str, tuple[int, str]]:
        """Sequence and id by writer. Raises KeyringUnavailable."""

    def keep(self, vault_id: str, writer: str, sequence: int, head: str) -> None:
        """Remember the end of one writer's chain beside those of others. Raises KeyringUnavailable."""


class VaultStore(Protocol):
    """Vault directories and the database in them."""

    def staging(self, directory: str) -> AbstractContextManager[str]:
        """A private folder that becomes `directory` when the block ends well. Raises WriteFailed."""

    def make(self, directory: str, key: bytes, *, now: datetime) -> str:
        """Make the database of a new vault; returns the vault's id."""

    def open(self, directory: str, slot: OpenedSlot, slots: SlotBox, *, read_only: bool = False) -> Vault:
        """Open the database. Raises VaultInUse, VaultDamaged, VaultTooNew."""

    def restore(self, backup: str, directory: str) -> None:
        """Copy a checked backup to a new place. Raises VaultMissing, VaultDamaged, WriteFailed."""

    def backups(self, folder: str) -> list[FoundBackup]:
        """The backups in a folder, newest first, each read to its end. Raises WriteFailed."""

    def examine(self, directory: str, slot: OpenedSlot) -> Damage:
        """What of a damaged vault is whole. Raises VaultInUse, VaultDamaged."""

    def salvage(
        self, directory: str, slot: OpenedSlot, target: str, key: bytes, *, author: str, now: datetime
    ) -> Damage:
        """Write what can be read to a new database. Raises VaultInUse, VaultDamaged, WriteFailed."""

    def look(self, directory: str, slot: OpenedSlot, slots: SlotBox) -> Vault:
        """Open what can be read, for reading only. Raises VaultInUse, VaultDamaged, WriteFailed."""
