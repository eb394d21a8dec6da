"""How vaults are made and opened, and what that is made of."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import msgspec

from desktop.workflows.keeping_ports import SlotInfo, SlotKind
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

        Raises Locked, TooSoon, VaultInUse, VaultMissing, VaultDamaged, VaultTooNew, KeyringUnavailable.
        """

    def wait_s(self, directory: str) -> int:
        """Seconds until a secret may be tried again, after too many failed; 0 when it may be now."""

    def slots(self, directory: str) -> list[SlotInfo]:
        """The slots of a locked vault."""

    def restore(self, backup: str, directory: str) -> None:
        """Make a vault at a new place from a backup, checked first; its slots open it.

        Raises VaultMissing, VaultDamaged for a backup that is not what was written, WriteFailed.
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
