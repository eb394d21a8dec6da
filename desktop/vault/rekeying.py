"""Another data key for the database: copied beside it, then put in its place, also when that is cut short.

At every instant `slots.json` opens the database that is there. The copy is complete and durable before the
slots of its key are kept beside the old ones; it takes the place of the old file by one rename; then the old
slots go. Copying pages from a database of one key into one of another needs no statement that names a key.
"""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from desktop.domain.disk import refusal
from desktop.domain.event import Draft
from desktop.domain.failures import Failure, Locked, VaultDamaged, WriteFailed
from desktop.vault.database import NAME, Database
from desktop.vault.journal import Journal
from desktop.vault.policies import PinnedPolicies
from desktop.vault.staging import private_file, sync
from desktop.vault.verification import page_findings, verify_vault
from desktop.workflows.custody_ports import OpenedSlot, ResealedSlots, SlotBox

COMING = f"{NAME}.rekey"
"""The copy with the new key, while it waits for its name."""


def replace_key(
    database: Database,
    fresh: bytes,
    resealed: ResealedSlots,
    slots: SlotBox,
    drafts: Sequence[Draft],
    *,
    author: str,
    now: datetime,
) -> None:
    """Let the open database go on under the fresh key, with these entries in its journal.

    Raises WriteFailed, VaultDamaged; the old key and its slots are in use then, as if nothing had been begun.
    """
    folder, directory = database.path.parent, str(database.path.parent)
    with _taken_back(folder, slots, resealed):
        _write_copy(database, fresh, drafts, author=author, now=now)
        slots.offer(directory, resealed)
        _take_its_place(folder)
    database.go_on(fresh)
    with contextlib.suppress(WriteFailed):  # the new key is in use; the next opening settles it
        slots.settle(directory, "new")


def end_rekeying(folder: Path, slot: OpenedSlot, slots: SlotBox) -> bytes:
    """Go on with the key that the database has, where replacing it was cut short; the caller may write.

    No slots go before the database was opened with the key of those that stay. Returns that key. Raises
    Locked for an old slot of a database that has its new key, VaultDamaged where neither key fits,
    WriteFailed.
    """
    directory = str(folder)
    if slot.rekeying == "new" and _is_whole(folder, slot.key):
        if (folder / COMING).exists():
            _take_its_place(folder)
        slots.settle(directory, "new")
        return slot.key
    key = slot.before if slot.rekeying == "new" else slot.key
    if slots.rekeying(directory):  # read again: the slot may have been opened before it was begun
        if not _opens(folder / NAME, key):
            raise _no_key_fits(slot)
        slots.settle(directory, "old")
    _clear(folder)
    return key


def _is_whole(folder: Path, key: bytes) -> bool:
    """Whether what the new key belongs to is there: the copy, every page of it, or else the database."""
    copy = folder / COMING
    return _opens(copy, key, pages=True) if copy.exists() else _opens(folder / NAME, key)


def _opens(path: Path, key: bytes, *, pages: bool = False) -> bool:
    if not key:
        return False
    try:
        with contextlib.closing(Database(path, key, read_only=True)) as database:
            filled = bool(database.value("SELECT count(*) FROM sqlite_schema"))
            return filled and not (pages and any(page_findings(database)))
    except VaultDamaged:
        return False


def _no_key_fits(slot: OpenedSlot) -> Locked | VaultDamaged:
    if slot.rekeying != "new":
        return Locked(
            "The vault's key was replaced, and what was given opened the key before.",
            advice="Use the passphrase, the keyring or the new recovery code.",
        )
    return VaultDamaged(
        "Replacing the key of this vault was cut short, and its copy under the new key is lost or damaged.",
        advice="Open it with the recovery code or passphrase that opened it before; every slot was kept.",
    )


@contextlib.contextmanager
def _taken_back(folder: Path, slots: SlotBox, resealed: ResealedSlots) -> Iterator[None]:
    try:
        yield
    except BaseException:
        # What cannot be taken back now, or has its place already, is ended at the next opening.
        with contextlib.suppress(Failure):
            if (folder / COMING).exists():
                slots.settle(str(folder), "old")
                slots.withdraw(str(folder), resealed)
                _clear(folder)
        raise


def _write_copy(
    database: Database, fresh: bytes, drafts: Sequence[Draft], *, author: str, now: datetime
) -> None:
    path = database.path.with_name(COMING)
    _clear(path.parent)
    private_file(path)
    copy = Database(path, fresh)
    try:
        database.copy_into(copy)
        with copy.transaction():
            Journal(copy).append(None, drafts, author=author, now=now)
        if not verify_vault(copy, PinnedPolicies(copy)).sound:
            raise VaultDamaged("The copy under the new key differs from what its journal says.")
    finally:
        copy.close()
    sync(path)
    sync(path.parent)


def _take_its_place(folder: Path) -> None:
    try:
        (folder / COMING).rename(folder / NAME)
    except OSError as error:
        raise refusal(error, "The database cannot be replaced.") from error
    sync(folder)


def _clear(folder: Path) -> None:
    """Remove a copy that never came into use, and what SQLite keeps beside it."""
    for name in (COMING, f"{COMING}-journal"):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise refusal(error, "A file beside the database cannot be removed.") from error
