"""Backups: an encrypted copy with its slots and a signed manifest, opened and compared before it counts."""

import hashlib
import os
import shutil
import stat
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from desktop.domain.disk import refusal
from desktop.domain.failures import Failure, TooLarge, Unreadable, Usage, VaultDamaged, VaultMissing
from desktop.domain.journal import utc
from desktop.domain.undecodable import UNDECODABLE
from desktop.vault.checkpoint import CheckpointKey, holds
from desktop.vault.database import NAME, Database
from desktop.vault.journal import Journal
from desktop.vault.migration import newest, version_of
from desktop.vault.policies import PinnedPolicies
from desktop.vault.staging import private_file, staged_folder
from desktop.vault.verification import page_findings, verify_vault
from desktop.workflows.ports import Files

MANIFEST = "manifest.json"
SLOTS = "slots.json"
_SIZE_LIMIT = 1024 * 1024
_ANOTHER = "Use another backup."


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds; signed by the vault's own key, whose public half it names."""

    vault_id: str
    made_at: datetime
    database_sha256: str
    slots_sha256: str
    head: str
    events: int
    public_key: str
    signature: str = ""
    format: int = 1

    @property
    def facts(self) -> tuple[str | int, ...]:
        """What the signature covers."""
        sums = (self.database_sha256, self.slots_sha256)
        return (self.format, self.vault_id, self.made_at.isoformat(), *sums, self.head, self.events)


def write_backup(database: Database, key: bytes, target: Path, files: Files, now: datetime) -> Manifest:
    """Copy the open vault to a new folder, open the copy, compare.

    Raises Usage, WriteFailed, VaultDamaged.
    """
    _require_outside(target, database.path.parent)
    return write_copy(database, key, target, files, now)


def write_copy(database: Database, key: bytes, target: Path, files: Files, now: datetime) -> Manifest:
    """The same, wherever the folder lies, and of a vault of any schema. Raises WriteFailed, VaultDamaged."""
    if any(page_findings(database)):
        raise VaultDamaged("The vault is damaged, so that no sound backup can be made of it.")
    with staged_folder(target) as folder:
        _copy_database(database, key, folder / NAME)
        slots = files.read(database.path.parent / SLOTS, limit=_SIZE_LIMIT)
        files.write_new(folder / SLOTS, slots)
        manifest = _describe(database, folder, now)
        files.write_new(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def restore_backup(backup: Path, target: Path, files: Files) -> None:
    """Copy a backup that is exactly what its manifest says to a new folder.

    The copy goes on as a new writer when it is first opened. Raises VaultMissing, VaultDamaged, Unreadable,
    WriteFailed.
    """
    manifest = read_manifest(backup, files)
    with staged_folder(target) as folder:
        for name in (NAME, SLOTS):
            _copy_durably(backup / name, folder / name)
        _compare(manifest, backup, folder)


def check_backup(backup: Path, files: Files) -> Manifest:
    """What a backup says of itself, once its files are what it says.

    Raises VaultMissing, Unreadable, and VaultDamaged with the backup's name and what is wrong with it.
    """
    manifest = read_manifest(backup, files)
    for name in (NAME, SLOTS):
        _open_part(backup / name).close()
    _compare(manifest, backup, backup)
    return manifest


def _compare(manifest: Manifest, backup: Path, folder: Path) -> None:
    for name, written in ((NAME, manifest.database_sha256), (SLOTS, manifest.slots_sha256)):
        if _sha256(folder / name) != written:
            raise _damaged(backup, f"its file {name} is not what was written")


def read_manifest(backup: Path, files: Files) -> Manifest:
    """What a backup says of itself, signed. Raises VaultMissing, VaultDamaged, Unreadable."""
    try:
        content = files.read(backup / MANIFEST, limit=_SIZE_LIMIT)
        manifest = msgspec.json.decode(content, type=Manifest)
    except Unreadable as failure:
        raise _no_manifest(backup, failure) from failure
    except (TooLarge, *UNDECODABLE) as error:
        raise _damaged(backup, f"its {MANIFEST} cannot be read") from error
    if not holds(manifest.public_key, manifest.signature, *manifest.facts):
        raise _damaged(backup, f"its {MANIFEST} was changed")
    return manifest


def _require_outside(target: Path, vault: Path) -> None:
    """Refuse a copy that would be lost, moved and damaged together with what it is a copy of."""
    home = vault.resolve()
    if home in (target.absolute(), *target.absolute().resolve().parents):
        raise Usage(
            "A backup within the vault's own folder is lost with it.", advice="Name a place elsewhere."
        )


def _copy_durably(source: Path, target: Path) -> None:
    private_file(target)
    with _open_part(source) as original:
        try:
            with target.open("wb") as copy:
                shutil.copyfileobj(original, copy)
                copy.flush()
                os.fsync(copy.fileno())
        except OSError as error:
            raise refusal(error, "The backup could not be copied: the disk refused, or is full.") from error


def _open_part(source: Path) -> BinaryIO:
    """Open a file of a backup. Raises Unreadable, VaultDamaged."""
    try:
        # Non-blocking: a FIFO in its place would wait for a writer for ever.
        descriptor = os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError as error:
        raise _not_ours() from error
    except OSError as error:
        raise _damaged(source.parent, f"its file {source.name} is missing") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _damaged(source.parent, f"its {source.name} is no regular file")
    return open(descriptor, "rb")  # noqa: PTH123 - a descriptor; the caller closes it


def _damaged(backup: Path, what: str) -> VaultDamaged:
    return VaultDamaged(f"The backup “{backup.name}” is damaged: {what}.", advice=_ANOTHER)


def _not_ours() -> Unreadable:
    return Unreadable(
        "You may not read this backup.", advice="Check who owns its folder and the files in it."
    )


def _copy_database(database: Database, key: bytes, path: Path) -> None:
    private_file(path)
    database.copy_to(path)
    copy = Database(path, key)
    try:
        # Whoever opens the copy is another writer: two vaults must never go on with one chain.
        with copy.transaction():
            Journal(copy).set_fact("writer", "")
        if not _is_sound(copy) or _extent(copy) != _extent(database):
            raise VaultDamaged("The copy differs from what its journal says, so it was not kept.")
    finally:
        copy.close()


def _is_sound(copy: Database) -> bool:
    """Of an older schema the pages alone can be checked; its rows are compared with the vault's."""
    if version_of(copy) < newest():
        return not any(page_findings(copy))
    return verify_vault(copy, PinnedPolicies(copy)).sound


def _extent(database: Database) -> tuple[object, ...]:
    journal = Journal(database)
    heads = database.rows("SELECT writer, sequence, head FROM chain ORDER BY writer")
    blobs = database.rows("SELECT sha256, size FROM blob ORDER BY sha256")
    return journal.size(), heads, blobs


def _describe(database: Database, folder: Path, now: datetime) -> Manifest:
    journal = Journal(database)
    key = CheckpointKey(journal.fact("checkpoint-key"))
    manifest = Manifest(
        vault_id=journal.fact("vault-id"),
        made_at=utc(now),
        database_sha256=_sha256(folder / NAME),
        slots_sha256=_sha256(folder / SLOTS),
        head=journal.head(),
        events=journal.size(),
        public_key=key.public,
    )
    return msgspec.structs.replace(manifest, signature=key.sign(*manifest.facts))


def _no_manifest(backup: Path, failure: Unreadable) -> Failure:
    if isinstance(failure.__cause__, PermissionError):
        return _not_ours()
    if os.path.lexists(backup / MANIFEST):
        return _damaged(backup, f"its {MANIFEST} cannot be read")
    return VaultMissing("There is no backup at this place.", advice="Name the folder of a backup.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
