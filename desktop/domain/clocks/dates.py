"""Dates that all cases of a policy share, as the vault's own events tell them: releases and holidays."""

from collections.abc import Sequence
from datetime import date

import msgspec

from desktop.domain.event import Event, Recorded
from desktop.domain.events import HolidayAdded, HolidayRemoved, ReleaseCancelled, ReleaseScheduled
from desktop.domain.occurrences import in_force
from desktop.domain.policy import Profile

DATED: tuple[type[Event], ...] = (ReleaseScheduled, ReleaseCancelled, HolidayAdded, HolidayRemoved)
"""Events of the vault after which due instants have to be computed anew."""


class Dates(msgspec.Struct, frozen=True):
    """What is planned under one policy beyond its profile."""

    releases: frozenset[date] = frozenset()
    holidays: frozenset[date] = frozenset()
    names: dict[date, str] = {}
    """The holidays that were given a name."""


def dates_of(vault_history: Sequence[Recorded], policy_id: str) -> Dates:
    """The dates that are in force under a policy."""
    releases: set[date] = set()
    holidays: dict[date, str] = {}
    for recorded in in_force(vault_history):
        match recorded.event:
            case ReleaseScheduled(policy_id=policy, on=day) if policy == policy_id:
                releases.add(day)
            case ReleaseCancelled(policy_id=policy, on=day) if policy == policy_id:
                releases.discard(day)
            case HolidayAdded(policy_id=policy, on=day, name=name) if policy == policy_id:
                holidays[day] = name
            case HolidayRemoved(policy_id=policy, on=day) if policy == policy_id:
                holidays.pop(day, None)
            case _:
                pass
    names = {day: name for day, name in holidays.items() if name}
    return Dates(frozenset(releases), frozenset(holidays), names)


def with_dates(profile: Profile, dates: Dates) -> Profile:
    """The profile as clocks read it: its own dates and those of the vault."""
    if not (dates.releases or dates.holidays):
        return profile
    holidays = tuple(sorted({*profile.calendar.holidays, *dates.holidays}))
    releases = tuple(sorted({*profile.release.dates, *dates.releases}))
    replace = msgspec.structs.replace
    return replace(
        profile,
        calendar=replace(profile.calendar, holidays=holidays),
        release=replace(profile.release, dates=releases),
    )
