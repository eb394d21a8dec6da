"""Whether every writer's chain holds, ends where its signed head says, and knows heads that exist."""

from collections.abc import Iterator

import msgspec

from desktop.domain import journal as rules
from desktop.domain.exchange.chains import FIRST, place
from desktop.domain.journal import Finding, Header
from desktop.domain.undecodable import UNDECODABLE
from desktop.vault.checkpoint import CheckpointKey, holds
from desktop.vault.database import Database, Row
from desktop.vault.instants import to_micros
from desktop.vault.journal import Journal
from desktop.vault.losses import Losses, losses_of

_CHAINS = "SELECT writer, sequence, head, folds_at, signature, vault_id FROM chain ORDER BY writer"


def chain_findings(database: Database) -> Iterator[Finding]:
    """What is wrong with any chain."""
    journal = Journal(database)
    rows, signers = database.rows(_CHAINS), Signers(database)
    writer = journal.fact("writer")
    if not rows or (writer and writer not in {row[0] for row in rows}):
        yield Finding(0, "the journal of this vault's writer is missing")
    losses = losses_of(journal)
    for row in rows:
        yield from _one_chain(database, journal, signers, row, losses)
    yield from _order_findings(database, losses)


def head_findings(database: Database) -> Iterator[Finding]:
    """The quick part, for every opening: each signed head is the last entry of its chain."""
    signers = Signers(database)
    sql = (
        "SELECT chain.writer, chain.sequence, head, signature, vault_id, header FROM chain "
        "LEFT JOIN journal ON id = head AND journal.writer = chain.writer "
        "AND journal.sequence = (SELECT max(sequence) FROM journal WHERE writer = chain.writer)"
    )
    for writer, sequence, head, signature, vault_id, header in database.rows(sql):
        if header is None or rules.event_id(header) != head:
            yield Finding(sequence, "the journal does not end where its head says")
        yield from signers.findings(vault_id, signature, writer, sequence, head)


def withheld(database: Database) -> frozenset[str]:
    """The ids of entries of other vaults that came without what they say."""
    return frozenset(row[0] for row in database.rows("SELECT id FROM withheld"))


class Signers:
    """The keys that sign heads: this vault's own, and those of the vaults whose chains were taken in."""

    def __init__(self, database: Database) -> None:
        journal = Journal(database)
        self.own = journal.fact("vault-id")
        self._keys: dict[str, str] = dict(database.rows("SELECT vault_id, public_key FROM peer"))
        self._keys[self.own] = CheckpointKey(journal.fact("checkpoint-key")).public

    def key_of(self, vault_id: str) -> str:
        """The public key that is pinned for a vault, or empty."""
        return self._keys.get(vault_id or self.own, "")

    def findings(
        self, vault_id: str, signature: str, writer: str, sequence: int, head: str
    ) -> Iterator[Finding]:
        """Whether the vault that a chain belongs to signed this head."""
        if not holds(self.key_of(vault_id), signature, vault_id or self.own, writer, sequence, head):
            whose = "the vault that it came from" if vault_id else "this vault"
            yield Finding(sequence, f"the head of the journal is not signed by {whose}")


def _one_chain(
    database: Database, journal: Journal, signers: Signers, row: Row, losses: Losses
) -> Iterator[Finding]:
    writer, sequence, head, _, signature, vault_id = row
    yield from signers.findings(vault_id, signature, writer, sequence, head)
    # What this installation wrote itself never came without its content.
    came_bare = withheld(database) if writer != journal.fact("writer") else frozenset()
    gaps = {lost for lost in losses.gaps_of(writer) if lost < sequence}
    absent = journal.purged() | losses.emptied | came_bare
    yield from rules.verify(journal.entries(writer), (sequence, head), absent, gaps)
    length = len(gaps) + database.value("SELECT count(*) FROM journal WHERE writer = ?", writer)
    if length != sequence:
        yield Finding(min(length, sequence), "the journal is longer or shorter than its head says")


def _order_findings(database: Database, losses: Losses) -> Iterator[Finding]:
    """Facts of a header that the chain itself does not show: its writer, its place in folds, whom it knew."""
    folds_at: dict[str, int] = {}
    latest: dict[str, int] = {}
    sql = "SELECT id, writer, sequence, folds_at, header FROM journal ORDER BY folds_at, writer, sequence"
    for event_id, writer, sequence, at, sealed in database.stream(sql):
        try:
            header = msgspec.json.decode(sealed, type=Header)
        except UNDECODABLE:
            continue  # said by the chain's own check
        if header.writer != writer or (sequence == 1) != (header.name in FIRST):
            yield Finding(sequence, "the entry belongs to another writer's journal")
        known = [folds_at[head] for head in header.heads if head in folds_at]
        earliest = place(to_micros(header.recorded_at), latest.get(writer, 0), known)
        # Where entries are lost, what stood behind them keeps the place that it had.
        whole = not losses.gaps and len(known) == len(header.heads)
        if at < earliest or (whole and at != earliest) or not (whole or losses.gaps):
            yield Finding(sequence, "the entry stands before what it is known to follow")
        folds_at[event_id] = latest[writer] = at
