"""What the expressions of a policy's disclosure come to: events, due instants, and the least or most of them.

A term whose event is missing is pending: `min` gives the earliest known term, which may still come sooner;
`max` stays pending until all are known. A judgement never gives a date.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import msgspec

from desktop.domain.clocks.chronicle import Chronicle
from desktop.domain.clocks.durations import known_due, parse_duration
from desktop.domain.clocks.reading import Reading
from desktop.domain.policy import Profile, Term


class Found(msgspec.Struct, frozen=True):
    """What a term comes to; `complete` when no event that is still to come can change it.

    `counted_from` names the events that the date is counted from, or would be.
    """

    at: datetime | None = None
    complete: bool = False
    counted_from: tuple[str, ...] = ()


class Facts(msgspec.Struct, frozen=True):
    """What terms are read against."""

    profile: Profile
    chronicle: Chronicle
    readings: Mapping[str, Reading]


def resolve(term: Term, facts: Facts) -> Found:
    """What the term comes to."""
    if term.op:
        return _least_or_most(term, facts)
    if term.event:
        proof = facts.chronicle.first((term.event,))
        return Found(proof.at, complete=True) if proof else Found()
    if term.clock:
        return _due_of(term.clock, facts)
    return _counted(term, facts) if term.start else Found()


def judgements(term: Term) -> Iterator[Term]:
    """The parts of a term that are left to judgement."""
    if term.judgement:
        yield term
    for part in term.of:
        yield from judgements(part)


def rests_on(term: Term, clock_id: str) -> bool:
    """Whether the due instant of a clock is part of it."""
    return term.clock == clock_id or any(rests_on(part, clock_id) for part in term.of)


def _due_of(clock_id: str, facts: Facts) -> Found:
    reading, clock = facts.readings.get(clock_id), facts.profile.clock(clock_id)
    due = reading.due if reading else None
    return Found(due, due is not None, clock.starts if clock else ())


def _counted(term: Term, facts: Facts) -> Found:
    start = facts.chronicle.first((term.start,))
    if start is None:
        return Found(counted_from=(term.start,))
    profile = facts.profile
    at = known_due(start.at, parse_duration(term.after), profile.calendar, profile.release.dates)
    return Found(at, at is not None, (term.start,))


def _least_or_most(term: Term, facts: Facts) -> Found:
    parts = [resolve(part, facts) for part in term.of]
    known = [(part.at, part) for part in parts if part.at is not None]
    complete = all(part.complete for part in parts)
    choose: Callable[..., tuple[datetime, Found]] = max if term.op == "max" else min
    if not known or (term.op == "max" and not complete):
        return Found(counted_from=tuple(name for part in parts for name in part.counted_from))
    at, chosen = choose(known, key=lambda pair: pair[0])
    return Found(at, complete, chosen.counted_from)
