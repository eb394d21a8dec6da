"""An open vault in another process."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from desktop.domain.event import Draft, Recorded
from desktop.domain.events import Purgeable
from desktop.domain.metrics import CaseFacts
from desktop.domain.parties.first_use import Sighting
from desktop.vault.remote_exchange import RemoteExchange
from desktop.vault.vault_process import VaultProcess
from desktop.workflows.metric_ports import Arrivals, MetricQuery
from desktop.workflows.retention_ports import RetainedCase
from desktop.workflows.vault_ports import CaseDrafts, CasePage, CaseQuery, DueRow, NearCases


class RemoteVault(RemoteExchange):
    """Satisfies `workflows.vault_ports.Vault` by asking the process that holds the key; closing ends it.

    What each method does and raises is said in the port; each may raise Locked, when the process has ended.
    """

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
        """Append events, blobs and projections in one transaction."""
        recorded: list[Recorded] = self._ask(
            "append", case_id, drafts, author=author, now=now, blobs=blobs, revision=revision
        )
        return recorded

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
        """Append events with a file; its pieces follow the call through the pipe."""
        recorded: list[Recorded] = self._ask(
            "append_file", case_id, drafts, sha256, pieces, author=author, now=now, revision=revision
        )
        return recorded

    def append_together(
        self,
        parts: Sequence[CaseDrafts],
        *,
        author: str,
        now: datetime,
        blobs: dict[str, bytes] = {},  # noqa: B006
    ) -> list[Recorded]:
        """Append to several cases in one transaction."""
        recorded: list[Recorded] = self._ask("append_together", parts, author=author, now=now, blobs=blobs)
        return recorded

    def look_as(self, name_key: str) -> None:
        """From now on lists leave out what is closed to this person."""
        self._ask("look_as", name_key)

    def closed_to(self, name_key: str) -> list[str]:
        """The cases that are shown to others alone."""
        case_ids: list[str] = self._ask("closed_to", name_key)
        return case_ids

    def history(self, case_id: str) -> list[Recorded]:
        """All events of a case in fold order."""
        recorded: list[Recorded] = self._ask("history", case_id)
        return recorded

    def vault_history(self) -> list[Recorded]:
        """The events that belong to no case."""
        recorded: list[Recorded] = self._ask("vault_history")
        return recorded

    def cases(self, query: CaseQuery, offset: int = 0, limit: int = 100) -> CasePage:
        """A page of cases."""
        page: CasePage = self._ask("cases", query, offset, limit)
        return page

    def near_cases(self, case_id: str, limit: int = 80) -> NearCases:
        """The cases nearest to one by what is rare in both."""
        near: NearCases = self._ask("near_cases", case_id, limit)
        return near

    def due(
        self, offset: int = 0, limit: int = 100, *, everything: bool = False, after: DueRow | None = None
    ) -> list[DueRow]:
        """Promises of open cases, earliest due first: those still owed, or all."""
        rows: list[DueRow] = self._ask("due", offset, limit, everything=everything, after=after)
        return rows

    def count_due(self, *, everything: bool = False) -> int:
        """How many of them there are."""
        count: int = self._ask("count_due", everything=everything)
        return count

    def count_conditional(self) -> int:
        """How many of them only may apply."""
        count: int = self._ask("count_conditional")
        return count

    def count_proposals(self) -> int:
        """How many of them the house proposes, under no policy."""
        count: int = self._ask("count_proposals")
        return count

    def measured(
        self, wanted: MetricQuery, after: tuple[str, str] | None = None, limit: int = 2000
    ) -> list[CaseFacts]:
        """What is measured of cases, in the order of their quarters."""
        facts: list[CaseFacts] = self._ask("measured", wanted, after, limit)
        return facts

    def arrivals(self) -> list[Arrivals]:
        """How many cases arrived in each quarter under each policy."""
        counted: list[Arrivals] = self._ask("arrivals")
        return counted

    def last_recorded(self) -> datetime | None:
        """When the newest entry was recorded."""
        recorded: datetime | None = self._ask("last_recorded")
        return recorded

    def retained(
        self, policy_id: str, what: Purgeable, before: datetime, limit: int = 500
    ) -> list[RetainedCase]:
        """Closed cases that still have this to be purged."""
        cases: list[RetainedCase] = self._ask("retained", policy_id, what, before, limit)
        return cases

    def retained_policies(self) -> list[str]:
        """The policies of all closed cases."""
        policies: list[str] = self._ask("retained_policies")
        return policies

    def purge(
        self, case_id: str, drafts: Sequence[Draft], *, author: str, now: datetime, revision: int
    ) -> list[Recorded]:
        """Append each `content.purged` and empty what it names, in one transaction."""
        recorded: list[Recorded] = self._ask(
            "purge", case_id, drafts, author=author, now=now, revision=revision
        )
        return recorded

    def compact(self) -> bool:
        """Give back the space of what was purged."""
        done: bool = self._ask("compact")
        return done

    def pinned_policies(self) -> list[str]:
        """The SHA-256 of every policy and pack that open cases are held to."""
        policies: list[str] = self._ask("pinned_policies")
        return policies

    def cases_of_messages(self, message_ids: Sequence[str]) -> list[str]:
        """The cases that received or sent the first message of these ids that is known."""
        case_ids: list[str] = self._ask("cases_of_messages", message_ids)
        return case_ids

    def case_of_file(self, sha256: str) -> str | None:
        """The case that holds this very file."""
        case_id: str | None = self._ask("case_of_file", sha256)
        return case_id

    def keys_of(self, address: str) -> list[bytes]:
        """The public keys taken in whose user id has this address."""
        keys: list[bytes] = self._ask("keys_of", address)
        return keys

    def handlers(self) -> list[str]:
        """The names of all primary handlers of cases."""
        names: list[str] = self._ask("handlers")
        return names

    def sightings(self, *, address: str = "", fingerprint: str = "") -> list[Sighting]:
        """What was seen of this address, or of this key, in all cases."""
        seen: list[Sighting] = self._ask("sightings", address=address, fingerprint=fingerprint)
        return seen

    def blob(self, sha256: str) -> bytes:
        """The bytes of a blob, checked against their hash."""
        content: bytes = self._ask("blob", sha256)
        return content

    def blob_range(self, sha256: str, start: int, count: int) -> bytes:
        """Some bytes of a blob, unchecked."""
        content: bytes = self._ask("blob_range", sha256, start, count)
        return content

    def keep_draft(self, key: str, content: bytes) -> None:
        """Keep what is being typed; empty content forgets it."""
        self._ask("keep_draft", key, content)

    def draft(self, key: str) -> bytes:
        """What was kept, or empty."""
        content: bytes = self._ask("draft", key)
        return content

    def vault_id(self) -> str:
        """The vault's own id."""
        vault_id: str = self._ask("vault_id")
        return vault_id

    def secret_for(self, purpose: str) -> str:
        """A secret that this vault and its copies alone can make."""
        secret: str = self._ask("secret_for", purpose)
        return secret

    @property
    def process(self) -> VaultProcess:
        """The process that holds the key, for whoever must see that it is gone."""
        return self._process

    def close(self) -> None:
        """Lock: end the process that holds the key, within two seconds."""
        self._process.end()
