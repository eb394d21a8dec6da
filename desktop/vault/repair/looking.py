"""A damaged vault as far as it can be read: salvaged to a private folder, to be read, then gone."""

import contextlib
from pathlib import Path

from desktop.vault.backup import SLOTS
from desktop.vault.opening import open_database
from desktop.vault.repair.salvage import salvage
from desktop.vault.sql_vault import SqlVault
from desktop.vault.staging import scratch_folder
from desktop.workflows.custody_ports import OpenedSlot, SlotBox
from desktop.workflows.ports import Files, Now

_SIZE_LIMIT = 1024 * 1024


class PassingVault(SqlVault):
    """An open vault whose folder does not outlive it."""

    def __init__(self, folder: Path, slot: OpenedSlot, slots: SlotBox, files: Files, now: Now) -> None:
        database = open_database(folder, slot.key, slot.vault_id, read_only=True)
        super().__init__(database, slot.key, None, slots, files, now)
        self.leftover = contextlib.ExitStack()

    def close(self) -> None:
        """Lock, and remove the copy."""
        super().close()
        self.leftover.close()


def look_at(directory: Path, slot: OpenedSlot, slots: SlotBox, files: Files, now: Now) -> PassingVault:
    """The copy lies within the vault's own folder, encrypted under the same key.

    Raises VaultDamaged when nothing can be read, WriteFailed.
    """
    with contextlib.ExitStack() as leftover:
        folder = leftover.enter_context(scratch_folder(directory))
        salvage(directory, slot.key, slot.vault_id, folder, slot.key, now=now())
        files.write_new(folder / SLOTS, files.read(directory / SLOTS, limit=_SIZE_LIMIT))
        vault = PassingVault(folder, slot, slots, files, now)
        vault.leftover = leftover.pop_all()
    return vault
