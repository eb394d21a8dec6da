"""The timeline of a case: one lane for each promise, cut into segments that say how it stood.

Pure. What is drawn on a screen and on paper comes from here, so that both show the same.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from desktop.domain.clocks import OWED, MovedBy, Reading, State, hangs_on_severity
from desktop.domain.clocks.hold import Hold

SegmentKind = Literal[
    "kept",
    "running",
    "left",
    "agreed",
    "moved",
    "late",
    "overdue",
    "held",
    "conditional",
    "unanswered",
    "ended",
]
"""How a stretch of a lane stood; `left` is what of a running promise still lies ahead.

What lies behind the first due instant was `agreed` on, or `moved` by a pause or the plan. What only
may count is `conditional` while it hangs on the severity, `unanswered` while it hangs on a question.
"""
MarkKind = Literal["start", "due", "original", "done", "tick"]

_MARGIN = 0.03
"""Of the whole span, so much stays free at either end."""
_SHORTEST = timedelta(hours=12)
_AHEAD = 2
"""So many times the length of what happened may be looked ahead for what is settled."""

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Segment(msgspec.Struct, frozen=True):
    """From `start` to `end`, never empty."""

    kind: SegmentKind
    start: datetime
    end: datetime


class Mark(msgspec.Struct, frozen=True):
    """An instant on a lane; `original` is a due instant that another one replaced."""

    kind: MarkKind
    at: datetime


class Lane(msgspec.Struct, frozen=True):
    """One promise, or the hold of the case (then without a clock)."""

    clock: str
    sentence: str
    clauses: tuple[str, ...]
    state: State
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    due: datetime | None = None
    done_at: datetime | None = None
    moved_by: MovedBy = ""
    why: str = ""
    policy_id: str = ""

    @property
    def promise(self) -> str:
        """Its name among all promises of a case: a policy and a pack may call a clock alike."""
        return f"{self.policy_id}/{self.clock}"


class Lanes(msgspec.Struct, frozen=True):
    """All lanes over one span of time."""

    lanes: tuple[Lane, ...]
    first: datetime
    last: datetime
    now: datetime


def lanes_of(readings: Sequence[Reading], arrived: datetime | None, hold: Hold, now: datetime) -> Lanes:
    """A lane for every promise that began and applies, in the policy's order.

    The hold comes first, unless one of the clocks is the hold.
    """
    arrived = arrived or now
    begun = [r for r in readings if r.since is not None and r.state != "not-applicable"]
    own = any(r.force == "rule" and hold.until in (r.due, r.met_at) for r in begun)
    lanes = [] if own else [*_hold_lane(hold, arrived, now)]
    lanes += [_recurring(reading, now) if reading.recurs else _single(reading, now) for reading in begun]
    first, last = _span(lanes, arrived, now)
    return Lanes(tuple(_within(lane, first, last) for lane in lanes), first, last, now)


def _span(lanes: Sequence[Lane], arrived: datetime, now: datetime) -> tuple[datetime, datetime]:
    """From the first instant to the last that matters, with room at either end.

    The due instant of what is settled may lie far ahead of all that happened: then it is left out.
    """
    stretches = [segment for lane in lanes for segment in lane.segments]
    passed = [mark.at for lane in lanes for mark in lane.marks if mark.at <= now]
    first = min([arrived, *passed, *(segment.start for segment in stretches)])
    last = max([now, first + _SHORTEST, *(segment.end for segment in stretches)])
    near = _shifted(first, _AHEAD * (last - first))
    owed = [lane.due for lane in lanes if lane.state in OWED and lane.due is not None]
    settled = [mark.at for lane in lanes for mark in lane.marks if mark.at <= near]
    last = max([last, *owed, *settled])
    margin = _MARGIN * (last - first)
    return _shifted(first, -margin), _shifted(last, margin)


def _shifted(instant: datetime, span: timedelta) -> datetime:
    """As far as the calendar reaches."""
    try:
        return instant + span
    except OverflowError:
        return _LAST if span > timedelta() else _FIRST


def _within(lane: Lane, first: datetime, last: datetime) -> Lane:
    marks = tuple(mark for mark in lane.marks if first <= mark.at <= last)
    return msgspec.structs.replace(lane, marks=marks)


def _hold_lane(hold: Hold, arrived: datetime, now: datetime) -> Iterator[Lane]:
    """What nothing may be told in; without a date it lasts as far as is known, until now."""
    until = hold.until or now
    if until <= arrived:
        return
    marks = (Mark("due", hold.until),) if hold.until is not None else ()
    yield Lane(
        clock="",
        sentence="",
        clauses=(),
        state="ended" if hold.ended(now) else "held",
        segments=(Segment("ended" if hold.ended(now) else "held", arrived, until),),
        marks=marks,
        due=hold.until,
        why=hold.why,
    )


def _lane(reading: Reading, segments: Sequence[Segment], marks: Sequence[Mark]) -> Lane:
    return Lane(
        clock=reading.clock,
        sentence=reading.sentence,
        clauses=reading.clauses,
        state=reading.state,
        segments=tuple(s for s in segments if s.end > s.start),
        marks=tuple(marks),
        due=reading.due,
        done_at=reading.met_at,
        moved_by=reading.moved_by,
        policy_id=reading.policy_id,
        why=reading.why,
    )


# --- a promise that is kept once -----------------------------------------------------------------------


def _single(reading: Reading, now: datetime) -> Lane:
    assert reading.since is not None
    original = reading.original_due
    marks = [Mark("start", reading.since)]
    marks += [Mark("due", reading.due)] if reading.due is not None else []
    marks += [Mark("original", original)] if reading.moved_by and original is not None else []
    marks += [Mark("done", reading.met_at)] if reading.met_at is not None else []
    return _lane(reading, list(_stretches(reading, reading.since, original or reading.due, now)), marks)


def _stretches(
    reading: Reading, since: datetime, original: datetime | None, now: datetime
) -> Iterator[Segment]:
    match reading.state:
        case "met" | "late":
            yield from _kept(reading, since, reading.met_at or now, original)
        case "running" | "paused" | "overdue" | "undated" | "waiting":
            yield from _asking(since, original, reading.due, now, _beyond(reading))
        case "held":
            yield Segment("held", since, reading.due or now)
        case "conditional":
            kind: SegmentKind = "conditional" if hangs_on_severity(reading.why) else "unanswered"
            yield Segment(kind, since, reading.due or now)
        case _:
            yield Segment("ended", since, max(since, reading.met_at or min(reading.due or now, now)))


def _kept(reading: Reading, since: datetime, done: datetime, original: datetime | None) -> Iterator[Segment]:
    """In time by the first word, in time by the one that replaced it, and what came after both."""
    due = reading.due or done
    promised = min(done, original or done, due)
    replaced = max(promised, min(done, due))
    yield Segment("kept", since, promised)
    yield Segment(_beyond(reading), promised, replaced)
    yield Segment("late", replaced, done)


def _beyond(reading: Reading) -> SegmentKind:
    """How the time behind the first due instant is called."""
    return "agreed" if reading.moved_by == "agreement" else "moved"


def _asking(
    since: datetime, original: datetime | None, due: datetime | None, now: datetime, beyond: SegmentKind
) -> Iterator[Segment]:
    """What has passed, what is left until the original instant, what was added, what is over."""
    promised = min(original, due) if original is not None and due is not None else now
    yield Segment("running", since, min(now, promised))
    yield Segment("left", max(since, now), promised)
    if due is not None:
        yield Segment(beyond, promised, due)
        yield Segment("overdue", due, now)


# --- a promise that comes back -------------------------------------------------------------------------


def _recurring(reading: Reading, now: datetime) -> Lane:
    """Every interval in its turn: kept, late, or the one that runs."""
    assert reading.since is not None
    segments: list[Segment] = []
    for interval in reading.intervals:
        segments += _round(interval.since, interval.due, interval.proof.at)
    if reading.met_at is not None:
        segments += _round(reading.since, reading.due, reading.met_at)
    elif reading.due is not None:
        segments += _asking(reading.since, reading.due, reading.due, now, _beyond(reading))
    first = reading.intervals[0].since if reading.intervals else reading.since
    marks = [Mark("start", first), *(Mark("tick", interval.proof.at) for interval in reading.intervals)]
    marks += [Mark("done", reading.met_at)] if reading.met_at is not None else []
    marks += [Mark("due", reading.due)] if reading.due is not None and reading.met_at is None else []
    return _lane(reading, segments, marks)


def _round(since: datetime, due: datetime | None, done: datetime) -> Iterator[Segment]:
    if due is not None:
        yield Segment("kept", since, min(done, due))
        yield Segment("late", max(since, due), done)
