"""How long a policy gives: `48h`, `7d`, `2w`, `1mo`, `5bd`, `8bh`, `1d..3d`, a release, or words.

Hours are real time. Days, weeks and months keep the wall-clock time of the policy's zone. A business day is
a local day that is neither weekend nor holiday, a business hour one of its office hours; time outside them
does not count.
"""

import calendar as months
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from desktop.domain.clocks.business_time import Direction, shift_business_days, shift_office_hours
from desktop.domain.clocks.wall_time import MIDNIGHT, at_wall_time, zone_named
from desktop.domain.policy import Calendar

Unit = Literal["h", "d", "mo", "bd", "bh", "release", "undated"]
RELEASE = "next:release.scheduled"
_WRITTEN = re.compile(r"(?:(\d{1,4})(h|d|w|mo|bd|bh)\.\.)?(\d{1,4})(h|d|w|mo|bd|bh)")
_MOST_BUSINESS_DAYS = 1000
_LEAST_HOURS = {"h": 1, "d": 23, "w": 167, "mo": 28 * 24 - 1, "bd": 23, "bh": 1}
_MOST_HOURS = {"h": 1, "d": 25, "w": 169, "mo": 31 * 24 + 1, "bd": 24 * 365, "bh": 24 * 365}
"""What a unit comes to at least and at most; how many holidays lie between business days nobody can know."""
_DAY = timedelta(days=1)


class Duration(msgspec.Struct, frozen=True):
    """A parsed duration; `words` is the policy's own where it gives no number."""

    unit: Unit
    amount: int = 0
    words: str = ""


@lru_cache(maxsize=1024)
def parse_duration(written: str) -> Duration:
    """Read a duration; of a range `a..b` the upper bound is the deadline. Raises ValueError."""
    if written == RELEASE:
        return Duration("release")
    if written.startswith("undated:"):
        return Duration("undated", words=written.removeprefix("undated:").strip())
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is no duration such as 48h, 7d, 2w, 1mo, 5bd or 8bh")
    if match[2] and int(match[1]) * _LEAST_HOURS[match[2]] > int(match[3]) * _MOST_HOURS[match[4]]:
        raise ValueError(f"{written!r} ends before it begins")
    amount, unit = int(match[3]), match[4]
    if unit == "bd" and amount > _MOST_BUSINESS_DAYS:
        raise ValueError(f"{written!r} is more than {_MOST_BUSINESS_DAYS} business days")
    if unit == "w":
        return Duration("d", amount * 7)
    return Duration(unit, amount)  # type: ignore[arg-type]  # the pattern allows these units only


def due_after(
    start: datetime, duration: Duration, calendar: Calendar, releases: Sequence[date] = ()
) -> datetime | None:
    """The due instant in UTC, or None when the policy gives no date.

    It gives none in words, before a release is planned, or in business hours without office hours. Raises
    ValueError when the calendar cannot tell: no business day in it, an unknown country, beyond its last year.
    """
    try:
        if duration.unit == "release":
            return _end_of_release(start, calendar, releases)
        return _shifted(start.astimezone(UTC), duration, calendar, 1)
    except OverflowError as error:
        raise ValueError("the date lies beyond the calendar") from error


def known_due(
    start: datetime, duration: Duration, calendar: Calendar, releases: Sequence[date] = ()
) -> datetime | None:
    """The same, and None also where the calendar cannot tell."""
    try:
        return due_after(start, duration, calendar, releases)
    except ValueError:
        return None


def due_before(end: datetime, duration: Duration, calendar: Calendar) -> datetime | None:
    """The latest instant, in UTC, from which the duration passes until `end`; else as `due_after`."""
    try:
        return _shifted(end.astimezone(UTC), duration, calendar, -1)
    except OverflowError as error:
        raise ValueError("the date lies beyond the calendar") from error


def _shifted(
    instant: datetime, duration: Duration, calendar: Calendar, towards: Direction
) -> datetime | None:
    match duration.unit:
        case "h":
            return instant + timedelta(hours=duration.amount * towards)
        case "d":
            return _shift_days(instant, duration.amount * towards, calendar)
        case "mo":
            return _shift_months(instant, duration.amount * towards, calendar)
        case "bd":
            local = instant.astimezone(zone_named(calendar.timezone))
            return shift_business_days(local, duration.amount, calendar, towards)
        case "bh" if calendar.office_hours:
            return shift_office_hours(instant, timedelta(hours=duration.amount), calendar, towards)
        case _:
            return None


def _shift_days(start: datetime, amount: int, calendar: Calendar) -> datetime:
    if calendar.timezone == "UTC":
        return start + amount * _DAY
    zone = zone_named(calendar.timezone)
    local = start.astimezone(zone)
    return at_wall_time(local.date() + amount * _DAY, local.time(), zone)


def _shift_months(start: datetime, amount: int, calendar: Calendar) -> datetime:
    """The same day of the month, or its last one where it is shorter."""
    zone = zone_named(calendar.timezone)
    local = start.astimezone(zone)
    year, month = divmod(local.year * 12 + local.month - 1 + amount, 12)
    last = months.monthrange(year, month + 1)[1]
    return at_wall_time(date(year, month + 1, min(local.day, last)), local.time(), zone)


def _end_of_release(start: datetime, calendar: Calendar, releases: Sequence[date]) -> datetime | None:
    """The end of the first release day after the start: what comes out on that day is in time."""
    zone = zone_named(calendar.timezone)
    today = start.astimezone(zone).date()
    following = min((day for day in releases if day > today), default=None)
    return at_wall_time(following + _DAY, MIDNIGHT, zone) if following else None
