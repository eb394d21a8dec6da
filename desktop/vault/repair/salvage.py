"""A new vault from what is whole in a damaged one, and of what is not, what can be read, marked as such.

Entries keep their headers byte for byte, in the chains of those who wrote them; a new writer's first entry
names the old head, and its second everything that is missing, so that the new vault proves itself.
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from desktop.domain.event import Draft
from desktop.domain.events import CaseSalvaged, VaultSalvaged, WriterChanged
from desktop.domain.failures import VaultDamaged
from desktop.vault import migration
from desktop.vault.blobs import store_pieces
from desktop.vault.checkpoint import CheckpointKey, holds
from desktop.vault.database import NAME, Database
from desktop.vault.journal import Journal
from desktop.vault.policies import PinnedPolicies
from desktop.vault.projections import rebuild
from desktop.vault.repair.judging import Judged, damage_of, judge, old_head
from desktop.vault.repair.pages import Pages
from desktop.vault.repair.remains import FoundEntry, Remains
from desktop.vault.staging import private_file
from desktop.workflows.repair_ports import Damage

_END = "INSERT INTO chain (writer, sequence, head, folds_at, signature, vault_id) VALUES (?, ?, ?, ?, ?, ?)"


def examine(directory: Path, key: bytes) -> Damage:
    """Read every page of a vault, and say what is whole. Raises VaultDamaged when there is no file."""
    with Pages(directory / NAME, key) as pages:
        remains = Remains(pages)
        return damage_of(pages, remains, judge(remains))


def salvage(
    directory: Path, key: bytes, vault_id: str, target: Path, new_key: bytes, *, now: datetime
) -> Damage:
    """Write what can be read to a new database in `target`; the damaged one is only read.

    Raises VaultDamaged when nothing can be read, WriteFailed.
    """
    with Pages(directory / NAME, key) as pages:
        remains = Remains(pages)
        judged = judge(remains)
        if not judged.chains:
            raise VaultDamaged("No entry of this vault's journal can be read any more.")
        path = target / NAME
        private_file(path)
        database = Database(path, new_key)
        try:
            migration.migrate(database, since=0)
            with database.transaction():
                _write(database, vault_id, remains, judged)
                _record(Journal(database), remains, judged, now)
                rebuild(database, Journal(database), PinnedPolicies(database))
        finally:
            database.close()
        return damage_of(pages, remains, judged)


def _write(database: Database, vault_id: str, remains: Remains, judged: Judged) -> None:
    journal = Journal(database)
    key = CheckpointKey(_signing_key(vault_id, remains))
    journal.set_fact("vault-id", vault_id)
    journal.set_fact("checkpoint-key", key.private)
    journal.set_fact("writer", secrets.token_hex(16))
    for writer, chain in judged.chains.items():
        database.run(_END, *_end(vault_id, writer, chain[-1], remains, key))
        database.run_many("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", list(_entries(chain)))
    database.run_many("INSERT INTO peer VALUES (?, ?)", sorted(remains.peers.items()))
    bare = sorted((remains.withheld & remains.entries.keys()) - remains.contents.keys())
    database.run_many("INSERT INTO withheld VALUES (?)", [(event_id,) for event_id in bare])
    beside = [
        (found.id, found.case_id, found.case_salt, found.payload, found.payload_salt)
        for found in remains.contents.values()
    ]
    database.run_many("INSERT INTO payload VALUES (?, ?, ?, ?, ?)", beside)
    for sha256 in sorted(remains.files):
        store_pieces(database, sha256, remains.pieces(sha256))


def _end(
    vault_id: str, writer: str, last: FoundEntry, remains: Remains, key: CheckpointKey
) -> tuple[str, int, str, int, str, str]:
    """A chain of another vault keeps the signature that it came with, if it still ends there."""
    sequence, end = last.header.sequence, remains.ends.get(writer)
    if end is not None and end.vault_id and end.head == last.id:
        public = remains.peers.get(end.vault_id, "")
        if holds(public, end.signature, end.vault_id, writer, sequence, last.id):
            return writer, sequence, last.id, last.folds_at, end.signature, end.vault_id
    signature = key.sign(vault_id, writer, sequence, last.id)
    return writer, sequence, last.id, last.folds_at, signature, ""


def _entries(chain: Sequence[FoundEntry]) -> Iterator[tuple[str, str, int, int, bytes]]:
    for entry in chain:
        header = entry.header
        yield entry.id, header.writer, header.sequence, entry.folds_at, entry.sealed


def _record(journal: Journal, remains: Remains, judged: Judged, now: datetime) -> None:
    changed = WriterChanged("salvaged", old_head(remains, judged))
    lost = VaultSalvaged(judged.gaps, judged.emptied, judged.lost_files)
    journal.append(None, [Draft(changed, now), Draft(lost, now)], author="", now=now)
    for case in judged.cases:
        if case.state == "damaged":
            marked = CaseSalvaged(case.entries, case.lost_files)
            journal.append(case.case_id, [Draft(marked, now)], author="", now=now)


def _signing_key(vault_id: str, remains: Remains) -> str:
    """The vault's own, where it is the one that signed a chain's end; else a new one."""
    private = remains.facts.get("checkpoint-key", "")
    try:
        public = CheckpointKey(private).public
    except VaultDamaged:
        return CheckpointKey.make()
    for writer, end in remains.ends.items():
        if holds(public, end.signature, vault_id, writer, end.sequence, end.head):
            return private
    return CheckpointKey.make()
