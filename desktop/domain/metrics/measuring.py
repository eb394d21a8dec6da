"""A case turned into what is measured of it: instants from its journal, promises from its policy's clocks."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from desktop.domain.case import Case
from desktop.domain.clocks import Chronicle, Reading, chronicle_of, read_chronicle
from desktop.domain.clocks.judging import read_clock
from desktop.domain.clocks.run import ANY_ANSWER, stops_of
from desktop.domain.clocks.standing import standing_of
from desktop.domain.clocks.terms import Facts, resolve
from desktop.domain.event import Recorded
from desktop.domain.metrics.course import CaseFacts, Course, Measure, Verdict
from desktop.domain.metrics.quarters import quarter_of
from desktop.domain.policy import Clock, Profile

_INSTANT = timedelta(microseconds=1)
_KEPT_BY: dict[Measure, tuple[str, ...]] = {
    "acknowledge": ANY_ANSWER,
    "assess": ("assessment.sent", "rejection.sent"),
    "fix": ("fix.released", "remediation.complete"),
    "publish": ("advisory.published",),
}
"""What ends a measurement where the policy does not say otherwise."""
_TOLD_BY: tuple[tuple[Measure, frozenset[str]], ...] = (
    ("acknowledge", frozenset({"ack.sent"})),
    ("assess", frozenset({"assessment.sent"})),
    ("fix", frozenset({"fix.released", "remediation.complete"})),
    ("publish", frozenset({"advisory.published"})),
)
"""Which measure a clock belongs to: the first whose event is among its stops."""
_NOT_DOING = frozenset({"report.rejected", "report.withdrawn", "case.closed"})
_WORST_FIRST: tuple[Verdict, ...] = (
    "lapsed", "late", "asking", "kept", "conditional", "undated", "unbegun", "none",
)  # fmt: skip
_NOTHING = Course()


def facts_of(
    case: Case,
    history: Sequence[Recorded],
    profile: Profile | None,
    stage: str,
    chronicle: Chronicle | None = None,
) -> CaseFacts:
    """What is measured of a case, as its last event leaves it; without its policy nothing was promised.

    The chronicle is that of this very history, where it is known already.
    Undone events never occurred. Holds, clocks that come back, what the reporter owes and what belongs to an
    incident are no promises of these four measures.
    """
    chronicle = chronicle or chronicle_of(history)
    at = max(history[-1].recorded_at, *(recorded.occurred_at for recorded in history)) + _INSTANT
    arrived = case.arrived_at or history[0].occurred_at
    courses = _courses(profile, chronicle, at) if profile is not None else {}
    return CaseFacts(
        case_id=case.case_id,
        policy_id=case.policy_id,
        quarter=quarter_of(arrived, profile.calendar.timezone if profile else "UTC"),
        arrived_at=arrived,
        severity=case.severity.level if case.severity else "",
        stage=stage,
        open=case.open,
        rejected=case.rejected is not None or case.withdrawn is not None,
        **{
            measure: courses.get(measure) or Course(_first(chronicle, names))
            for measure, names in _KEPT_BY.items()
        },
    )


def measure_of(clock: Clock) -> Measure | None:
    """The measure that a clock promises; None for one that promises none of them."""
    if clock.tick or clock.track != "report" or clock.force == "rule" or clock.owed_by == "reporter":
        return None
    return next((measure for measure, told in _TOLD_BY if not told.isdisjoint(clock.stops)), None)


def _courses(profile: Profile, chronicle: Chronicle, at: datetime) -> dict[Measure, Course]:
    """One course for each measure that the policy speaks of: of several clocks that of the worst outcome."""
    found: dict[Measure, list[Course]] = {}
    for clock in profile.clocks:
        measure = measure_of(clock)
        if measure is not None:
            reading = read_clock(clock, profile, chronicle, at)
            verdict = "none" if _never_counted(clock, profile, chronicle, reading) else _verdict(reading)
            course = _course(clock, reading, verdict, chronicle, _KEPT_BY[measure])
            found.setdefault(measure, []).append(course)
    for course in _publication(profile, chronicle, at):
        found.setdefault("publish", []).append(course)
    return {measure: min(courses, key=_badness) for measure, courses in found.items()}


def _never_counted(clock: Clock, profile: Profile, chronicle: Chronicle, reading: Reading) -> bool:
    """Whether the case ended before a severity or an answer said that the clock is for it."""
    if reading.state != "ended":
        return False
    standing = standing_of(clock, profile, chronicle)
    return standing is not None and standing.state == "conditional"


def _course(
    clock: Clock, reading: Reading, verdict: Verdict, chronicle: Chronicle, usual: Sequence[str]
) -> Course:
    if verdict in ("none", "unbegun"):
        return Course(_first(chronicle, usual), None, verdict)
    names = [name for name in stops_of(clock.stops, bool(clock.tick)) if name not in _NOT_DOING]
    due = None if reading.state == "paused" else reading.due
    return Course(_first(chronicle, names), due, verdict)


def _verdict(reading: Reading) -> Verdict:
    match reading.state:
        case "met":
            return "undated" if reading.due is None else "kept"
        case "late" | "conditional" | "undated":
            return reading.state
        case "running" | "overdue" | "paused":
            return "asking"
        case "waiting":
            return "unbegun" if reading.since is None else "undated"
        case "ended":
            overdue = reading.due is not None and reading.met_at is not None and reading.met_at > reading.due
            return "lapsed" if overdue else "none"
        case _:
            return "none"


def _publication(profile: Profile, chronicle: Chronicle, at: datetime) -> Iterator[Course]:
    """When the policy publishes, fix or no fix; a report that was rejected before asks for nothing."""
    if profile.disclosure.publish_by is None:
        return
    readings = {reading.clock: reading for reading in read_chronicle(profile, chronicle, at)}
    due = resolve(profile.disclosure.publish_by, Facts(profile, chronicle, readings)).at
    done = _first(chronicle, _KEPT_BY["publish"])
    if due is None:
        yield Course(done, None, "undated" if done is None else "none")
        return
    rejected = chronicle.rejection.at if chronicle.rejection is not None else None
    ends = [end for end in (rejected, chronicle.withdrawn, chronicle.closed) if end is not None]
    if done is not None:
        yield Course(done, due, "kept" if done <= due else "late")
    elif ends:
        yield Course(None, due, "lapsed") if min(ends) > due else _NOTHING
    else:
        yield Course(None, due, "asking")


def _first(chronicle: Chronicle, names: Sequence[str]) -> datetime | None:
    proof = chronicle.first(names)
    return proof.at if proof is not None else None


def _badness(course: Course) -> tuple[int, float]:
    """What was not kept stands first, then the earliest date."""
    return _WORST_FIRST.index(course.verdict), course.due.timestamp() if course.due else float("inf")
