"""An open vault on SQLCipher."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from desktop.domain.clocks import DATED
from desktop.domain.event import Draft, Recorded
from desktop.domain.events import EventUndone, Purgeable
from desktop.domain.failures import CaseChanged, NoSuchCase
from desktop.domain.metrics import CaseFacts
from desktop.domain.parties.first_use import Sighting
from desktop.vault import due_list, lists, metric_rows, reader_rows, retained_rows
from desktop.vault.blobs import read_blob, read_range, store_blobs, store_pieces
from desktop.vault.checkpoint import CheckpointKey
from desktop.vault.near_cases import near_cases
from desktop.vault.projections import rebuild, refresh, refresh_moved
from desktop.vault.purging import compact, empty_payloads
from desktop.vault.sighting_rows import sightings
from desktop.vault.sql_exchange import SqlExchange
from desktop.workflows.metric_ports import Arrivals, MetricQuery
from desktop.workflows.retention_ports import RetainedCase
from desktop.workflows.vault_ports import CaseDrafts, CasePage, CaseQuery, DueRow, NearCases


class SqlVault(SqlExchange):
    """Satisfies `workflows.vault_ports.Vault`; holds the data key to seal further slots and open its backups.

    Without a `lock` it only reads. It belongs to the thread that opened it.
    """

    _viewer = ""
    """For whom lists are read; empty for who sees every case."""

    # --- writing ---------------------------------------------------------------------------------------

    def append(
        self,
        case_id: str | None,
        drafts: Sequence[Draft],
        *,
        author: str,
        now: datetime,
        blobs: dict[str, bytes] = {},  # noqa: B006 - never changed
        revision: int | None = None,
    ) -> list[Recorded]:
        """Append events, blobs and the case's rows in one transaction; raises CaseChanged, WriteFailed."""

        def store() -> None:
            if revision is not None and case_id is not None:
                self._require_revision(case_id, revision)
            store_blobs(self._database, blobs)

        return self._append(case_id, drafts, store, author=author, now=now)

    def append_file(
        self,
        case_id: str,
        drafts: Sequence[Draft],
        sha256: str,
        pieces: Iterable[bytes],
        *,
        author: str,
        now: datetime,
        revision: int,
    ) -> list[Recorded]:
        """Append events with a file that comes piece by piece, in one transaction, or nothing."""

        def store() -> None:
            self._require_revision(case_id, revision)
            store_pieces(self._database, sha256, pieces)

        return self._append(case_id, drafts, store, author=author, now=now)

    def _append(
        self,
        case_id: str | None,
        drafts: Sequence[Draft],
        store: Callable[[], None],
        *,
        author: str,
        now: datetime,
    ) -> list[Recorded]:
        self._require_writer()
        try:
            with self._database.transaction():
                store()
                if case_id is None:
                    recorded = self._append_to_vault(drafts, author=author, now=now)
                else:
                    recorded = self._journal.append(case_id, drafts, author=author, now=now)
                    refresh(self._database, self._journal.of_case(case_id), self._profile_of)
        except BaseException:
            self._profile_of.forget()
            raise
        return recorded

    def append_together(
        self,
        parts: Sequence[CaseDrafts],
        *,
        author: str,
        now: datetime,
        blobs: dict[str, bytes] = {},  # noqa: B006
    ) -> list[Recorded]:
        """Append to several cases in one transaction; raises CaseChanged, WriteFailed."""
        self._require_writer()
        recorded: list[Recorded] = []
        try:
            with self._database.transaction():
                for part in parts:
                    if part.revision is not None:
                        self._require_revision(part.case_id, part.revision)
                store_blobs(self._database, blobs)
                for part in parts:
                    recorded += self._journal.append(part.case_id, part.drafts, author=author, now=now)
                for part in parts:
                    refresh(self._database, self._journal.of_case(part.case_id), self._profile_of)
        except BaseException:
            self._profile_of.forget()
            raise
        return recorded

    def purge(
        self, case_id: str, drafts: Sequence[Draft], *, author: str, now: datetime, revision: int
    ) -> list[Recorded]:
        """Append each `content.purged` and empty what it names, in one transaction, or nothing."""

        def store() -> None:
            self._require_revision(case_id, revision)
            empty_payloads(self._database, self._journal, case_id, drafts)

        return self._append(case_id, drafts, store, author=author, now=now)

    def compact(self) -> bool:
        """Give back the space of what was purged."""
        self._require_writer()
        return compact(self._database, self._journal)

    def _append_to_vault(self, drafts: Sequence[Draft], *, author: str, now: datetime) -> list[Recorded]:
        """What tells of releases and holidays, or takes that back, moves due instants of cases."""
        moves = any(isinstance(draft.event, (*DATED, EventUndone)) for draft in drafts)
        held_to = {*self.pinned_policies(), *metric_rows.policies_measured(self._database)} if moves else ()
        before = {sha256: self._profile_of(sha256) for sha256 in held_to}
        recorded = self._journal.append(None, drafts, author=author, now=now)
        if moves:
            self._profile_of.forget()
            refresh_moved(self._database, self._journal, before, self._profile_of)
        return recorded

    def keep_draft(self, key: str, content: bytes) -> None:
        """Keep what is being typed; empty content forgets it."""
        self._require_writer()
        with self._database.transaction():
            self._database.run("DELETE FROM desk_state WHERE key = ?", key)
            if content:
                self._database.run("INSERT INTO desk_state VALUES (?, ?)", key, content)

    def rebuild(self) -> None:
        """Make every list again from the journal."""
        self._require_writer()
        with self._database.transaction():
            rebuild(self._database, self._journal, self._profile_of)

    # --- reading ---------------------------------------------------------------------------------------

    def look_as(self, name_key: str) -> None:
        """From now on lists leave out what is closed to this person."""
        self._viewer = name_key

    def closed_to(self, name_key: str) -> list[str]:
        """The cases that are shown to others alone."""
        return reader_rows.closed_to(self._database, name_key)

    def history(self, case_id: str) -> list[Recorded]:
        """All events of a case in fold order; raises NoSuchCase."""
        events = self._journal.of_case(case_id)
        if not events:
            raise NoSuchCase("No case of this vault has this id.")
        return events

    def vault_history(self) -> list[Recorded]:
        """The events that belong to no case."""
        return self._journal.of_vault()

    def cases(self, query: CaseQuery, offset: int = 0, limit: int = 100) -> CasePage:
        """A page of cases."""
        return lists.page_of_cases(self._database, query, offset, limit, self._now(), viewer=self._viewer)

    def near_cases(self, case_id: str, limit: int = 80) -> NearCases:
        """The cases nearest to one by what is rare in both; raises NoSuchCase."""
        return near_cases(self._database, case_id, limit)

    def due(
        self, offset: int = 0, limit: int = 100, *, everything: bool = False, after: DueRow | None = None
    ) -> list[DueRow]:
        """Promises of open cases, earliest due first: those still owed, or all."""
        return due_list.due_rows(
            self._database,
            offset,
            limit,
            self._now(),
            everything=everything,
            after=after,
            viewer=self._viewer,
        )

    def count_due(self, *, everything: bool = False) -> int:
        """How many of them there are."""
        return due_list.count_due(self._database, self._now(), everything=everything, viewer=self._viewer)

    def count_conditional(self) -> int:
        """How many of them only may apply."""
        return due_list.count_conditional(self._database, self._viewer)

    def count_proposals(self) -> int:
        """How many of them the house proposes, under no policy."""
        return due_list.count_proposals(self._database, self._viewer)

    def measured(
        self, wanted: MetricQuery, after: tuple[str, str] | None = None, limit: int = 2000
    ) -> list[CaseFacts]:
        """What is measured of cases, in the order of their quarters."""
        return metric_rows.measured(self._database, wanted, after, limit, self._viewer)

    def arrivals(self) -> list[Arrivals]:
        """How many cases arrived in each quarter under each policy."""
        return metric_rows.arrivals(self._database)

    def last_recorded(self) -> datetime | None:
        """When the newest entry was recorded."""
        return self._journal.last_recorded()

    def retained(
        self, policy_id: str, what: Purgeable, before: datetime, limit: int = 500
    ) -> list[RetainedCase]:
        """Closed cases that still have this to be purged."""
        return retained_rows.retained(self._database, policy_id, what, before, limit)

    def retained_policies(self) -> list[str]:
        """The policies of all closed cases."""
        return retained_rows.retained_policies(self._database)

    def pinned_policies(self) -> list[str]:
        """The SHA-256 of every policy and pack that open cases are held to."""
        return due_list.pinned_policies(self._database)

    def cases_of_messages(self, message_ids: Sequence[str]) -> list[str]:
        """The cases that received or sent the first message of these ids that is known."""
        return lists.cases_of_messages(self._database, message_ids)

    def case_of_file(self, sha256: str) -> str | None:
        """The case that holds this very file."""
        return lists.case_of_file(self._database, sha256)

    def keys_of(self, address: str) -> list[bytes]:
        """The public keys taken in whose user id has this address."""
        return [self.blob(sha256) for sha256 in lists.keys_of(self._database, address)]

    def handlers(self) -> list[str]:
        """The names of all primary handlers of cases."""
        return lists.handlers(self._database)

    def sightings(self, *, address: str = "", fingerprint: str = "") -> list[Sighting]:
        """What was seen of this address, or of this key, in all cases."""
        return sightings(self._database, address=address, fingerprint=fingerprint)

    def blob(self, sha256: str) -> bytes:
        """The bytes of a blob, checked against their hash; raises FileLost, VaultDamaged."""
        return read_blob(self._database, sha256)

    def blob_range(self, sha256: str, start: int, count: int) -> bytes:
        """Some bytes of a blob, unchecked; raises FileLost, VaultDamaged."""
        return read_range(self._database, sha256, start, count)

    def draft(self, key: str) -> bytes:
        """What was kept, or empty."""
        return self._database.value("SELECT content FROM desk_state WHERE key = ?", key) or b""

    def vault_id(self) -> str:
        """The vault's own id."""
        return self._journal.fact("vault-id")

    def secret_for(self, purpose: str) -> str:
        """A secret that this vault and its copies alone can make."""
        return CheckpointKey(self._journal.fact("checkpoint-key")).derive(purpose)

    def close(self) -> None:
        """Lock: close the database, forget the key, let others write."""
        self._watch.end()
        self._database.close()
        self._key = b""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _require_revision(self, case_id: str, revision: int) -> None:
        if self._journal.revision(case_id) != revision:
            raise CaseChanged("The case changed since it was read.")
