"""The journal in the database: headers chained, content beside them, heads signed."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain import journal
from desktop.domain.event import Draft, Recorded, name_of
from desktop.domain.event_codec import decode, encode
from desktop.domain.exchange.chains import place
from desktop.domain.failures import VaultDamaged
from desktop.domain.journal import GENESIS, SALT_BYTES, Entry, Header
from desktop.domain.retention.remains import named_in, restored
from desktop.domain.undecodable import UNDECODABLE
from desktop.vault.checkpoint import CheckpointKey
from desktop.vault.database import Database, Row
from desktop.vault.instants import maybe_from_micros, to_micros

_VERSION = 1
_SELECT = (
    "SELECT journal.id, header, case_id, payload FROM journal JOIN payload USING (id) "
    "WHERE case_id {is_it} ORDER BY folds_at, writer, sequence"
)
_SET_HEAD = (
    "INSERT INTO chain (writer, sequence, head, folds_at, signature) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (writer) DO UPDATE SET sequence = excluded.sequence, head = excluded.head, "
    "folds_at = excluded.folds_at, signature = excluded.signature"
)


class Journal:
    """Appends to one writer's chain and reads them all; callers hold the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[tuple[str, ...], tuple[tuple[str, int], ...]] = {}

    def forget(self) -> None:
        """Look places of entries up again, which a transaction that failed may have shown."""
        self._seen.clear()

    def fact(self, name: str) -> str:
        """A fact about the vault, or empty."""
        return self._database.value("SELECT value FROM meta WHERE name = ?", name) or ""

    def set_fact(self, name: str, value: str) -> None:
        """Store a fact about the vault; an empty one is forgotten."""
        self._database.run("DELETE FROM meta WHERE name = ?", name)
        if value:
            self._database.run("INSERT INTO meta VALUES (?, ?)", name, value)

    def append(
        self, case_id: str | None, drafts: Sequence[Draft], *, author: str, now: datetime
    ) -> list[Recorded]:
        """Chain these events; returns them as recorded."""
        writer, key = self.fact("writer"), CheckpointKey(self.fact("checkpoint-key"))
        chains = self._database.rows("SELECT writer, sequence, head, folds_at FROM chain ORDER BY writer")
        heads = tuple(head for other, _, head, _ in chains if other != writer)
        sequence, previous = next(((s, head) for w, s, head, _ in chains if w == writer), (0, GENESIS))
        # A clock that was set back must not move an event before what it is known to follow.
        previous_place = next((at for w, _, _, at in chains if w == writer), to_micros(now))
        others = (at for w, _, _, at in chains if w != writer)
        folds_at = place(to_micros(now), previous_place, others)
        recorded = []
        for draft in drafts:
            sequence += 1
            link = _Link(writer, sequence, previous, heads, folds_at)
            entry = self._insert(link, case_id, draft, author, now)
            recorded.append(entry)
            previous = entry.id
        signature = key.sign(self.fact("vault-id"), writer, sequence, previous)
        self._database.run(_SET_HEAD, writer, sequence, previous, folds_at, signature)
        return recorded

    def of_case(self, case_id: str) -> list[Recorded]:
        """The events of one case in fold order, of those that were purged what is left."""
        rows = self._database.rows(_SELECT.format(is_it="= ?"), case_id)
        return restored([self._recorded(row) for row in rows])

    def of_vault(self) -> list[Recorded]:
        """The events of no case in fold order."""
        return [self._recorded(row) for row in self._database.rows(_SELECT.format(is_it="IS NULL"))]

    def payloads_of(self, kind: str) -> list[bytes]:
        """What the vault's own events of this kind say, in fold order, without reading all the others."""
        sql = (
            "SELECT payload FROM journal JOIN payload USING (id) WHERE case_id IS NULL AND payload NOT NULL "
            "AND instr(header, CAST(? AS BLOB)) ORDER BY folds_at, writer, sequence"
        )
        return [row[0] for row in self._database.rows(sql, f'"{kind}"')]

    def revision(self, case_id: str) -> int:
        """How many events the case has."""
        count: int = self._database.value("SELECT count(*) FROM payload WHERE case_id = ?", case_id)
        return count

    def case_ids(self) -> list[str]:
        """All cases that the journal names."""
        sql = "SELECT DISTINCT case_id FROM payload WHERE case_id IS NOT NULL ORDER BY case_id"
        return [row[0] for row in self._database.rows(sql)]

    def case_ids_by_age(self) -> list[str]:
        """The same, the one that was opened first in front."""
        sql = (
            "SELECT case_id FROM payload JOIN journal USING (id) WHERE case_id IS NOT NULL "
            "GROUP BY case_id ORDER BY min(folds_at), case_id"
        )
        return [row[0] for row in self._database.rows(sql)]

    def purged(self) -> frozenset[str]:
        """The events whose content is gone, as an event of the same case says."""
        sql = "SELECT DISTINCT case_id FROM payload WHERE payload IS NULL AND case_id IS NOT NULL"
        cases = [row[0] for row in self._database.rows(sql)]
        return frozenset().union(*(named_in(self.of_case(case_id)) for case_id in cases))

    def size(self) -> int:
        """How many events there are."""
        count: int = self._database.value("SELECT count(*) FROM journal")
        return count

    def head(self) -> str:
        """The head of this writer's chain, else of the latest: what a backup or an export names."""
        sql = "SELECT head FROM chain ORDER BY writer <> ?, folds_at DESC, writer LIMIT 1"
        return self._database.value(sql, self.fact("writer")) or GENESIS

    def last_recorded(self) -> datetime | None:
        """When the newest entry was recorded: a fold never puts it earlier than that."""
        return maybe_from_micros(self._database.value("SELECT max(folds_at) FROM chain"))

    def last_own_head(self) -> str:
        """The head of the latest chain that this vault itself signed: what a new writer goes on from."""
        sql = "SELECT head FROM chain WHERE vault_id = '' ORDER BY folds_at DESC, writer LIMIT 1"
        return self._database.value(sql) or GENESIS

    def entries(self, writer: str) -> Iterator[Entry]:
        """One writer's chain as a verifier reads it."""
        sql = (
            "SELECT journal.id, header, case_id, case_salt, payload, payload_salt FROM journal "
            "LEFT JOIN payload USING (id) WHERE writer = ? ORDER BY sequence"
        )
        return (Entry(*row) for row in self._database.stream(sql, writer))

    def _insert(
        self, link: "_Link", case_id: str | None, draft: Draft, author: str, now: datetime
    ) -> Recorded:
        case_salt, payload_salt = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(SALT_BYTES)
        payload = encode(draft.event)
        header = journal.seal(
            Header(
                version=_VERSION,
                writer=link.writer,
                sequence=link.sequence,
                name=name_of(draft.event),
                occurred_at=journal.utc(draft.occurred_at),
                recorded_at=journal.utc(now),
                author=author,
                case_hash=journal.salted_hash(case_salt, (case_id or "").encode()),
                payload_hash=journal.salted_hash(payload_salt, payload),
                previous=link.previous,
                heads=link.heads,
            )
        )
        event_id = journal.event_id(header)
        at = (event_id, link.writer, link.sequence, link.folds_at, header)
        self._database.run("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", *at)
        beside = (event_id, case_id, case_salt, payload, payload_salt)
        self._database.run("INSERT INTO payload VALUES (?, ?, ?, ?, ?)", *beside)
        return self._recorded((event_id, header, case_id, payload))

    def _recorded(self, row: Row) -> Recorded:
        event_id, sealed, case_id, payload = row
        try:
            header = msgspec.json.decode(sealed, type=Header)
        except UNDECODABLE as error:
            raise VaultDamaged("An entry of the vault's journal cannot be read.") from error
        return Recorded(
            id=event_id,
            case_id=case_id,
            writer=header.writer,
            sequence=header.sequence,
            occurred_at=header.occurred_at,
            recorded_at=header.recorded_at,
            author=header.author,
            event=decode(header.name, payload),
            seen=self._places_of(header.heads) if header.heads else (),
        )

    def _places_of(self, heads: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        """The writers and sequences of these entries; the same heads stand in long runs of headers."""
        if heads not in self._seen:
            sql = "SELECT writer, sequence FROM journal WHERE id = ?"
            self._seen[heads] = tuple(place for head in heads for place in self._database.rows(sql, head))
        return self._seen[heads]


class _Link(msgspec.Struct, frozen=True):
    """Where the next header stands in the chain."""

    writer: str
    sequence: int
    previous: str
    heads: tuple[str, ...]
    folds_at: int
