"""Which days are business days, and which of their hours are office hours."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from desktop.domain.clocks.national import national_holidays
from desktop.domain.clocks.wall_time import MIDNIGHT, at_wall_time, zone_named
from desktop.domain.policy import Calendar

Direction = Literal[1, -1]
"""Towards the future, or towards the past."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_NOTHING = timedelta()
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_MINUTES = 24 * 60


class BusinessDays:
    """The business days of a calendar: local days that are neither weekend nor holiday."""

    def __init__(self, calendar: Calendar) -> None:
        """Raises ValueError when every day is weekend."""
        self._open = tuple(name not in calendar.weekend for name in _WEEKDAYS)
        self._a_week = sum(self._open)
        self._named = frozenset(calendar.holidays)
        self._place = calendar.national_holidays
        self._of_year: dict[int, frozenset[date]] = {}
        if not self._a_week:
            raise ValueError("the calendar has no business days")

    def counts(self, day: date) -> bool:
        """Whether it is one. Raises ValueError when the calendar names an unknown country."""
        return self._open[day.weekday()] and day not in self._holidays(day.year)

    def step(self, day: date, amount: int, towards: Direction = 1) -> date:
        """The business day that is so many away, this day not counted."""
        while amount > self._a_week:
            weeks = (amount - 1) // self._a_week
            reached = day + weeks * 7 * towards * _DAY
            amount -= weeks * self._a_week - self._lost(day, reached, towards)
            day = reached
        while amount > 0:
            day += towards * _DAY
            amount -= self.counts(day)
        return day

    def _lost(self, day: date, reached: date, towards: Direction) -> int:
        """How many weekdays up to the day reached are holidays."""
        first, last = sorted((day + towards * _DAY, reached))
        years = range(first.year, last.year + 1)
        return sum(first <= holiday <= last for year in years for holiday in self._holidays(year))

    def _holidays(self, year: int) -> frozenset[date]:
        """Those that fall on weekdays."""
        found = self._of_year.get(year)
        if found is None:
            named = {day for day in self._named if day.year == year}
            national = national_holidays(self._place, year) if self._place else frozenset[date]()
            found = frozenset(day for day in named | national if self._open[day.weekday()])
            self._of_year[year] = found
        return found


@lru_cache(maxsize=256)
def business_days(calendar: Calendar) -> BusinessDays:
    """The business days of a calendar. Raises ValueError when it has none."""
    return BusinessDays(calendar)


def shift_business_days(local: datetime, amount: int, calendar: Calendar, towards: Direction) -> datetime:
    """The instant, in UTC, that so many whole business days separate from this one.

    From within a business day the wall-clock time stays; from midnight or from outside, whole days end, or
    backwards begin, at midnight. Raises ValueError when the calendar has no business days.
    """
    if amount == 0:
        return local.astimezone(UTC)
    days, day, wall, zone = business_days(calendar), local.date(), local.time(), zone_named(calendar.timezone)
    is_open = days.counts(day)
    if is_open and wall != MIDNIGHT:
        return at_wall_time(days.step(day, amount, towards), wall, zone)
    if towards < 0:
        return at_wall_time(days.step(day, amount, -1), MIDNIGHT, zone)
    last = days.step(day - _DAY if is_open else day, amount)
    return at_wall_time(last + _DAY, MIDNIGHT, zone)


@lru_cache(maxsize=256)
def office_spans(written: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Office hours as minutes after midnight, in order. Raises ValueError with what is wrong."""
    spans: list[tuple[int, int]] = []
    for span in written:
        match = _SPAN.fullmatch(span)
        figures = [int(figure) for figure in match.groups()] if match else [0, 0, 0, 0]
        opens, closes = 60 * figures[0] + figures[1], 60 * figures[2] + figures[3]
        if not opens < closes <= _MINUTES:
            raise ValueError(f'{span!r} is no span of one day such as "09:00-12:30"')
        spans.append((opens, closes))
    spans.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise ValueError("the office hours overlap")
    return tuple(spans)


def shift_office_hours(
    start: datetime, amount: timedelta, calendar: Calendar, towards: Direction
) -> datetime:
    """The instant, nearest to this one, that so much office time separates from it.

    Raises ValueError when the calendar has no business days or its office hours cannot be read.
    """
    if not amount:
        return start
    spans = _spans_from(start, calendar, towards)
    begins, ends = next(spans)
    while (left := (ends - max(begins, start) if towards > 0 else min(ends, start) - begins)) < amount:
        amount -= max(left, _NOTHING)
        begins, ends = next(spans)
    return max(begins, start) + amount if towards > 0 else min(ends, start) - amount


def _spans_from(
    instant: datetime, calendar: Calendar, towards: Direction
) -> Iterator[tuple[datetime, datetime]]:
    """Every span of office time as instants, from the local day of this one on."""
    days, zone = business_days(calendar), zone_named(calendar.timezone)
    spans = office_spans(calendar.office_hours)[::towards]
    day = instant.astimezone(zone).date()
    if not days.counts(day):
        day = days.step(day, 1, towards)
    while True:
        for opens, closes in spans:
            yield _at_minute(day, opens, zone), _at_minute(day, closes, zone)
        day = days.step(day, 1, towards)


def _at_minute(day: date, minute: int, zone: tzinfo) -> datetime:
    later, minute = divmod(minute, _MINUTES)
    return at_wall_time(day + later * _DAY, time(*divmod(minute, 60)), zone)


def rolled(due: datetime, rollover: Literal["none", "next", "previous"], calendar: Calendar) -> datetime:
    """The due instant, moved at its wall-clock time to a business day where it falls outside one."""
    zone = zone_named(calendar.timezone)
    local, days = due.astimezone(zone), business_days(calendar)
    if rollover == "none" or days.counts(local.date()):
        return due
    day = days.step(local.date(), 1, 1 if rollover == "next" else -1)
    return at_wall_time(day, local.time(), zone)
