"""The promise ledger of a case: what was promised, what was done, and what proves it.

Pure. A promise stands in it from the instant that started its clock; what never started was not promised.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from desktop.domain.clocks import MovedBy, Proof, Reading, State
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


def _late_by(reading: Reading, now: datetime) -> timedelta | None:
    if reading.due is None or reading.state not in ("late", "overdue"):
        return None
    until = reading.met_at if reading.state == "late" else now
    return until - reading.due if until is not None else None
