"""Promises, running: events, a policy and the present give one reading per clock of the policy.

Pure. A clock starts at the first occurrence of its start event and is met by the first stop at or before its
due instant. Nothing moves a date but a dated agreement, which leaves the original visible.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain.clocks.durations import due_after, parse_duration
from desktop.domain.clocks.reading import Reading, State
from desktop.domain.event import Recorded
from desktop.domain.events import DisclosureAgreed, ReportRejected, SeveritySet
from desktop.domain.occurrences import Occurrences, in_force, occurrences
from desktop.domain.policy import Clock, Profile

_ANSWERS = frozenset({"ack.sent", "assessment.sent"})


class _Case(msgspec.Struct, frozen=True):
    """What the clocks need to know of a case."""

    happened: Occurrences
    severities: tuple[tuple[datetime, str], ...]
    """Every classification and its instant, the one in force last."""
    rejected: ReportRejected | None
    rejected_at: datetime | None
    agreed: dict[str, datetime]

    @property
    def severity(self) -> str:
        return self.severities[-1][1] if self.severities else ""

    def overdue_as(self, levels: tuple[str, ...], due: datetime | None) -> bool:
        """Whether the due instant passed while the case was classified as one of these levels."""
        ends = [at for at, _ in self.severities[1:]]
        periods = zip(self.severities, ends, strict=False)
        return due is not None and any(level in levels and due < until for (_, level), until in periods)


def read_clocks(profile: Profile, events: Sequence[Recorded], now: datetime) -> tuple[Reading, ...]:
    """All clocks of the policy for one case, in the policy's order."""
    case = _facts(events)
    return tuple(_read(clock, profile, case, now) for clock in profile.clocks)


def most_urgent(readings: Sequence[Reading]) -> Reading | None:
    """The promise of ours that asks first: the earliest due among those that run or are overdue."""
    asking = [r for r in readings if r.state in ("running", "overdue", "conditional") and r.due is not None]
    return min(asking, key=lambda r: (r.state == "conditional", r.due), default=None)


def _facts(events: Sequence[Recorded]) -> _Case:
    severities: list[tuple[datetime, str]] = []
    rejected, rejected_at = None, None
    agreed: dict[str, datetime] = {}
    for recorded in in_force(events):
        match recorded.event:
            case SeveritySet(level=level):
                severities.append((recorded.occurred_at, level))
            case ReportRejected() as rejection:
                rejected, rejected_at = rejection, recorded.occurred_at
            case DisclosureAgreed(clock=clock, publish_at=at) if clock:
                agreed[clock] = at
            case _:
                pass
    return _Case(occurrences(events), tuple(severities), rejected, rejected_at, agreed)


def _read(clock: Clock, profile: Profile, case: _Case, now: datetime) -> Reading:
    blank = Reading(
        clock=clock.id,
        sentence=clock.sentence,
        clauses=clock.clauses,
        state="waiting",
        force=clock.force,
        owed_by=clock.owed_by,
        policy_id=profile.policy.id,
        track=clock.track,
        audience=clock.audience,
        assumed=clock.assumed,
    )
    start = _first(case, clock.starts)
    due = original = None
    if start is not None and clock.within:
        original = due_after(start, parse_duration(clock.within), profile.calendar, profile.release.dates)
        due = case.agreed.get(clock.id, original)
    elsewhere = clock.severities and case.severity and case.severity not in clock.severities
    if elsewhere and not case.overdue_as(clock.severities, due):
        return _with(blank, state="not-applicable", why=f"The severity is {case.severity}.")
    if start is None:
        return _with(blank, why=f"Starts with {_any_of(clock.starts)}.")
    if clock.tick:
        return _read_recurring(clock, profile, case, now, _with(blank, since=start))
    return _judge(clock, case, now, _with(blank, since=start, due=due, original_due=original))


def _read_recurring(clock: Clock, profile: Profile, case: _Case, now: datetime, reading: Reading) -> Reading:
    assert reading.since is not None
    stopped = _first(case, clock.stops)
    if stopped is not None:
        return _with(reading, state="ended", met_at=stopped, why="No further letter is owed.")
    last = max([reading.since, *case.happened.get(clock.tick, [])])
    due = due_after(last, parse_duration(clock.every), profile.calendar)
    state: State = "overdue" if due is not None and now > due else "running"
    return _with(reading, state=state, since=last, due=due, original_due=due)


def _judge(clock: Clock, case: _Case, now: datetime, reading: Reading) -> Reading:
    stopped = _first(case, clock.stops)
    if clock.force == "rule":
        return _judge_hold(reading, stopped, now)
    if stopped is not None:
        late = reading.due is not None and stopped > reading.due
        return _with(reading, state="late" if late else "met", met_at=stopped)
    return _judge_unmet(clock, case, now, reading)


def _judge_unmet(clock: Clock, case: _Case, now: datetime, reading: Reading) -> Reading:
    closed = _closed_by_rejection(clock, case, reading.due)
    if closed is not None:
        return _with(reading, state=closed, why="The report was rejected.")
    if clock.severities and not case.severity:
        return _with(
            reading, state="conditional", why=f"Only if the severity is {_any_of(clock.severities)}."
        )
    if reading.due is None:
        return _undated(clock, reading)
    if now <= reading.due:
        return _with(reading, state="running")
    at_once = clock.severities and case.severities[-1][0] > reading.due
    return _with(reading, state="overdue", why="Overdue at classification." if at_once else "")


def _judge_hold(reading: Reading, stopped: datetime | None, now: datetime) -> Reading:
    ends = min((t for t in (stopped, reading.due) if t is not None), default=None)
    if ends is not None and now >= ends:
        return _with(reading, state="ended", met_at=ends)
    return _with(reading, state="held")


def _undated(clock: Clock, reading: Reading) -> Reading:
    duration = parse_duration(clock.within)
    if duration.unit == "release":
        return _with(reading, state="waiting", why="Waits for a date: no scheduled release is known.")
    return _with(reading, state="undated", why=f"The policy gives no number: {duration.words}.")


def _closed_by_rejection(clock: Clock, case: _Case, due: datetime | None) -> State | None:
    """Rejecting ends fix and status clocks; an answer stays owed, save to spam, and never once overdue."""
    if case.rejected is None or case.rejected_at is None:
        return None
    if not _ANSWERS.intersection(clock.stops):
        return "ended"
    was_overdue = due is not None and case.rejected_at > due
    return "not-applicable" if case.rejected.reason == "spam" and not was_overdue else None


def _first(case: _Case, names: Sequence[str]) -> datetime | None:
    """When any of these happened for the first time."""
    return min((case.happened[name][0] for name in names if case.happened.get(name)), default=None)


def _any_of(names: Sequence[str]) -> str:
    return " or ".join(names)


def _with(reading: Reading, **changes: object) -> Reading:
    return msgspec.structs.replace(reading, **changes)
