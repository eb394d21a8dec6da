"""Policy profiles as TOML: the reader that turns a file into a `Profile`, or says what is wrong with it."""

import tomllib
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from desktop.domain.clocks.durations import parse_duration
from desktop.domain.event_codec import KINDS
from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Calendar, Clock, Profile, Term
from desktop.domain.stages import NEEDS

_WEEK = 7
_ADVICE = "Check that the file is a policy profile in TOML."


def read_profile(source: bytes) -> Profile:
    """Decode and check a profile. Raises InvalidPolicy with the table and key of the first mistake."""
    try:
        profile = msgspec.convert(tomllib.loads(source.decode()), Profile)
    except UnicodeDecodeError as error:
        raise InvalidPolicy("The profile is no TOML: it is not UTF-8 text.", advice=_ADVICE) from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidPolicy(f"The profile is no TOML: {error}.", advice=_ADVICE) from error
    except RecursionError as error:
        raise InvalidPolicy("The profile is nested too deeply.", advice=_ADVICE) from error
    except msgspec.ValidationError as error:
        raise InvalidPolicy(f"The profile does not fit the schema: {error}.") from error
    mistakes = list(find_mistakes(profile))
    if mistakes:
        raise InvalidPolicy(f"The profile {profile.policy.id} contradicts itself: {'; '.join(mistakes)}.")
    return profile


def find_mistakes(profile: Profile) -> Iterator[str]:
    """What no schema can see: clocks that cannot run, names that mean nothing."""
    seen: set[str] = set()
    for clock in profile.clocks:
        if clock.id in seen:
            yield f"clock {clock.id} stands twice"
        seen.add(clock.id)
        yield from _mistakes_of(clock, profile)
    yield from _mistakes_of_calendar(profile.calendar)
    for step in profile.steps:
        yield from _unknown_events(f"step {step.id}", step.event)
        yield from (f"step {step.id} asks for the unknown need {need}" for need in set(step.needs) - NEEDS)
    for term in (profile.disclosure.hold, profile.disclosure.publish_by):
        yield from _mistakes_of_term(term, seen) if term else ()


def _mistakes_of(clock: Clock, profile: Profile) -> Iterator[str]:
    if bool(clock.within) == bool(clock.every):
        yield f"clock {clock.id} needs either within or every"
    if clock.every and not clock.tick:
        yield f"clock {clock.id} recurs without a tick"
    if not clock.stops and clock.force != "rule":
        yield f"clock {clock.id} can never be met: it has no stops"
    yield from _unknown_events(f"clock {clock.id}", *clock.starts, *clock.stops, clock.tick)
    for written in filter(None, (clock.within, clock.every)):
        try:
            parse_duration(written)
        except ValueError as error:
            yield f"clock {clock.id}: {error}"
    yield from (
        f"clock {clock.id} names the unknown severity {level}"
        for level in clock.severities
        if level not in profile.severity.levels
    )


def _mistakes_of_calendar(calendar: Calendar) -> Iterator[str]:
    try:
        ZoneInfo(calendar.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"calendar names the unknown time zone {calendar.timezone}"
    if len(set(calendar.weekend)) == _WEEK:
        yield "calendar leaves no business day"


def _mistakes_of_term(term: Term, clocks: set[str]) -> Iterator[str]:
    if sum((bool(term.event), bool(term.clock), bool(term.op))) != 1 or bool(term.op) != bool(term.of):
        yield "disclosure needs an event, a clock, or an op with its terms"
    if term.clock and term.clock not in clocks:
        yield f"disclosure names the unknown clock {term.clock}"
    if term.event:
        yield from _unknown_events("disclosure", term.event)
    for part in term.of:
        yield from _mistakes_of_term(part, clocks)


def _unknown_events(where: str, *names: str) -> Iterator[str]:
    yield from (f"{where} names the unknown event {name}" for name in names if name and name not in KINDS)
