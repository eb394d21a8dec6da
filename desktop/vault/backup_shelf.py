"""The backups in a folder: which are sound, and which of ours may go since newer ones are."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from desktop.domain.disk import refusal
from desktop.domain.failures import Failure
from desktop.vault.backup import MANIFEST, SLOTS, Manifest, check_backup, read_manifest, write_copy
from desktop.vault.checkpoint import CheckpointKey
from desktop.vault.database import NAME, Database
from desktop.vault.journal import Journal
from desktop.vault.migration import version_of
from desktop.workflows.keeping_ports import SCHEDULED_NAME, FoundBackup
from desktop.workflows.ports import Files

_PARTS = {NAME, SLOTS, MANIFEST}
_SCHEDULED = re.compile(SCHEDULED_NAME.replace("{when}", "[0-9]{8}T[0-9]{6}Z").replace(".", r"\."))
_BEFORE_UPGRADE = "{vault}-before-upgrade-{day}-schema-{version}"


def backups_in(folder: Path, files: Files) -> list[FoundBackup]:
    """Every folder that calls itself a backup, the newest first, each read to its end. Raises Unreadable."""
    found = [_look_at(place, files) for place in _folders(folder) if os.path.lexists(place / MANIFEST)]
    return sorted(found, key=lambda b: (b.made_at.isoformat() if b.made_at else "", b.name), reverse=True)


def drop_old_backups(folder: Path, journal: Journal, keep: int, files: Files) -> int:
    """Delete what a plan of this vault wrote, but for the newest `keep`; returns how many went.

    A folder that holds anything else than a backup's own files stays, and so does one that was made by hand.
    Raises WriteFailed.
    """
    ours = [place for place in _folders(folder) if _SCHEDULED.fullmatch(place.name)]
    dated = [(m.made_at, place) for place in ours if (m := _ours(place, journal, files)) is not None]
    doomed = [place for _at, place in sorted(dated, reverse=True)[max(keep, 1) :]]
    return sum(_delete(place) for place in doomed)


def copy_before_upgrade(database: Database, key: bytes, files: Files, now: datetime) -> None:
    """A verified copy beside the vault's folder, which a migration does not begin without.

    Its name tells day and schema. One of the same journal is not made twice. Raises WriteFailed,
    VaultDamaged.
    """
    home = database.path.parent
    named = _BEFORE_UPGRADE.format(vault=home.name, day=now.date(), version=version_of(database))
    for number in range(1, 100):
        target = home.parent / (named if number == 1 else f"{named}-{number}")
        if not os.path.lexists(target):
            write_copy(database, key, target, files, now)
            return
        try:
            if check_backup(target, files).head == Journal(database).head():
                return
        except Failure:
            continue  # what lies there under this name is none of it


def drop_upgrade_copies(home: Path, journal: Journal, files: Files) -> int:
    """Delete those copies, once a newer backup is sound; returns how many went. Raises WriteFailed."""
    begin = _BEFORE_UPGRADE.partition("{day}")[0].format(vault=home.name)
    places = [place for place in _folders(home.parent) if place.name.startswith(begin)]
    return sum(_delete(place) for place in places if _ours(place, journal, files) is not None)


def _look_at(place: Path, files: Files) -> FoundBackup:
    manifest: Manifest | None = None
    try:
        manifest = read_manifest(place, files)
        check_backup(place, files)
    except Failure as failure:
        if manifest is None:
            return FoundBackup(place.name, problem=failure.message)
        return _found(place, manifest, failure.message)
    return _found(place, manifest)


def _found(place: Path, manifest: Manifest, problem: str = "") -> FoundBackup:
    return FoundBackup(
        place.name, manifest.vault_id, manifest.made_at, manifest.head, manifest.events, problem
    )


def _ours(place: Path, journal: Journal, files: Files) -> Manifest | None:
    """What a folder says of itself, where this very vault signed it."""
    try:
        manifest = read_manifest(place, files)
        public = CheckpointKey(journal.fact("checkpoint-key")).public
    except Failure:
        return None
    own = (manifest.vault_id, manifest.public_key) == (journal.fact("vault-id"), public)
    return manifest if own else None


def _folders(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise refusal(error, "The folder of the backups cannot be read.") from error
    return (place for place in found if place.is_dir() and not place.is_symlink())


def _delete(place: Path) -> bool:
    try:
        if {path.name for path in place.iterdir()} != _PARTS:
            return False
        for name in (MANIFEST, SLOTS, NAME):  # without its manifest nothing takes the rest for a backup
            (place / name).unlink()
        place.rmdir()
    except OSError as error:
        raise refusal(error, "An older backup cannot be deleted.") from error
    return True
