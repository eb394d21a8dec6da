"""Vault directories: made whole, opened by one writer and any readers, restored from backups."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from desktop.domain.failures import VaultInUse, WriteFailed
from desktop.vault.backup import restore_backup
from desktop.vault.backup_shelf import backups_in, copy_before_upgrade
from desktop.vault.database import NAME, Database
from desktop.vault.head_watch import HeadWatch
from desktop.vault.lock_file import WriterLock, writing_beside
from desktop.vault.opening import bring_lists_up_to_date, make_database, open_database, take_over
from desktop.vault.rekeying import end_rekeying
from desktop.vault.repair.looking import look_at
from desktop.vault.repair.salvage import examine, salvage
from desktop.vault.sql_vault import SqlVault
from desktop.vault.staging import clear_drafts, staged_folder
from desktop.workflows.custody_ports import HeadKeeper, OpenedSlot, SlotBox
from desktop.workflows.keeping_ports import FoundBackup
from desktop.workflows.ports import Files, Now
from desktop.workflows.repair_ports import Damage


class SqlVaultStore:
    """Satisfies `workflows.custody_ports.VaultStore`."""

    def __init__(self, files: Files, now: Now, heads: HeadKeeper | None = None) -> None:
        self._files = files
        self._now = now
        self._heads = heads

    @contextmanager
    def staging(self, directory: str) -> Iterator[str]:
        """A private folder that becomes `directory` when the block ends well. Raises WriteFailed."""
        with staged_folder(Path(directory)) as folder:
            yield str(folder)

    def make(self, directory: str, key: bytes, *, now: datetime) -> str:
        """Make the database of a new vault; returns the vault's id."""
        return make_database(Path(directory) / NAME, key, now)

    def open(self, directory: str, slot: OpenedSlot, slots: SlotBox, *, read_only: bool = False) -> SqlVault:
        """Open the database; one that was rolled back for reading only, which its standing says.

        Raises VaultInUse, VaultDamaged, VaultTooNew, WriteFailed.
        """
        folder = Path(directory).absolute()
        lock = None if read_only else WriterLock(folder)
        try:
            if lock is not None:
                clear_drafts(folder)
            with contextlib.nullcontext() if lock or not slot.rekeying else writing_beside(folder):
                if lock or slot.rekeying:
                    key = end_rekeying(folder, slot, slots)
                    slot = msgspec.structs.replace(slot, key=key)
            copy = partial(self._copy_before_upgrade, slot.key)
            database = open_database(
                folder, slot.key, slot.vault_id, read_only=read_only, before_upgrade=copy
            )
            try:
                watch = HeadWatch(database, self._keeper(directory, slots))
                self._begin(database, watch, writes=lock is not None)
            except BaseException:
                database.close()
                raise
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        vault = SqlVault(database, slot.key, lock, slots, self._files, self._now, watch)
        if not database.read_only:
            with suppress(VaultInUse, WriteFailed):  # what a crash or a reader kept from being done; it waits
                vault.compact()
        return vault

    def backups(self, folder: str) -> list[FoundBackup]:
        """The backups in a folder, each read to its end. Raises Unreadable, WriteFailed."""
        return backups_in(Path(folder), self._files)

    def examine(self, directory: str, slot: OpenedSlot) -> Damage:
        """What of a damaged vault is whole; it is only read. Raises VaultInUse, VaultDamaged."""
        with _reading_alone(Path(directory)):
            return examine(Path(directory), slot.key)

    def salvage(self, directory: str, slot: OpenedSlot, target: str, key: bytes, *, now: datetime) -> Damage:
        """Write what can be read of a damaged vault to a database in an empty folder.

        Raises VaultInUse, VaultDamaged, WriteFailed.
        """
        with _reading_alone(Path(directory)):
            return salvage(Path(directory), slot.key, slot.vault_id, Path(target), key, now=now)

    def look(self, directory: str, slot: OpenedSlot, slots: SlotBox) -> SqlVault:
        """Open what can be read of a damaged vault, for reading only; nothing of it stays.

        Raises VaultInUse, VaultDamaged, WriteFailed.
        """
        with _reading_alone(Path(directory)):
            return look_at(Path(directory).absolute(), slot, slots, self._files, self._now)

    def _copy_before_upgrade(self, key: bytes, database: Database) -> None:
        copy_before_upgrade(database, key, self._files, self._now())

    def _begin(self, database: Database, watch: HeadWatch, *, writes: bool) -> None:
        """Go on with what is there, unless it is older than it was."""
        if watch.rolled_back:
            database.only_read()
            return
        if writes:
            take_over(database, self._now())
            watch.begin()
        bring_lists_up_to_date(database)

    def _keeper(self, directory: str, slots: SlotBox) -> HeadKeeper | None:
        """The keyring, for a vault that has a slot in it."""
        return self._heads if any(slot.kind == "keyring" for slot in slots.infos(directory)) else None

    def restore(self, backup: str, directory: str) -> None:
        """Copy a checked backup to a new place.

        Raises VaultMissing, VaultDamaged, Unreadable, WriteFailed.
        """
        restore_backup(Path(backup), Path(directory), self._files)


@contextmanager
def _reading_alone(directory: Path) -> Iterator[None]:
    """Nobody writes to what is being read; where no lock can be taken, nobody can write either."""
    try:
        lock = WriterLock(directory)
    except WriteFailed:
        yield
        return
    try:
        yield
    finally:
        lock.release()
