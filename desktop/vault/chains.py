"""Whether every writer's chain holds, ends where its signed head says, and knows heads that exist."""

from collections.abc import Iterator

import msgspec

from desktop.domain import journal as rules
from desktop.domain.events import VaultMade, WriterChanged
from desktop.domain.journal import Finding, Header
from desktop.domain.undecodable import UNDECODABLE
from desktop.vault.checkpoint import CheckpointKey, holds
from desktop.vault.database import Database, Row
from desktop.vault.instants import to_micros
from desktop.vault.journal import Journal

Head = tuple[int, str]
"""Sequence and event id."""
_FIRST = frozenset({VaultMade.kind, WriterChanged.kind})


def chain_findings(database: Database, known_head: Head | None = None) -> Iterator[Finding]:
    """What is wrong with any chain; `known_head` must lie in the current writer's."""
    journal = Journal(database)
    rows = database.rows("SELECT writer, sequence, head, folds_at, signature FROM chain ORDER BY writer")
    writer = journal.fact("writer")
    if not rows or (writer and writer not in {row[0] for row in rows}):
        yield Finding(0, "the journal of this vault's writer is missing")
    for row in rows:
        known = known_head if row[0] == writer else None
        yield from _one_chain(database, journal, row, known)
    yield from _order_findings(database)


def head_findings(database: Database) -> Iterator[Finding]:
    """The quick part, for every opening: each signed head is the last entry of its chain."""
    journal = Journal(database)
    public = CheckpointKey(journal.fact("checkpoint-key")).public
    sql = (
        "SELECT chain.writer, chain.sequence, head, signature, header FROM chain "
        "LEFT JOIN journal ON id = head AND journal.writer = chain.writer "
        "AND journal.sequence = (SELECT max(sequence) FROM journal WHERE writer = chain.writer)"
    )
    for writer, sequence, head, signature, header in database.rows(sql):
        if header is None or rules.event_id(header) != head:
            yield Finding(sequence, "the journal does not end where its head says")
        if not holds(public, signature, journal.fact("vault-id"), writer, sequence, head):
            yield Finding(sequence, "the head of the journal is not signed by this vault")


def _one_chain(database: Database, journal: Journal, row: Row, known: Head | None) -> Iterator[Finding]:
    writer, sequence, head, _, signature = row
    public = CheckpointKey(journal.fact("checkpoint-key")).public
    if not holds(public, signature, journal.fact("vault-id"), writer, sequence, head):
        yield Finding(sequence, "the head of the journal is not signed by this vault")
    yield from rules.verify(journal.entries(writer), (sequence, head), journal.purged())
    if known is not None and not database.value(
        "SELECT 1 FROM journal WHERE writer = ? AND sequence = ? AND id = ?", writer, *known
    ):
        yield Finding(known[0], "the journal does not contain the head known from elsewhere")
    length = database.value("SELECT count(*) FROM journal WHERE writer = ?", writer)
    if length != sequence:
        yield Finding(min(length, sequence), "the journal is longer or shorter than its head says")


def _order_findings(database: Database) -> Iterator[Finding]:
    """Facts of a header that the chain itself does not show: its writer, its place in folds, whom it knew."""
    folds_at: dict[str, int] = {}
    latest: dict[str, int] = {}
    sql = "SELECT id, writer, sequence, folds_at, header FROM journal ORDER BY folds_at, writer, sequence"
    for event_id, writer, sequence, at, sealed in database.stream(sql):
        try:
            header = msgspec.json.decode(sealed, type=Header)
        except UNDECODABLE:
            continue  # said by the chain's own check
        if header.writer != writer or (sequence == 1) != (header.name in _FIRST):
            yield Finding(sequence, "the entry belongs to another writer's journal")
        known = [folds_at[head] + 1 for head in header.heads if head in folds_at]
        earliest = max([to_micros(header.recorded_at), latest.get(writer, 0), *known])
        if len(known) != len(header.heads) or at != earliest:
            yield Finding(sequence, "the entry stands before what it is known to follow")
        folds_at[event_id] = latest[writer] = at
