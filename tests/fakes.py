"""Stand-ins that keep the contract of a port in memory; one suite runs against them and the real ones."""

# ruff: noqa: ARG002 - the ports name these arguments

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.case import Case, fold
from desktop.domain.clocks import Reading, most_urgent, read_clocks
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Recorded
from desktop.domain.events import FollowUpReceived, ReportReceived
from desktop.domain.failures import CaseChanged, Locked, NoSuchCase, VaultDamaged, WriteFailed
from desktop.domain.journal import utc
from desktop.domain.stages import stage_of
from desktop.formats.mail.addresses import address_in, same_address
from desktop.formats.policy import read_profile
from desktop.workflows.vault_ports import (
    BackupReceipt,
    CasePage,
    CaseQuery,
    CaseRow,
    DueRow,
    SlotInfo,
    SlotKind,
    Verification,
)


class InMemoryVault:
    """A vault without disk, key or hash chain; everything else is as `ports.Vault` says."""

    def __init__(self) -> None:
        self._events: list[Recorded] = []
        self._blobs: dict[str, bytes] = {}
        self._drafts: dict[str, bytes] = {}
        self._slots: list[SlotInfo] = []
        self._open = True

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

    def history(self, case_id: str) -> list[Recorded]:
        self._require_open()
        found = [r for r in self._events if r.case_id == case_id]
        if not found:
            raise NoSuchCase("There is no such case.")
        return found

    def vault_history(self) -> list[Recorded]:
        self._require_open()
        return [r for r in self._events if r.case_id is None]

    def cases(self, query: CaseQuery, offset: int = 0, limit: int = 100) -> CasePage:
        rows = [row for row in map(self._row, self._cases()) if _wanted(row, query)]
        rows.sort(key=_ORDERS[query.order], reverse=query.descending)
        return CasePage(len(rows), offset, tuple(rows[offset : offset + limit]))

    def due(self, offset: int = 0, limit: int = 100) -> list[DueRow]:
        found = [
            DueRow(c.case_id, c.title, c.policy_id, r.clock, r.sentence, r.clauses, r.since, r.due, r.state)
            for c in self._cases()
            if c.open
            for r in self._readings(c)
            if r.due is not None
        ]
        return sorted(found, key=lambda row: (row.due, row.case_id, row.clock))[offset : offset + limit]

    def case_of_messages(self, message_ids: Sequence[str]) -> str | None:
        self._require_open()
        known = {
            r.event.message_id.raw: r.case_id
            for r in self._events
            if isinstance(r.event, ReportReceived | FollowUpReceived)
        }
        return next((known[m] for m in message_ids if m and m in known), None)

    def case_of_file(self, sha256: str) -> str | None:
        self._require_open()
        return next((c.case_id for c in self._cases() for m in c.messages if m.sealed_sha256 == sha256), None)

    def keys_of(self, address: str) -> list[bytes]:
        self._require_open()
        held: set[str] = set()
        for case in (fold(self.history(name)) for name in {r.case_id for r in self._events if r.case_id}):
            if same_address(case.reporter_address.raw, address):
                uids = ((k.key_sha256, address_in(uid.raw)) for k in case.keys for uid in k.uids)
                held |= {key for key, named in uids if same_address(named, address)}
        return [self._blobs[name] for name in sorted(held)]

    def blob(self, sha256: str) -> bytes:
        self._require_open()
        if sha256 not in self._blobs:
            raise VaultDamaged("A blob is missing.")
        return self._blobs[sha256]

    def keep_draft(self, key: str, content: bytes) -> None:
        self._require_open()
        self._drafts[key] = content

    def draft(self, key: str) -> bytes:
        self._require_open()
        return self._drafts.get(key, b"")

    def slots(self) -> list[SlotInfo]:
        return list(self._slots)

    def add_slot(self, kind: SlotKind, secret: str, *, author: str, now: datetime) -> str:
        self._slots.append(SlotInfo(str(len(self._slots)), kind, kind, now))
        return "0000-0000" if kind == "recovery" else ""

    def remove_slot(self, slot_id: str, *, author: str, now: datetime) -> None:
        self._slots = [slot for slot in self._slots if slot.slot_id != slot_id]

    def verify(self) -> Verification:
        return Verification(len(self._events), self._events[-1].id if self._events else "", (), (), ())

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        raise WriteFailed("A vault in memory has no files to copy.")

    def vault_id(self) -> str:
        return "memory"

    def close(self) -> None:
        self._open = False

    def _require_open(self) -> None:
        if not self._open:
            raise Locked("The vault is locked.")

    def _cases(self) -> list[Case]:
        self._require_open()
        ids = dict.fromkeys(r.case_id for r in self._events if r.case_id)
        return [fold(self.history(case_id)) for case_id in ids]

    def _readings(self, case: Case) -> tuple[Reading, ...]:
        profile = read_profile(self.blob(case.policy_sha256))
        history = self.history(case.case_id)
        return read_clocks(profile, history, history[-1].recorded_at)

    def _row(self, case: Case) -> CaseRow:
        profile = read_profile(self.blob(case.policy_sha256))
        urgent = most_urgent(self._readings(case))
        assert case.arrived_at is not None
        return CaseRow(
            case_id=case.case_id,
            title=case.title,
            reporter=case.reporter_name or case.reporter_address,
            grade=case.grade,
            policy_id=case.policy_id,
            stage=stage_of(case, profile),
            severity=case.severity.level if case.severity else "",
            handler=case.handler,
            received_at=case.arrived_at,
            next_due=urgent.due if urgent else None,
            next_clock=urgent.clock if urgent else "",
            next_state=urgent.state if urgent else "",
            open=case.open,
            revision=case.revision,
        )


_ORDERS = {
    "due": lambda row: (row.next_due is None, row.next_due, row.case_id),
    "received": lambda row: (row.received_at, row.case_id),
    "title": lambda row: (row.title.raw.casefold(), row.case_id),
    "severity": lambda row: (row.severity, row.case_id),
    "stage": lambda row: (row.stage, row.case_id),
    "case_id": lambda row: row.case_id,
}


def _wanted(row: CaseRow, query: CaseQuery) -> bool:
    words = f"{row.title.raw} {row.reporter.raw} {row.case_id}".casefold()
    return (
        all(word in words for word in query.words.casefold().split())
        and query.stage in ("", row.stage)
        and query.policy_id in ("", row.policy_id)
        and (row.open or not query.open_only)
    )
