"""How vaults are made and opened, and what that is made of."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from desktop.workflows.keeping_ports import FoundBackup, Given, Rekeyed
from desktop.workflows.repair_ports import Damage, Salvaged
from desktop.workflows.slot_ports import SlotInfo, SlotKind
from desktop.workflows.vault_ports import Vault


class OpenedSlot(msgspec.Struct, frozen=True):
    """What a slot gave: the data key, and the vault that it says it belongs to."""

    vault_id: str
    key: bytes
    rekeying: Literal["", "old", "new"] = ""
    """Of which set of slots it is, where replacing the data key was cut short."""
    before: bytes = b""
    """Of the new set: the old data key, where what was given opens that too."""


class ResealedSlots(msgspec.Struct, frozen=True):
    """The slots of a vault with another data key, made but not in use yet; nothing in it is secret."""

    outcome: Rekeyed
    sealed: bytes
    """The slots as they are kept."""


class Custody(Protocol):
    """Makes and opens vaults; what it returns holds the key, in a process of its own for the desk."""

    def create(
        self, directory: str, *, passphrase: str = "", keyring: bool = False, now: datetime
    ) -> tuple[Vault, str]:
        """Make a vault with a recovery code and the slots named; returns it and the code to print.

        Raises KeyringUnavailable, WriteFailed, and Usage when fewer than two slots would result.
        """

    def unlock(
        self,
        directory: str,
        kind: SlotKind,
        secret: str = "",
        *,
        key_file: bytes = b"",
        read_only: bool = False,
    ) -> Vault:
        """Open a vault; `read_only` is for verbs that only read and may run beside a writer.

        Raises Locked, TooSoon, VaultInUse, VaultMissing, VaultDamaged, VaultTooNew, KeyringUnavailable; for
        a slot with an OpenPGP key also what opening a report raises.
        """

    def give_up(self) -> None:
        """Stop an unlocking that waits for a card or a PIN: it raises Cancelled. Returns at once."""

    def wait_s(self, directory: str) -> int:
        """Seconds until a secret may be tried again, after too many failed; 0 when it may be now."""

    def slots(self, directory: str) -> list[SlotInfo]:
        """The slots of a locked vault."""

    def restore(self, backup: str, directory: str) -> None:
        """Make a vault at a new place from a backup, checked first; its slots open it.

        Raises VaultMissing, VaultDamaged for a backup that is not what was written, WriteFailed.
        """

    def backups(self, folder: str) -> list[FoundBackup]:
        """The backups in a folder, newest first, each read to its end. Raises WriteFailed."""

    def examine(self, directory: str, kind: SlotKind, secret: str = "", *, key_file: bytes = b"") -> Damage:
        """Read every page of a vault that may be damaged; say which cases are whole. Nothing is written.

        Raises Locked, TooSoon, KeyringUnavailable, VaultMissing, VaultInUse, VaultDamaged.
        """

    def look(self, directory: str, kind: SlotKind, secret: str = "", *, key_file: bytes = b"") -> Vault:
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
        key_file: bytes = b"",
        passphrase: str,
        keyring: bool = False,
        now: datetime,
    ) -> Salvaged:
        """Make a new vault, with slots of its own, from what can be read of a damaged one.

        Raises what `examine` does, and WriteFailed; whole or not at all.
        """

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""


# --- what custody is made of ---------------------------------------------------------------------------


class SecretSealer(Protocol):
    """Seals the secret of a slot to an OpenPGP key; only its holder, or its card, gives it back."""

    def seal(self, secret: bytes, fingerprint: str) -> bytes:
        """Encrypt to a key of our own; asks nobody. Raises KeyMissing, GpgRefused, GpgMissing."""

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt, judged strictly; may ask for a PIN. Raises as opening a report does, Cancelled."""

    def give_up(self) -> None:
        """Let what is being unsealed raise Cancelled; called from a thread or a signal of its own."""


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

    def open(self, directory: str, kind: SlotKind, secret: str = "", *, key_file: bytes = b"") -> OpenedSlot:
        """The data key. Raises Locked, KeyringUnavailable, VaultMissing, VaultDamaged, VaultTooNew."""

    def give_up(self) -> None:
        """Let an opening that waits for an OpenPGP key raise Cancelled."""

    def infos(self, directory: str) -> list[SlotInfo]:
        """The slots of a vault. Raises VaultMissing, VaultDamaged, VaultTooNew."""

    def add(
        self, directory: str, key: bytes, kind: SlotKind, given: Given, now: datetime
    ) -> tuple[SlotInfo, str]:
        """Add a slot and open it again; returns it and the recovery code, if it is one."""

    def remove(self, directory: str, slot_id: str) -> SlotInfo:
        """Remove a slot; raises RefusedByPolicy rather than leave fewer than two."""

    def rotate(
        self, directory: str, key: bytes, slot_id: str, given: Given, now: datetime
    ) -> tuple[SlotInfo, SlotInfo, str]:
        """Put another slot of its kind in the place of one; returns the old, the new and the code, if any."""

    def prove(self, directory: str, key: bytes, slot_id: str, given: Given) -> SlotInfo:
        """Open one slot, without an id any recovery slot, and compare. Raises Usage and as `open`."""

    def note_drill(self, directory: str, slot_id: str, now: datetime) -> None:
        """Show from now on when the slot was proved. Raises WriteFailed."""

    # Replacing the data key: at every instant the slots in use open the database that is there.

    def reseal(
        self, directory: str, fresh: bytes, given: Sequence[Given], drop: Sequence[str], now: datetime
    ) -> ResealedSlots:
        """Seal another data key for the slots that stay, and write nothing. Raises as `Keeping.rekey`."""

    def offer(self, directory: str, resealed: ResealedSlots) -> None:
        """Keep both sets, durably: from here on either key may be the database's. Raises WriteFailed."""

    def rekeying(self, directory: str) -> bool:
        """Whether two sets are kept."""

    def settle(self, directory: str, keep: Literal["old", "new"]) -> None:
        """Keep one set alone, if there are two."""

    def withdraw(self, directory: str, resealed: ResealedSlots) -> None:
        """Take back what was made and not offered."""

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

    def salvage(self, directory: str, slot: OpenedSlot, target: str, key: bytes, *, now: datetime) -> Damage:
        """Write what can be read to a new database. Raises VaultInUse, VaultDamaged, WriteFailed."""

    def look(self, directory: str, slot: OpenedSlot, slots: SlotBox) -> Vault:
        """Open what can be read, for reading only. Raises VaultInUse, VaultDamaged, WriteFailed."""
