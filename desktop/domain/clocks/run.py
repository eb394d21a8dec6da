"""A clock in one case: since when it counts, until when, and what stopped it."""

from datetime import datetime
from functools import lru_cache

import msgspec

from desktop.domain.clocks.business_time import rolled
from desktop.domain.clocks.chronicle import DISCLOSURE, Agreed, Chronicle
from desktop.domain.clocks.durations import due_after, parse_duration
from desktop.domain.clocks.intervals import Rounds, rounds_of
from desktop.domain.clocks.pauses import with_pauses
from desktop.domain.clocks.reading import Interval, MovedBy, Proof, Reading, State
from desktop.domain.clocks.words import happens
from desktop.domain.policy import Clock, Profile
from desktop.domain.policy.quoting import quotes_of

_ANSWERS = frozenset({"ack.sent", "assessment.sent"})
ANY_ANSWER = ("ack.sent", "question.sent", "assessment.sent", "rejection.sent")
"""What a person at this desk writes back: each of them tells that the report arrived (MUS-1d)."""
_NO_RELEASE = "Waits for a date: no scheduled release is known."
_NO_OFFICE_HOURS = "Waits for office hours: business hours are promised, and the calendar names none."


class Run(msgspec.Struct, frozen=True, gc=False):
    """One clock at one moment, before it is judged; `why_undated` tells why there is no due instant."""

    clock: Clock
    profile: Profile
    chronicle: Chronicle
    now: datetime
    stop: Proof | None
    since: datetime | None = None
    due: datetime | None = None
    original_due: datetime | None = None
    paused: bool = False
    why_undated: str = ""
    moved_by: MovedBy = ""
    intervals: tuple[Interval, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether the clock asks for an answer, which stays owed when the report is rejected."""
        return not self.clock.tick and not _ANSWERS.isdisjoint(self.clock.stops)

    @property
    def start_words(self) -> str:
        """What starts the clock, while it has not started."""
        return f"Starts when {happens(self.clock.starts)}." if self.since is None else ""

    def shown(self, state: State, why: str = "", ended_at: datetime | None = None) -> Reading:
        """The clock in this state; `ended_at` where something met or ended it."""
        clock = self.clock
        stop = self.stop
        return Reading(
            clock=clock.id,
            sentence=clock.sentence,
            clauses=clock.clauses,
            state=state,
            force=clock.force,
            owed_by=clock.owed_by,
            since=self.since,
            due=self.due,
            met_at=ended_at,
            original_due=self.original_due,
            why=why,
            policy_id=self.profile.policy.id,
            track=clock.track,
            audience=clock.audience,
            proof=stop if stop is not None and ended_at == stop.at else None,
            lateness=self.chronicle.lateness.get((self.profile.policy.id, clock.id), ""),
            moved_by=self.moved_by,
            recurs=bool(clock.tick),
            intervals=self.intervals,
            assumed=clock.assumed,
            quotes=quotes_of(self.profile.policy, clock.clauses),
        )


def run_of(clock: Clock, profile: Profile, chronicle: Chronicle, now: datetime) -> Run:
    """The clock as the events leave it; a recurring one counts from its last tick."""
    stop = chronicle.first(stops_of(clock.stops, bool(clock.tick)))
    start = chronicle.first(clock.starts)
    if start is None:
        agreed = _agreement(clock, profile, chronicle) if clock.force == "rule" else None
        if agreed is None:
            return Run(clock, profile, chronicle, now, stop)
        return Run(clock, profile, chronicle, now, stop, due=agreed.until, moved_by="agreement")
    rounds = rounds_of(clock, profile, chronicle, start.at, stop) if clock.tick else Rounds((), start.at)
    since = rounds.since
    original, why = _promised(clock, profile, chronicle, since)
    due, paused = original, False
    moved_by: MovedBy = ""
    if due is not None and clock.pauses:
        until = stop.at if stop is not None else now
        due, paused = with_pauses(clock.pauses, chronicle, since, due, until)
        moved_by = "pause" if due != original else ""
    agreed = _agreement(clock, profile, chronicle)
    if agreed is not None and _moves(agreed, clock, since, stop):
        due, paused, moved_by = agreed.until, False, "agreement"
    paused = paused and stop is None
    return Run(clock, profile, chronicle, now, stop, since, due, original, paused, why, moved_by, rounds.over)


def _moves(agreed: Agreed, clock: Clock, since: datetime, stop: Proof | None) -> bool:
    """Whether an agreement still finds something to move: what is done is done, kept or late."""
    if clock.force == "rule":
        return True
    if clock.tick:
        return agreed.until > since
    return stop is None or agreed.at <= stop.at


@lru_cache(maxsize=1024)
def stops_of(stops: tuple[str, ...], recurs: bool) -> tuple[str, ...]:
    """The events that stop a clock: of one that asks for an answer every answer, and no mere decision."""
    if recurs or _ANSWERS.isdisjoint(stops):
        return stops
    answers = ANY_ANSWER if "ack.sent" in stops else ("rejection.sent",)
    return tuple(dict.fromkeys(name for name in (*stops, *answers) if name != "report.rejected"))


def _promised(
    clock: Clock, profile: Profile, chronicle: Chronicle, since: datetime
) -> tuple[datetime | None, str]:
    """The due instant by the policy's own words, or why there is none."""
    calendar = profile.calendar
    try:
        duration = parse_duration(clock.every or clock.within)
        due = due_after(since, duration, calendar, profile.release.dates)
        if duration.unit == "undated":
            return _bounded(clock, profile, chronicle, since, duration.words)
        if due is None:
            return None, _NO_RELEASE if duration.unit == "release" else _NO_OFFICE_HOURS
        if clock.rollover != "none" and duration.unit not in ("bd", "bh"):
            due = rolled(due, clock.rollover, calendar)
    except ValueError as error:
        return None, f"No date: {error}."
    return due, ""


def _bounded(
    clock: Clock, profile: Profile, chronicle: Chronicle, since: datetime, words: str
) -> tuple[datetime | None, str]:
    """A promise in words, and the outer bound that it has where a question is answered with yes."""
    why = f"The policy gives no number: {words}."
    if not clock.outer:
        return None, why
    answers = chronicle.answers.get((profile.policy.id, clock.outer_when), ())
    if clock.outer_when and not answers:
        condition = profile.condition(clock.outer_when)
        return None, f"{why} {condition.question}" if condition else why
    if clock.outer_when and not answers[-1].applies:
        return None, why
    return due_after(since, parse_duration(clock.outer), profile.calendar, profile.release.dates), why


def _agreement(clock: Clock, profile: Profile, chronicle: Chronicle) -> Agreed | None:
    """What both sides agreed on; for a hold also what they agreed for the disclosure as a whole."""
    if clock.waiver != "agreement" or not chronicle.agreements:
        return None
    about = [(profile.policy.id, clock.id)] + ([DISCLOSURE] if clock.force == "rule" else [])
    made = [chronicle.agreements[named] for named in about if named in chronicle.agreements]
    return max(made, key=lambda agreed: agreed.at, default=None)
