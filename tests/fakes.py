"""Stand-ins that keep the contract of a port in memory; one suite runs against them and the real ones."""

# ruff: noqa: ARG002 - the ports name these arguments

import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import msgspec

from desktop.domain.case import Case
from desktop.domain.clocks import Reading, dates_of, most_urgent, read_clocks, with_dates
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Recorded
from desktop.domain.events import FollowUpReceived, Purgeable, ReportReceived, Sent
from desktop.domain.failures import CaseChanged, Locked, NoSuchCase, Unreadable, VaultDamaged
from desktop.domain.fold import fold
from desktop.domain.incidents.reminders import reminders_of
from desktop.domain.journal import Proof, SignedHead, utc
from desktop.domain.metrics import CaseFacts
from desktop.domain.parties.first_use import Sighting
from desktop.domain.policy import Profile
from desktop.domain.promises.silence import waiting_for_answer
from desktop.domain.promises.without_report import may_run
from desktop.domain.retention.remains import restored
from desktop.domain.rights.need_to_know import readers_of
from desktop.domain.stages import stage_of
from desktop.domain.triage import Spread
from desktop.formats.mail.addresses import address_in, same_address
from desktop.formats.policy import read_profile
from desktop.vault.promise_rows import pins_of
from desktop.workflows.journal_ports import JournalEntry, JournalPage, JournalQuery
from desktop.workflows.keeping_ports import KnownHead, SealedHead, Verification
from desktop.workflows.metric_ports import Arrivals, MetricQuery
from desktop.workflows.retention_ports import RetainedCase
from desktop.workflows.vault_ports import CaseDrafts, CasePage, CaseQuery, CaseRow, DueRow, NearCases
from tests.fake_keys import KeylessVault
from tests.fake_lists import header_of, rank_in, wanted
from tests.fake_metrics import arrivals_in, facts_in, page_of
from tests.fake_retention import emptied, retained_in
from tests.fake_search import FakeSearch
from tests.fake_sightings import sightings_in


class InMemoryVault(KeylessVault):
    """A vault without disk, key or hash chain; everything else is as `ports.Vault` says."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        """`now` is the present that lists are read in; without it, the instant of the last entry."""
        super().__init__()
        self._now = now or (lambda: self._events[-1].recorded_at)
        self._events: list[Recorded] = []
        self._blobs: dict[str, bytes] = {}
        self._drafts: dict[str, bytes] = {}
        self._open = True
        self._viewer = ""

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
        self._require_open()
        seen = [r for r in self._events if r.case_id == case_id]
        if revision is not None and revision != len(seen):
            raise CaseChanged("The case has changed.")
        if any(sha256(content) != name for name, content in blobs.items()):
            raise VaultDamaged("A blob is not what its name says.")
        first = len(self._events) + 1
        recorded = [
            Recorded(f"{n:064x}", case_id, "memory", n, utc(d.occurred_at), utc(now), author, d.event)
            for n, d in enumerate(drafts, first)
        ]
        self._blobs.update(blobs)
        self._events += recorded
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
        self._require_open()
        content = self._blobs.get(sha256) or b"".join(pieces)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Unreadable("The file changed while it was read.")
        return self.append(
            case_id, drafts, author=author, now=now, blobs={sha256: content}, revision=revision
        )

    def append_together(
        self,
        parts: Sequence[CaseDrafts],
        *,
        author: str,
        now: datetime,
        blobs: dict[str, bytes] = {},  # noqa: B006
    ) -> list[Recorded]:
        self._require_open()
        if any(part.revision not in {None, len(self.history(part.case_id))} for part in parts):
            raise CaseChanged("The case has changed.")
        recorded = [self.append(p.case_id, p.drafts, author=author, now=now, blobs=blobs) for p in parts]
        return [one for of_case in recorded for one in of_case]

    def look_as(self, name_key: str) -> None:
        self._viewer = name_key

    def closed_to(self, name_key: str) -> list[str]:
        readers = {c.case_id: readers_of(c, self._profile(c)) for c in self._cases() if c.policy_sha256}
        return sorted(case_id for case_id, names in readers.items() if names and name_key not in names)

    def history(self, case_id: str) -> list[Recorded]:
        self._require_open()
        found = [r for r in self._events if r.case_id == case_id]
        if not found:
            raise NoSuchCase("There is no such case.")
        return restored(found)

    def vault_history(self) -> list[Recorded]:
        self._require_open()
        return [r for r in self._events if r.case_id is None]

    def cases(self, query: CaseQuery, offset: int = 0, limit: int = 100) -> CasePage:
        found = [
            (row, self._profile(case))
            for case in self._cases_in_sight()
            if (row := self._sought(case, query)) is not None and wanted(row, query)
        ]
        known = [pair for pair in found if rank_in(query.order, *pair) is not None]
        blank = [pair for pair in found if rank_in(query.order, *pair) is None]
        known.sort(key=lambda p: (rank_in(query.order, *p), p[0].case_id), reverse=query.descending)
        blank.sort(key=lambda p: p[0].case_id, reverse=query.descending)
        rows = tuple(row for row, _ in known + blank)
        return CasePage(len(rows), offset, rows[offset : offset + limit])

    def near_cases(self, case_id: str, limit: int = 80) -> NearCases:
        sketches = [FakeSearch(self.history(case.case_id), self.blob).sketch for case in self._cases()]
        own = next((sketch for sketch in sketches if sketch.case_id == case_id), None)
        if own is None:
            raise NoSuchCase("There is no such case.")
        having = {token: sum(token in sketch.traits for sketch in sketches) for token in own.traits}
        shared = [(len({*own.traits} & {*s.traits}), s.case_id, s) for s in sketches if s is not own]
        nearest = sorted(shared, key=lambda found: (-found[0], found[1]))
        return NearCases(own, tuple(s for _, _, s in nearest[:limit]), Spread(len(sketches), having))

    def due(
        self, offset: int = 0, limit: int = 100, *, everything: bool = False, after: DueRow | None = None
    ) -> list[DueRow]:
        rows = [
            self._due_row(case, reading)
            for case in self._cases_in_sight()
            for reading in self._readings(case)
            if everything or reading.owed
        ]
        rows.sort(key=lambda row: row.place)
        behind = [row for row in rows if after is None or row.place > after.place]
        return behind[offset : offset + limit]

    def count_due(self, *, everything: bool = False) -> int:
        return len(self.due(0, sys.maxsize, everything=everything))

    def count_conditional(self) -> int:
        return sum(row.state == "conditional" for row in self.due(0, sys.maxsize))

    def count_proposals(self) -> int:
        return sum(row.kind == "may-go-on" for row in self.due(0, sys.maxsize))

    def measured(
        self, wanted: MetricQuery, after: tuple[str, str] | None = None, limit: int = 2000
    ) -> list[CaseFacts]:
        return page_of(self._facts(), wanted, after, limit)

    def arrivals(self) -> list[Arrivals]:
        return arrivals_in(self._facts())

    def last_recorded(self) -> datetime | None:
        return max((r.recorded_at for r in self._events), default=None)

    def purge(
        self, case_id: str, drafts: Sequence[Draft], *, author: str, now: datetime, revision: int
    ) -> list[Recorded]:
        recorded = self.append(case_id, drafts, author=author, now=now, revision=revision)
        self._events = emptied(self._events, case_id, recorded)
        return recorded

    def compact(self) -> bool:
        return False

    def retained(
        self, policy_id: str, what: Purgeable, before: datetime, limit: int = 500
    ) -> list[RetainedCase]:
        histories = [self.history(case.case_id) for case in self._cases()]
        return retained_in(histories, policy_id, what, before)[:limit]

    def retained_policies(self) -> list[str]:
        return sorted({case.policy_id for case in self._cases() if not case.open})

    def pinned_policies(self) -> list[str]:
        return sorted({name for case in self._cases() if case.open for name in _pins(case)} - {""})

    def cases_of_messages(self, message_ids: Sequence[str]) -> list[str]:
        self._require_open()
        holders = [
            (r.event.message_id.raw, r.case_id)
            for r in self._events
            if isinstance(r.event, ReportReceived | FollowUpReceived | Sent)
        ]
        found = (sorted({case for name, case in holders if name == m}) for m in message_ids if m)
        return next((cases for cases in found if cases), [])

    def case_of_file(self, sha256: str) -> str | None:
        self._require_open()
        return min((r.case_id for r in self._events if sha256 and sha256 in _files_of(r)), default=None)

    def keys_of(self, address: str) -> list[bytes]:
        wanted = address.strip().casefold()
        held = {
            key.key_sha256
            for case in self._cases()
            if (reporter := case.reporter_address.raw.strip()).casefold() == wanted
            for key in case.keys
            if any(same_address(address_in(uid.raw), reporter) for uid in key.uids)
        }
        return [self.blob(name) for name in sorted(held)]

    def handlers(self) -> list[str]:
        return sorted({case.handler for case in self._cases()} - {""})

    def sightings(self, *, address: str = "", fingerprint: str = "") -> list[Sighting]:
        self._require_open()
        seen: dict[tuple[str, str], dict[str, datetime]] = {}
        proved: dict[tuple[str, str], set[str]] = {}
        for case_id in dict.fromkeys(r.case_id for r in self._events if r.case_id):
            for mailbox, key, at, is_proved in sightings_in(self.history(case_id), self.blob):
                if same_address(mailbox, address) or (not address and key == fingerprint != ""):
                    holders = proved.setdefault((_as_one(mailbox), key), set())
                    holders |= {case_id} if is_proved else set()
                    cases = seen.setdefault((_as_one(mailbox), key), {})
                    cases[case_id] = min(at, cases.get(case_id, at))
        found = [
            Sighting(
                *pair,
                min(cases.values()),
                len(cases),
                tuple(sorted(cases, key=lambda c: (cases[c], c))),
                len(proved[pair]),
            )
            for pair, cases in seen.items()
        ]
        return sorted(found, key=lambda s: (s.since, s.address, s.fingerprint))

    def blob(self, sha256: str) -> bytes:
        self._require_open()
        if sha256 not in self._blobs:
            raise VaultDamaged("A blob is missing.")
        return self._blobs[sha256]

    def blob_range(self, sha256: str, start: int, count: int) -> bytes:
        return self.blob(sha256)[start : start + count]

    def keep_draft(self, key: str, content: bytes) -> None:
        self._require_open()
        self._drafts[key] = content

    def draft(self, key: str) -> bytes:
        self._require_open()
        return self._drafts.get(key, b"")

    def sealed_head(self) -> SealedHead:
        return SealedHead("memory", "memory", len(self._events), self.verify().head, "", "")

    def verify(self, known: Sequence[KnownHead] = ()) -> Verification:
        return Verification(len(self._events), self._events[-1].id if self._events else "", (), (), ())

    def journal_page(self, wanted: JournalQuery, offset: int = 0, limit: int = 200) -> JournalPage:
        found = [
            JournalEntry(r.id, header_of(r), r.case_id or "")
            for r in self._events
            if wanted.case_id in ("", r.case_id) and (wanted.since is None or r.recorded_at >= wanted.since)
        ]
        found = found[::-1] if wanted.newest_first else found
        return JournalPage(len(found), tuple(found[offset : offset + limit]))

    def journal_proof(self) -> Proof:
        return Proof(
            "memory", "", (SignedHead("memory", len(self._events), self._events[-1].id, "", "memory", ""),)
        )

    def vault_id(self) -> str:
        return "memory"

    def secret_for(self, purpose: str) -> str:
        self._require_open()
        return sha256(f"{id(self)} {purpose}".encode())

    def close(self) -> None:
        self._open = False

    def _require_open(self) -> None:
        if not self._open:
            raise Locked("The vault is locked.")

    def _cases(self) -> list[Case]:
        self._require_open()
        ids = dict.fromkeys(r.case_id for r in self._events if r.case_id)
        return [fold(self.history(case_id)) for case_id in ids]

    def _cases_in_sight(self) -> list[Case]:
        closed = self.closed_to(self._viewer) if self._viewer else []
        return [case for case in self._cases() if case.case_id not in closed]

    def _sought(self, case: Case, query: CaseQuery) -> CaseRow | None:
        search, row = FakeSearch(self.history(case.case_id), self.blob), self._row(case)
        if not search.meets(query.wanted, row, self._now()):
            return None
        return msgspec.structs.replace(row, found=search.hit(query.wanted))

    def _profile(self, case: Case) -> Profile:
        return self._pinned(case.policy_sha256)

    def _pinned(self, name: str) -> Profile:
        profile = read_profile(self.blob(name))
        return with_dates(profile, dates_of(self.vault_history(), profile.policy.id))

    def _readings(self, case: Case) -> list[Reading]:
        """Every clock of an open case."""
        history = self.history(case.case_id)
        profiles = [self._pinned(name) for name in _pins(case)] if case.open else []
        found: dict[tuple[str, str], Reading] = {}
        for profile in profiles:
            for reading in may_run(read_clocks(profile, history, self._now()), case):
                found.setdefault((reading.policy_id, reading.clock), reading)
        silence = waiting_for_answer(case, history)
        reminders = reminders_of(case, self._profile(case).calendar.timezone)
        return [*found.values(), *([silence] if silence is not None else []), *reminders]

    def _facts(self) -> list[CaseFacts]:
        reported = [case for case in self._cases_in_sight() if not case.incident_only]
        return [facts_in(self.history(case.case_id), self._profile(case)) for case in reported]

    def _owed(self, case: Case) -> list[Reading]:
        return [reading for reading in self._readings(case) if reading.owed]

    def _due_row(self, case: Case, reading: Reading) -> DueRow:
        fields = {name: getattr(reading, name) for name in _SHARED}
        pinned = tuple(sorted(pins_of(case))) if case.open else ()
        return DueRow(case_id=case.case_id, title=case.title, pinned=pinned, **fields)

    def _row(self, case: Case) -> CaseRow:
        urgent = most_urgent(self._owed(case))
        return CaseRow(
            case_id=case.case_id,
            title=case.title,
            reporter=case.reporter_name or case.reporter_address,
            grade="" if case.incident_only else case.grade,
            policy_id=case.policy_id,
            stage=stage_of(case, self._profile(case)),
            severity=case.severity.level if case.severity else "",
            handler=case.handler,
            received_at=case.arrived_at or self.history(case.case_id)[0].occurred_at,
            next_due=urgent.due if urgent else None,
            next_clock=urgent.clock if urgent else "",
            next_state=urgent.state if urgent else "",
            open=case.open,
            revision=case.revision,
        )


def _as_one(mailbox: str) -> str:
    local, _, domain = mailbox.strip().rpartition("@")
    return f"{local}@{domain.casefold()}" if local else ""


_SHARED = frozenset(DueRow.__struct_fields__) & frozenset(Reading.__struct_fields__) - {"quotes"}


def _pins(case: Case) -> list[str]:
    return list(dict.fromkeys((case.policy_sha256, *(pack.policy_sha256 for pack in case.packs))))


def _files_of(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if isinstance(event, Sent):
        return (event.message_sha256,)
    known = isinstance(event, ReportReceived | FollowUpReceived)
    return (event.sealed_sha256, *event.known_by) if known else ()
