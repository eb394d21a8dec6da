"""What no schema can see in clocks: those that cannot run, or contradict each other."""

from collections.abc import Iterator

from desktop.domain.policy import Alternative, Clock, Profile
from desktop.domain.policy.adoption import DISCLOSURE, counts_business_hours
from desktop.formats.policies.mistakes import Flaw, TablePath, shown
from desktop.formats.policies.naming_rules import duration_flaw, twice, unknown_events, unknown_levels

_ACKNOWLEDGED = "ack.sent"


def clock_flaws(profile: Profile) -> Iterator[Flaw]:
    """Everything wrong with the clocks, one by one and side by side."""
    yield from twice(("clocks",), [clock.id for clock in profile.clocks])
    for place, clock in enumerate(profile.clocks):
        path = ("clocks", place)
        if clock.id == DISCLOSURE:
            yield Flaw(path, "id", "This name is kept for the end of the hold; choose another.")
        yield from _event_flaws(clock, path)
        yield from _time_flaws(clock, path)
        yield from _condition_flaws(clock, profile, path)
        yield from unknown_levels(path, "severities", clock.severities, profile)
        yield from _office_flaws(clock, profile, path)
        yield from _alternative_flaws(clock, path)
    yield from _contradictions(profile)


def _event_flaws(clock: Clock, path: TablePath) -> Iterator[Flaw]:
    if not clock.starts:
        yield Flaw(path, "starts", "A clock needs at least one event that starts it.")
    if not (clock.stops or clock.every or clock.force == "rule"):
        yield Flaw(path, "stops", "Nothing stops this clock: it could never be met.")
    yield from unknown_events(path, "starts", clock.starts)
    yield from unknown_events(path, "stops", clock.stops)
    yield from unknown_events(path, "tick", (clock.tick,))
    if clock.starts and {*clock.starts} <= {*clock.stops}:
        yield Flaw(path, "stops", f"{_all_of(clock.starts)} both starts and stops this clock.")
    for n, pause in enumerate(clock.pauses):
        inner = (*path, "pauses", n)
        yield from unknown_events(inner, "since", (pause.since,))
        yield from unknown_events(inner, "until", (pause.until,))
        if pause.since == pause.until:
            yield Flaw(inner, "until", "The same event begins and ends this pause.")


def _time_flaws(clock: Clock, path: TablePath) -> Iterator[Flaw]:
    if clock.within and clock.every:
        yield Flaw(path, "every", "A clock has either within or every, not both.")
    if not (clock.within or clock.every):
        yield Flaw(path, "within", "A clock needs either within or every.")
    if clock.every and not clock.tick:
        yield Flaw(path, "tick", "A clock that recurs needs the event that each interval is counted from.")
    if clock.tick and not clock.every:
        yield Flaw(path, "tick", "A tick means nothing without every.")
    for key in ("within", "every", "outer"):
        yield from duration_flaw(path, key, getattr(clock, key))
    if clock.outer and not (clock.within or clock.every).startswith("undated:"):
        yield Flaw(path, "outer", "An outer bound is for a promise without a number (within undated:words).")
    if clock.outer_when and not clock.outer:
        yield Flaw(path, "outer_when", "There is no outer bound that this could apply to.")


def _condition_flaws(clock: Clock, profile: Profile, path: TablePath) -> Iterator[Flaw]:
    for key in ("when", "outer_when"):
        asked = getattr(clock, key)
        if asked and profile.condition(asked) is None:
            yield Flaw(path, key, f"The profile asks no question with the id {shown(asked)}.")


def _office_flaws(clock: Clock, profile: Profile, path: TablePath) -> Iterator[Flaw]:
    if not counts_business_hours(clock):
        return
    adopted = profile.adopted.office_hours if profile.adopted else ()
    if not (profile.calendar.office_hours or adopted or "office_hours" in profile.calendar.assumed):
        yield Flaw(path, "within", "Business hours need office_hours in the calendar, or assumed there.")


def _alternative_flaws(clock: Clock, path: TablePath) -> Iterator[Flaw]:
    yield from twice((*path, "alternatives"), [other.id for other in clock.alternatives])
    for n, other in enumerate(clock.alternatives):
        inner = (*path, "alternatives", n)
        yield from unknown_events(inner, "starts", other.starts)
        yield from unknown_events(inner, "stops", other.stops)
        yield from duration_flaw(inner, "within", other.within)
        yield from _override_flaws(clock, other, inner)


def _override_flaws(clock: Clock, other: Alternative, path: TablePath) -> Iterator[Flaw]:
    if not (other.starts or other.stops or other.within or other.rollover):
        yield Flaw(path, "", "This reading replaces nothing: give starts, stops, within or rollover.")
    if other.within and clock.every:
        yield Flaw(path, "within", "The clock recurs: its interval cannot be replaced by a duration.")
    starts, stops = other.starts or clock.starts, other.stops or clock.stops
    if (other.starts or other.stops) and {*starts} <= {*stops}:
        yield Flaw(path, "stops", f"In this reading {_all_of(starts)} both starts and stops the clock.")


def _all_of(names: tuple[str, ...]) -> str:
    return shown(" and ".join(names))


def _contradictions(profile: Profile) -> Iterator[Flaw]:
    """Clocks that promise what an earlier one does, within another time; each is held against the first."""
    first: dict[tuple[object, ...], Clock] = {}
    for place, clock in enumerate(profile.clocks):
        promise, span = _promise(clock), clock.within or clock.every
        for level in clock.severities or ("",):
            other = first.setdefault((promise, level), clock)
            if span == (other.within or other.every):
                continue
            shared = [one for one in other.severities if one in clock.severities]
            of = f" for {', '.join(shared)}" if shared else ""
            gives = shown(other.within or other.every)
            words = f"This contradicts the clock {other.id}, which gives {gives}{of}."
            yield Flaw(("clocks", place), "within" if clock.within else "every", words)
            break


def _promise(clock: Clock) -> tuple[object, ...]:
    """What is promised, whatever the time: what is only aimed at or asked for is no second promise."""
    firm = clock.force in ("commit", "expect")
    whose = (clock.owed_by, firm or clock.force, clock.track, clock.audience, clock.when)
    return (frozenset(clock.starts), _kept_by(clock), bool(clock.within), clock.tick, *whose)


def _kept_by(clock: Clock) -> frozenset[str]:
    """What keeps it; one acknowledgement is promised, whichever other letters count as one too."""
    return frozenset({_ACKNOWLEDGED} if _ACKNOWLEDGED in clock.stops else clock.stops)
