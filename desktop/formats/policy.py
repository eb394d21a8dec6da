"""Policy profiles as TOML: the reader that turns a file into a `Profile`, or says what is wrong with it."""

import tomllib
from collections.abc import Iterator

import msgspec

from desktop.domain.durations import parse_duration
from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Clock, Profile, Term


def read_profile(source: bytes) -> Profile:
    """Decode and check a profile. Raises InvalidPolicy with the table and key of the first mistake."""
    try:
        profile = msgspec.convert(tomllib.loads(source.decode()), Profile)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidPolicy(f"The profile is no TOML: {error}.") from error
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
    for term in (profile.disclosure.hold, profile.disclosure.publish_by):
        yield from (f"disclosure names the unknown clock {name}" for name in _clocks_in(term) - seen)


def _mistakes_of(clock: Clock, profile: Profile) -> Iterator[str]:
    if bool(clock.within) == bool(clock.every):
        yield f"clock {clock.id} needs either within or every"
    if clock.every and not clock.tick:
        yield f"clock {clock.id} recurs without a tick"
    if not clock.stops and clock.force != "rule":
        yield f"clock {clock.id} can never be met: it has no stops"
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


def _clocks_in(term: Term | None) -> set[str]:
    if term is None:
        return set()
    return {term.clock} - {""} | {name for part in term.of for name in _clocks_in(part)}
