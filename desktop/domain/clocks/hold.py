"""When the hold ends: the policy's expression, read against what happened.

A term whose event is missing is pending: `min` gives the earliest known term, which may still come sooner;
`max` stays pending until all are known.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain.clocks.engine import read_clocks
from desktop.domain.clocks.reading import Reading
from desktop.domain.event import Recorded
from desktop.domain.events import DisclosureAgreed
from desktop.domain.occurrences import Occurrences, in_force, occurrences
from desktop.domain.policy import Profile, Term


class Hold(msgspec.Struct, frozen=True):
    """Until when nothing may be told; `until` is None while no date is known.

    Where the policy states no hold, it stays closed until a person decides to publish.
    """

    until: datetime | None
    stated: bool
    may_come_sooner: bool
    why: str

    def ended(self, now: datetime) -> bool:
        """Whether publication breaks no promise."""
        return self.until is not None and now >= self.until


def read_hold(profile: Profile, events: Sequence[Recorded], now: datetime) -> Hold:
    """The hold of a case under its policy; a dated agreement of both parties overrides either way."""
    agreement = _latest_agreement(events)
    stated = profile.disclosure.hold is not None
    if agreement is not None:
        return Hold(agreement.publish_at, stated, may_come_sooner=False, why=f"Agreed: {agreement.evidence}")
    if profile.disclosure.hold is None:
        why = "The policy states no hold: a person decides when to publish."
        return Hold(None, stated=False, may_come_sooner=False, why=why)
    readings = {r.clock: r for r in read_clocks(profile, events, now)}
    until, complete = _resolve(profile.disclosure.hold, occurrences(events), readings)
    clauses = ", ".join(profile.disclosure.clauses)
    return Hold(until, stated=True, may_come_sooner=not complete, why=f"By the policy ({clauses}).")


def _latest_agreement(events: Sequence[Recorded]) -> DisclosureAgreed | None:
    agreed = [
        r.event for r in in_force(events) if isinstance(r.event, DisclosureAgreed) and not r.event.clock
    ]
    return agreed[-1] if agreed else None


def _resolve(term: Term, happened: Occurrences, readings: dict[str, Reading]) -> tuple[datetime | None, bool]:
    """The instant of a term, if known, and whether nothing can change it any more."""
    if term.event:
        instants = happened.get(term.event)
        return (instants[0], True) if instants else (None, False)
    if term.clock:
        reading = readings.get(term.clock)
        due = reading.due if reading else None
        return due, due is not None
    parts = [_resolve(part, happened, readings) for part in term.of]
    known = [instant for instant, _ in parts if instant is not None]
    complete = all(done for _, done in parts)
    if term.op == "max":
        return (max(known) if complete else None), complete
    return min(known, default=None), complete
