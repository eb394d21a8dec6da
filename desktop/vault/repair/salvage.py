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
        last = chain[-1]
        end = (writer, last.header.sequence, last.id)
        signature, signer = _signed_elsewhere(remains, end) or (key.sign(vault_id, *end), "")
        database.run(_END, *end, last.folds_at, signature, signer)
        database.run_many("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", list(_entries(chain)))
    beside = [
        (found.id, found.case_id, found.case_salt, found.payload, found.payload_salt)
        for found in remains.contents.values()
    ]
    database.run_many("INSERT INTO payload VALUES (?, ?, ?, ?, ?)", beside)
    said = {found.id for found in remains.contents.values() if found.payload is not None}
    entries = (entry for chain in judged.chains.values() for entry in chain)
    bare = [(entry.id,) for entry in entries if entry.id in remains.withheld - said]
    database.run_many("INSERT INTO withheld VALUES (?)", bare)
    database.run_many("INSERT INTO peer VALUES (?, ?)", list(remains.peers.items()))
    for sha256 in sorted(remains.files):
        store_pieces(database, sha256, remains.pieces(sha256))


def _signed_elsewhere(remains: Remains, end: tuple[str, int, str]) -> tuple[str, str] | None:
    """The signature of the vault that a whole chain came from, and that vault."""
    writer, *facts = end
    signer = remains.foreign.get(writer, "")
    *known, signature = remains.ends.get(writer, (0, "", ""))
    proved = known == facts and holds(remains.peers.get(signer, ""), str(signature), signer, *end)
    return (str(signature), signer) if signer and proved else None


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
    for writer, (sequence, head, signature) in remains.ends.items():
        if holds(public, signature, vault_id, writer, sequence, head):
            return private
    return CheckpointKey.make()
