"""Vault directories: made whole, opened by one writer and any readers, restored from backups."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from desktop.domain.failures import VaultInUse, WriteFailed
from desktop.vault.backup import restore_backup
from desktop.vault.database import NAME
from desktop.vault.lock_file import WriterLock, writing_beside
from desktop.vault.opening import bring_lists_up_to_date, make_database, open_database, take_over
from desktop.vault.rekeying import end_rekeying
from desktop.vault.sql_vault import SqlVault
from desktop.vault.staging import staged_folder
from desktop.workflows.custody_ports import OpenedSlot, SlotBox
from desktop.workflows.ports import Files, Now


class SqlVaultStore:
    """Satisfies `workflows.custody_ports.VaultStore`."""

    def __init__(self, files: Files, now: Now) -> None:
        self._files = files
        self._now = now

    @contextmanager
    def staging(self, directory: str) -> Iterator[str]:
        """A private folder that becomes `directory` when the block ends well. Raises WriteFailed."""
        with staged_folder(Path(directory)) as folder:
            yield str(folder)

    def make(self, directory: str, key: bytes, *, now: datetime) -> str:
        """Make the database of a new vault; returns the vault's id."""
        return make_database(Path(directory) / NAME, key, now)

    def open(self, directory: str, slot: OpenedSlot, slots: SlotBox, *, read_only: bool = False) -> SqlVault:
        """Open the database. Raises VaultInUse, VaultDamaged, VaultTooNew, WriteFailed."""
        folder = Path(directory).absolute()
        lock = None if read_only else WriterLock(folder)
        try:
            with contextlib.nullcontext() if lock or not slot.rekeying else writing_beside(folder):
                if lock or slot.rekeying:
                    end_rekeying(folder, slot, slots)
            database = open_database(folder, slot.key, slot.vault_id, read_only=read_only)
            try:
                if lock is not None:
                    take_over(database, self._now())
                bring_lists_up_to_date(database)
            except BaseException:
                database.close()
                raise
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        vault = SqlVault(database, slot.key, lock, slots, self._files, self._now)
        if not read_only:
            with suppress(VaultInUse, WriteFailed):  # what a crash or a reader kept from being done; it waits
                vault.compact()
        return vault

    def restore(self, backup: str, directory: str) -> None:
        """Copy a checked backup to a new place.

        Raises VaultMissing, VaultDamaged, Unreadable, WriteFailed.
        """
        restore_backup(Path(backup), Path(directory), self._files)
