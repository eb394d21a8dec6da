"""Backups: an encrypted copy with its slots and a signed manifest, opened and compared before it counts."""

import hashlib
import os
import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain.failures import VaultDamaged, VaultMissing, WriteFailed
from desktop.domain.journal import utc
from desktop.vault.checkpoint import CheckpointKey, holds
from desktop.vault.database import NAME, Database
from desktop.vault.journal import Journal
from desktop.vault.policies import PinnedPolicies
from desktop.vault.staging import private_file, staged_folder
from desktop.vault.verification import page_findings, verify_vault
from desktop.workflows.ports import Files

MANIFEST = "manifest.json"
SLOTS = "slots.json"
_SIZE_LIMIT = 1024 * 1024


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
    """Copy the open vault to a new folder, open the copy, compare. Raises WriteFailed, VaultDamaged."""
    if any(page_findings(database)):
        raise VaultDamaged("The vault is damaged, so that no sound backup can be made of it.")
    with staged_folder(target) as folder:
        _copy_database(database, key, folder / NAME)
        slots = files.read(database.path.parent / SLOTS, limit=_SIZE_LIMIT)
        files.write_new(folder / SLOTS, slots)
        manifest = _describe(Journal(database), folder, now)
        files.write_new(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def restore_backup(backup: Path, target: Path) -> None:
    """Copy a backup that is exactly what its manifest says to a new folder.

    The copy goes on as a new writer when it is first opened. Raises VaultMissing, VaultDamaged, WriteFailed.
    """
    manifest = _read_manifest(backup)
    with staged_folder(target) as folder:
        for name in (NAME, SLOTS):
            _copy_durably(backup / name, folder / name)
        sums = (_sha256(folder / NAME), _sha256(folder / SLOTS))
        if sums != (manifest.database_sha256, manifest.slots_sha256):
            raise VaultDamaged("The backup is not what was written.", advice="Use another backup.")


def _copy_durably(source: Path, target: Path) -> None:
    private_file(target)
    try:
        with source.open("rb") as original, target.open("wb") as copy:
            shutil.copyfileobj(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
    except FileNotFoundError as error:
        raise VaultDamaged("A file of the backup is missing.", advice="Use another backup.") from error
    except OSError as error:
        raise WriteFailed("The backup could not be copied: the disk refused, or is full.") from error


def _copy_database(database: Database, key: bytes, path: Path) -> None:
    private_file(path)
    copy = Database(path, key)
    try:
        database.copy_into(copy)
        # Whoever opens the copy is another writer: two vaults must never go on with one chain.
        with copy.transaction():
            Journal(copy).set_fact("writer", "")
        if not verify_vault(copy, PinnedPolicies(copy)).sound or _extent(copy) != _extent(database):
            raise VaultDamaged("The copy differs from what its journal says, so it was not kept.")
    finally:
        copy.close()


def _extent(database: Database) -> tuple[object, ...]:
    journal = Journal(database)
    heads = database.rows("SELECT writer, sequence, head FROM chain ORDER BY writer")
    blobs = database.rows("SELECT sha256, size FROM blob ORDER BY sha256")
    return journal.size(), heads, blobs


def _describe(journal: Journal, folder: Path, now: datetime) -> Manifest:
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


def _read_manifest(backup: Path) -> Manifest:
    try:
        with (backup / MANIFEST).open("rb") as file:
            manifest = msgspec.json.decode(file.read(_SIZE_LIMIT), type=Manifest)
    except FileNotFoundError as error:
        raise VaultMissing(
            "There is no backup at this place.", advice="Name the folder of a backup."
        ) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise VaultDamaged("The backup's manifest cannot be read.", advice="Use another backup.") from error
    if not holds(manifest.public_key, manifest.signature, *manifest.facts):
        raise VaultDamaged("The backup's manifest was changed.", advice="Use another backup.")
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
