"""The promise ledger of a case: what was promised, what was done, and what proves it.

Pure. A promise stands in it from the instant that started its clock; what never started was not promised.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from desktop.domain.clocks import Interval, MovedBy, Proof, Reading, State
from desktop.domain.policy import Force, Party


class Entry(msgspec.Struct, frozen=True):
    """One promise; `promised` is the original due instant."""

    clock: str
    policy_id: str
    sentence: str
    clauses: tuple[str, ...]
    state: State
    force: Force
    owed_by: Party
    audience: str
    since: datetime
    promised: datetime | None
    due: datetime | None
    """The instant that counts, and what made it another than the promised one."""
    moved_by: MovedBy
    done_at: datetime | None
    late_by: timedelta | None
    """How long after its due instant it was done, or is still not done; None while nothing is late."""
    proof: Proof | None
    lateness: str
    """The reason that was recorded for being late."""
    why: str

    @property
    def promise(self) -> str:
        """Its name among all promises of a case: a policy and a pack may call a clock alike."""
        return f"{self.policy_id}/{self.clock}"

    @property
    def agreed(self) -> datetime | None:
        """What both sides agreed on in place of the promised instant."""
        return self.due if self.moved_by == "agreement" else None

    @property
    def to_explain(self) -> bool:
        """Whether it is late and nobody has said why."""
        return self.late_by is not None and not self.lateness


def ledger(readings: Sequence[Reading], now: datetime) -> tuple[Entry, ...]:
    """Every promise that began, the earliest due first and undated ones last.

    One for another severity was none; one that something in the journal set aside stays, with its proof.
    """
    begun = [r for r in readings if r.state != "not-applicable" or r.proof is not None]
    entries = [_entry(reading, reading.since, now) for reading in begun if reading.since is not None]
    entries += [_round(reading, interval) for reading in begun for interval in reading.intervals]
    return tuple(sorted(entries, key=lambda entry: (entry.due is None, entry.due or entry.since)))


def _entry(reading: Reading, since: datetime, now: datetime) -> Entry:
    promised = reading.original_due or reading.due
    return Entry(
        clock=reading.clock,
        policy_id=reading.policy_id,
        sentence=reading.sentence,
        clauses=reading.clauses,
        state=reading.state,
        force=reading.force,
        owed_by=reading.owed_by,
        audience=reading.audience,
        since=since,
        promised=promised,
        due=reading.due,
        moved_by=reading.moved_by,
        done_at=reading.met_at,
        late_by=_late_by(reading, now),
        proof=reading.proof,
        lateness=reading.lateness,
        why=reading.why,
    )


def _round(reading: Reading, interval: Interval) -> Entry:
    """One interval of a promise that comes back, as a promise of its own."""
    state: State = "late" if interval.late else "met"
    over = msgspec.structs.replace(
        reading,
        state=state,
        since=interval.since,
        due=interval.due,
        original_due=interval.due,
        moved_by="",
        met_at=interval.proof.at,
        proof=interval.proof,
        why="",
    )
    return _entry(over, interval.since, interval.proof.at)


def _late_by(reading: Reading, now: datetime) -> timedelta | None:
    """Also of what ended without being kept, such as weekly letters when the case was closed."""
    if reading.due is None or reading.force == "rule":
        return None
    if reading.state == "overdue":
        return now - reading.due
    late = reading.state in ("late", "ended") and reading.met_at is not None and reading.met_at > reading.due
    return reading.met_at - reading.due if late and reading.met_at is not None else None
