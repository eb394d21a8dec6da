"""Opening a vault's database with a key that is known to be right, and making a new one."""

import contextlib
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from desktop.domain.event import Draft
from desktop.domain.events import VaultMade, WriterChanged
from desktop.domain.failures import VaultDamaged, VaultInUse, WriteFailed
from desktop.domain.journal import GENESIS
from desktop.vault import migration
from desktop.vault.chains import head_findings
from desktop.vault.checkpoint import CheckpointKey
from desktop.vault.database import NAME, Database
from desktop.vault.installation import installation_of
from desktop.vault.journal import Journal
from desktop.vault.lock_file import writing_beside
from desktop.vault.policies import PinnedPolicies
from desktop.vault.projections import are_current, rebuild, rules
from desktop.vault.staging import private_file

_UPGRADE = "This version of Embargo brings the vault to a new layout, and copies it beside its folder before."


def make_database(path: Path, key: bytes, now: datetime) -> str:
    """Make an empty vault's database with its first event; returns the vault's id."""
    private_file(path)
    database = Database(path, key)
    try:
        migration.migrate(database, since=0)
        vault_id = secrets.token_hex(16)
        journal = Journal(database)
        with database.transaction():
            journal.set_fact("vault-id", vault_id)
            journal.set_fact("checkpoint-key", CheckpointKey.make())
            journal.set_fact("writer", secrets.token_hex(16))
            journal.set_fact("lists-rules", rules())
            journal.append(None, [Draft(VaultMade(vault_id), now)], author="", now=now)
    finally:
        database.close()
    return vault_id


def open_database(
    directory: Path,
    key: bytes,
    vault_id: str,
    *,
    read_only: bool,
    before_upgrade: Callable[[Database], object] = lambda _database: None,
) -> Database:
    """Open, check and migrate, once `before_upgrade` went well. A writer's lock is held by the caller.

    Raises VaultDamaged, VaultTooNew, WriteFailed.
    """
    path = directory / NAME
    _require_content(path)
    database = Database(path, key, read_only=read_only)
    try:
        _require_soundness(database, vault_id, before_upgrade, read_only=read_only)
    except BaseException:
        database.close()
        raise
    return database


def take_over(database: Database, now: datetime) -> None:
    """Let a copy go on as a new writer, whose first event names the head that it goes on from.

    A backup names no writer; a copy of the folder names the installation that it was copied from.
    """
    journal = Journal(database)
    here = installation_of(database.path.parent)
    known = journal.fact("installation")
    if known == here and journal.fact("writer"):
        return
    with database.transaction():
        journal.set_fact("installation", here)
        if not journal.fact("writer"):
            _change_writer(journal, "restored", now)
        elif known:  # a vault from before this was kept is where it is
            _change_writer(journal, "copied", now)


def _change_writer(journal: Journal, why: Literal["restored", "copied"], now: datetime) -> None:
    old_head = journal.last_own_head()
    journal.set_fact("writer", secrets.token_hex(16))
    journal.append(None, [Draft(WriterChanged(why, old_head), now)], author="", now=now)


def bring_lists_up_to_date(database: Database) -> None:
    """Make the lists again where other rules made them; for a reader only if nobody else writes just now."""
    if are_current(Journal(database)):
        return
    if not database.read_only:
        _make_lists_again(database)
        return
    with contextlib.suppress(VaultInUse), _writing_beside(database):
        _make_lists_again(database)


def _require_content(path: Path) -> None:
    if not path.is_file():
        raise VaultDamaged("The vault's database is gone; only its key slots are there.")
    if path.stat().st_size == 0:
        # SQLCipher would open an empty file as a new database under any key.
        raise VaultDamaged("The vault's database is empty; only its key slots are there.")


def _require_soundness(
    database: Database, vault_id: str, before_upgrade: Callable[[Database], object], *, read_only: bool
) -> None:
    if migration.version_of(database) < migration.newest():
        with _writing_beside(database) if read_only else contextlib.nullcontext():
            _migrate(database, before_upgrade)
    journal = Journal(database)
    if journal.fact("vault-id") != vault_id:
        raise VaultDamaged("The key slots belong to another vault than the database.")
    if journal.head() == GENESIS or any(head_findings(database)):
        raise VaultDamaged("The vault's journal does not end where its signed head says.")


def _migrate(database: Database, before_upgrade: Callable[[Database], object]) -> None:
    version = migration.version_of(database)  # under the lock: another may have migrated just before
    if version < migration.newest():
        try:
            before_upgrade(database)
        except WriteFailed as failure:
            advice = f"{_UPGRADE} {failure.advice}".strip()
            raise WriteFailed(failure.message, advice=advice) from failure
        fill = partial(rebuild, database, Journal(database), PinnedPolicies(database))
        migration.migrate(database, version, fill)


def _make_lists_again(database: Database) -> None:
    journal = Journal(database)
    if not are_current(journal):
        with database.transaction():
            rebuild(database, journal, PinnedPolicies(database))


@contextlib.contextmanager
def _writing_beside(database: Database) -> Iterator[None]:
    """Let a reader be the writer for a moment. Raises VaultInUse when another stays it."""
    with writing_beside(database.path.parent):
        database.run("PRAGMA query_only = OFF")
        try:
            yield
        finally:
            database.run("PRAGMA query_only = ON")
