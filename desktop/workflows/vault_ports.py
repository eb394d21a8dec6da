"""What the workflows ask of an open vault, and the values they trade."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal, Protocol

import msgspec

from desktop.domain.clocks import Proof, is_owed
from desktop.domain.event import Draft, Recorded
from desktop.domain.filters import Filter, Snippet
from desktop.domain.incidents.reminders import is_reminder
from desktop.domain.inert import Untrusted
from desktop.domain.parties.first_use import Sighting
from desktop.domain.promises.silence import MAY_GO_ON
from desktop.domain.promises.slot_drill import DRILL
from desktop.domain.promises.undated import is_undated
from desktop.domain.retention.rules import RETENTION
from desktop.domain.triage import Sketch, Spread
from desktop.workflows.exchange_ports import Exchanging
from desktop.workflows.keeping_ports import Keeping
from desktop.workflows.metric_ports import MeasuredCases
from desktop.workflows.retention_ports import Retention

_LAST = datetime.max.replace(tzinfo=UTC)


class CaseRow(msgspec.Struct, frozen=True):
    """A case as the list shows it."""

    case_id: str
    title: Untrusted
    reporter: Untrusted
    grade: str
    """How far the reporter is proved; empty where nobody reported."""
    policy_id: str
    stage: str
    severity: str
    handler: str
    received_at: datetime
    next_due: datetime | None
    next_clock: str
    next_state: str
    open: bool
    revision: int
    found: Snippet | None = None
    """Where the words of the filter stand first, when it asks for any."""


class CaseQuery(msgspec.Struct, frozen=True):
    """Which cases, in which order."""

    wanted: Filter = Filter()
    stage: str = ""
    policy_id: str = ""
    handler: str = ""
    """Their name, exactly as the cases have it."""
    open_only: bool = False
    without: tuple[str, ...] = ()
    """Cases that are left out: those that somebody put aside."""
    order: Literal["due", "received", "title", "severity", "stage", "case_id"] = "due"
    descending: bool = False


class CaseDrafts(msgspec.Struct, frozen=True):
    """What is to be recorded in one case, and how many events of it the caller saw."""

    case_id: str
    drafts: tuple[Draft, ...]
    revision: int | None
    """None for what happened outside, and is recorded whatever was recorded meanwhile."""


class CasePage(msgspec.Struct, frozen=True):
    """A page of a list; `total` counts the cases that the query matches, with `more` up to a limit only."""

    total: int
    offset: int
    rows: tuple[CaseRow, ...]
    more: bool = False


class DueRow(msgspec.Struct, frozen=True):
    """One clock of one case, from the projection; without a case it is one that the vault itself runs.

    Without a policy it is no promise: the house proposes to go on without the reporter's answer.
    """

    case_id: str
    title: Untrusted
    policy_id: str
    clock: str
    sentence: str
    clauses: tuple[str, ...]
    since: datetime | None
    due: datetime | None
    state: str
    original_due: datetime | None = None
    met_at: datetime | None = None
    why: str = ""
    proof: Proof | None = None
    lateness: str = ""
    force: str = "commit"
    owed_by: str = "vendor"
    audience: str = ""
    pinned: tuple[str, ...] = ()
    """The versions of the policy and the packs that its case is held to, by SHA-256."""
    quotes: tuple[str, ...] = ()
    """The policy's own sentences that made it, once somebody asked for them: `quote_promises` does."""

    @property
    def kind(self) -> Literal["promise", "may-go-on", "reminder"]:
        """Whether a policy promises it, or the house proposes it or reminds of it."""
        if self.policy_id:
            return "promise"
        own = self.clock in (DRILL, RETENTION) or is_reminder(self.clock) or is_undated(self.clock)
        return "reminder" if own else MAY_GO_ON

    @property
    def owed(self) -> bool:
        """Whether it still asks for something."""
        return is_owed(self.state, self.since)

    @property
    def place(self) -> tuple[datetime, str, str, str]:
        """Where it stands among others: the earliest due first, last what has no date, or none that stays."""
        due = _LAST if self.due is None or self.state == "paused" else self.due
        return (due, self.case_id, self.policy_id, self.clock)


class NearCases(msgspec.Struct, frozen=True):
    """A case with the few that may be of the same problem, and how usual in the vault what it has is."""

    own: Sketch
    others: tuple[Sketch, ...]
    spread: Spread


class Vault(MeasuredCases, Keeping, Retention, Exchanging, Protocol):
    """An unlocked vault. Every method may raise Locked, VaultDamaged, WriteFailed."""

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
        """Append events, blobs and projections in one transaction.

        `blobs` maps SHA-256 to bytes. `revision` is the number of events of the case that the caller saw;
        another number raises CaseChanged. A `case_id` that the vault does not hold opens a new case.
        """

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
        """Append events of a case with a file that comes piece by piece, in one transaction.

        Raises Unreadable when the pieces are not the file of this hash, and CaseChanged. What taking the
        next piece raises ends it, and nothing is written. A file that is there already is not taken again.
        """

    def append_together(
        self,
        parts: Sequence[CaseDrafts],
        *,
        author: str,
        now: datetime,
        blobs: dict[str, bytes] = {},  # noqa: B006
    ) -> list[Recorded]:
        """Append to several cases in one transaction, in this order; returns all that was recorded.

        Raises CaseChanged where any of them has another number of events by now, and then appends nothing.
        """

    def look_as(self, name_key: str) -> None:
        """From now on lists of cases, promises and figures leave out what is closed to this person.

        An empty key, as at first, sees everything. What names a case (`history`) is not asked.
        """

    def closed_to(self, name_key: str) -> list[str]:
        """The cases that are shown to others alone, sorted."""

    def history(self, case_id: str) -> list[Recorded]:
        """All events of a case in fold order; raises NoSuchCase."""

    def vault_history(self) -> list[Recorded]:
        """The events that belong to no case."""

    def cases(self, query: CaseQuery, offset: int = 0, limit: int = 100) -> CasePage:
        """A page of cases."""

    def near_cases(self, case_id: str, limit: int = 80) -> NearCases:
        """The cases nearest to one by what is rare in both, open and closed; raises NoSuchCase."""

    def due(
        self, offset: int = 0, limit: int = 100, *, everything: bool = False, after: DueRow | None = None
    ) -> list[DueRow]:
        """Promises of open cases, earliest due first, those without a date last.

        Only what still asks for something, or `everything`: also what was met, late, ended or waits. With
        `after`, a row of an earlier page, `offset` counts from behind it, however deep that lies.
        """

    def count_due(self, *, everything: bool = False) -> int:
        """How many rows `due` has to give."""

    def count_conditional(self) -> int:
        """How many of them only may apply: they hang on a severity or an answer that nobody has given."""

    def count_proposals(self) -> int:
        """How many of them the house proposes, under no policy: to go on without the reporter's answer."""

    def last_recorded(self) -> datetime | None:
        """When the newest entry was recorded, by the clock of its time."""

    def pinned_policies(self) -> list[str]:
        """The SHA-256 of every policy and pack that open cases are held to, sorted."""

    def cases_of_messages(self, message_ids: Sequence[str]) -> list[str]:
        """The cases that received, or recorded as sent, a message of the first of these ids that is known.

        Sorted, and of very many not all: anybody can copy an id.
        """

    def case_of_file(self, sha256: str) -> str | None:
        """The case that holds this very file, or an entry of an export that is known by this digest."""

    def keys_of(self, address: str) -> list[bytes]:
        """The public keys taken in, in any case, whose user id has this address."""

    def handlers(self) -> list[str]:
        """The names of all primary handlers of cases, closed ones too, sorted."""

    def sightings(self, *, address: str = "", fingerprint: str = "") -> list[Sighting]:
        """What was seen of this address, or else of this key, in all cases: each pair, the earliest first.

        Addresses are compared as `same_address` does. Signers' keys, keys taken in and keys offered count.
        """

    def blob(self, sha256: str) -> bytes:
        """The bytes of a blob, checked against their hash; raises FileLost, VaultDamaged."""

    def blob_range(self, sha256: str, start: int, count: int) -> bytes:
        """The bytes of a blob from `start` on, at most `count`: fewer at its end, none behind it.

        A part has no hash of its own: who takes the whole piece by piece checks it. Raises VaultDamaged.
        """

    def keep_draft(self, key: str, content: bytes) -> None:
        """Keep what is being typed (desk state, encrypted, never journalled); empty content forgets it."""

    def draft(self, key: str) -> bytes:
        """What was kept, or empty."""

    def vault_id(self) -> str:
        """The vault's own id."""

    def secret_for(self, purpose: str) -> str:
        """A secret that this vault and its copies alone can make: always the same for one purpose.

        It tells nothing of the secret for any other purpose, and nothing that leaves may hold it.
        """

    def close(self) -> None:
        """Lock: close the database and forget the key."""
