"""Releases and holidays that the vault knows beside the profile."""

from datetime import date

from desktop.domain import events as e
from desktop.domain.clocks import Dates, dates_of, with_dates
from desktop.domain.policy import Calendar, Release
from tests.domain.small_policy import policy
from tests.histories import history, january

SPRING, MAY = date(2026, 3, 20), date(2026, 5, 1)


def test_what_was_added_and_not_taken_back_is_in_force_under_its_own_policy() -> None:
    told = history(
        (january(1), e.ReleaseScheduled("small", SPRING)),
        (january(1), e.ReleaseScheduled("small", MAY)),
        (january(2), e.ReleaseCancelled("small", MAY)),
        (january(2), e.HolidayAdded("small", MAY)),
        (january(2), e.HolidayAdded("small", SPRING)),
        (january(3), e.HolidayRemoved("small", SPRING)),
        (january(3), e.HolidayAdded("other", SPRING)),
        (january(3), e.HandlerNamed("Eve")),
    )
    assert dates_of(told, "small") == Dates(frozenset({SPRING}), frozenset({MAY}))


def test_the_vaults_dates_join_those_of_the_profile() -> None:
    profile = policy(calendar=Calendar(holidays=(MAY,)), release=Release(dates=(MAY,)))
    assert with_dates(profile, Dates()) is profile
    joined = with_dates(profile, Dates(frozenset({SPRING}), frozenset({SPRING, MAY})))
    assert (joined.calendar.holidays, joined.release.dates) == ((SPRING, MAY), (SPRING, MAY))
