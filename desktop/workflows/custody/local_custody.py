"""Making and opening vaults in this process: key slots and the database, joined."""

from contextlib import closing
from datetime import datetime

from desktop.domain.event import Draft
from desktop.domain.events import SlotAdded
from desktop.domain.failures import Usage, VaultDamaged
from desktop.workflows.custody.patience import Patience
from desktop.workflows.custody_ports import OpenedSlot, SlotBox, VaultStore
from desktop.workflows.keeping_ports import FoundBackup
from desktop.workflows.repair_ports import Damage, Salvaged
from desktop.workflows.slot_ports import SHORTEST_PASSPHRASE, SlotInfo, SlotKind
from desktop.workflows.vault_ports import Vault


def require_strong(passphrase: str) -> None:
    """Refuse a passphrase that guessing would soon find. Raises Usage."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Usage(
            f"The passphrase has fewer than {SHORTEST_PASSPHRASE} characters.",
            advice="Choose several words that do not belong together.",
        )


class LocalCustody:
    """Holds the key in this very process: for the command line, and inside the desk's vault process."""

    def __init__(self, store: VaultStore, slots: SlotBox, patience: Patience) -> None:
        self._store = store
        self._slots = slots
        self._patience = patience

    def create(
        self, directory: str, *, passphrase: str = "", keyring: bool = False, now: datetime
    ) -> tuple[Vault, str]:
        """Make a vault whole or not at all; returns it open, and the recovery code to print.

        Raises KeyringUnavailable, WriteFailed, and Usage when fewer than two slots would result.
        """
        key = self._slots.new_key()
        with self._store.staging(directory) as folder:
            vault_id = self._store.make(folder, key, now=now)
            made, code = self._slots.fill(
                folder, vault_id, key, passphrase=passphrase, keyring=keyring, now=now
            )
            with closing(self._store.open(folder, OpenedSlot(vault_id, key), self._slots)) as vault:
                added = [Draft(SlotAdded(slot.slot_id, slot.kind), now) for slot in made]
                vault.append(None, added, author="", now=now)
        return self.unlock(directory, "recovery", code), code

    def unlock(
        self,
        directory: str,
        kind: SlotKind,
        secret: str = "",
        *,
        key_file: bytes = b"",
        read_only: bool = False,
    ) -> Vault:
        """Open a vault.

        Raises Locked, TooSoon, VaultInUse, VaultMissing, VaultDamaged, VaultTooNew, KeyringUnavailable.
        """
        slot = self._open(directory, kind, secret, key_file)
        vault = self._store.open(directory, slot, self._slots, read_only=read_only)
        try:
            read_only = read_only or vault.standing().state == "rolled-back"
            self._patience.succeed(directory, vault, read_only=read_only)
        except BaseException:
            vault.close()
            raise
        return vault

    def give_up(self) -> None:
        """Stop an unlocking that waits for a card or a PIN."""
        self._slots.give_up()

    def wait_s(self, directory: str) -> int:
        """Seconds until a secret may be tried again."""
        return self._patience.wait_s(directory)

    def slots(self, directory: str) -> list[SlotInfo]:
        """The slots of a locked vault."""
        return self._slots.infos(directory)

    def restore(self, backup: str, directory: str) -> None:
        """Make a vault at a new place from a backup, checked first."""
        self._store.restore(backup, directory)

    def backups(self, folder: str) -> list[FoundBackup]:
        """The backups in a folder, newest first, each read to its end."""
        return self._store.backups(folder)

    def examine(self, directory: str, kind: SlotKind, secret: str = "", *, key_file: bytes = b"") -> Damage:
        """What of a vault that may be damaged is whole; nothing is written."""
        return self._store.examine(directory, self._open(directory, kind, secret, key_file))

    def look(self, directory: str, kind: SlotKind, secret: str = "", *, key_file: bytes = b"") -> Vault:
        """Open what can be read of a damaged vault, for reading only."""
        slot = self._open(directory, kind, secret, key_file)
        return self._store.look(directory, slot, self._slots)

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
        """Make a new vault under a new key from what can be read of a damaged one, whole or not at all."""
        slot, key = self._open(directory, kind, secret, key_file), self._slots.new_key()
        with self._store.staging(target) as folder:
            damage = self._store.salvage(directory, slot, folder, key, now=now)
            made, code = self._slots.fill(
                folder, slot.vault_id, key, passphrase=passphrase, keyring=keyring, now=now
            )
            with closing(self._store.open(folder, OpenedSlot(slot.vault_id, key), self._slots)) as vault:
                added = [Draft(SlotAdded(slot.slot_id, slot.kind), now) for slot in made]
                vault.append(None, added, author="", now=now)
                if not vault.verify().sound:
                    raise VaultDamaged("What was salvaged does not prove itself, so it was not kept.")
        return Salvaged(damage, code)

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""
        return self._slots.keyring_available()

    def _open(self, directory: str, kind: SlotKind, secret: str, key_file: bytes) -> OpenedSlot:
        with self._patience.attempt(directory, kind):
            return self._slots.open(directory, kind, secret, key_file=key_file)
