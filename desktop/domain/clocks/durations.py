"""How long a policy gives: `48h`, `7d`, `2w`, `1mo`, `5bd`, `next:release.scheduled`, `undated:words`.

Hours are real time. Days, weeks and months keep the wall-clock time of the policy's zone. A business day is
a local day that is neither weekend nor holiday; time outside them does not count.
"""

import calendar as months
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from desktop.domain.policy import Calendar

Unit = Literal["h", "d", "mo", "bd", "release", "undated"]
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WRITTEN = re.compile(r"(?:\d{1,4}(?:h|d|w|mo|bd)\.\.)?(\d{1,4})(h|d|w|mo|bd)")
_MOST_BUSINESS_DAYS = 1000
_LONGEST_SEARCH_DAYS = 3660


class Duration(msgspec.Struct, frozen=True):
    """A parsed duration; `words` is the policy's own where it gives no number."""

    unit: Unit
    amount: int = 0
    words: str = ""


def parse_duration(written: str) -> Duration:
    """Read a duration; of a range `a..b` the upper bound is the deadline. Raises ValueError."""
    if written == "next:release.scheduled":
        return Duration("release")
    if written.startswith("undated:"):
        return Duration("undated", words=written.removeprefix("undated:").strip())
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is no duration such as 48h, 7d, 2w, 1mo or 5bd")
    amount, unit = int(match[1]), match[2]
    if unit == "bd" and amount > _MOST_BUSINESS_DAYS:
        raise ValueError(f"{written!r} is more than {_MOST_BUSINESS_DAYS} business days")
    if unit == "w":
        return Duration("d", amount * 7)
    return Duration(unit, amount)  # type: ignore[arg-type]  # the pattern allows these units only


def due_after(
    start: datetime, duration: Duration, calendar: Calendar, releases: tuple[date, ...] = ()
) -> datetime | None:
    """The due instant in UTC, or None when the policy gives no date (undated, or no release planned)."""
    match duration.unit:
        case "h":
            return start.astimezone(UTC) + timedelta(hours=duration.amount)
        case "undated":
            return None
    zone = ZoneInfo(calendar.timezone)
    local = start.astimezone(zone)
    match duration.unit:
        case "d":
            return at_wall_time(local.date() + timedelta(days=duration.amount), local.time(), zone)
        case "mo":
            return at_wall_time(_add_months(local.date(), duration.amount), local.time(), zone)
        case "bd":
            return _add_business_days(local, duration.amount, calendar, zone)
        case _:
            later = sorted(day for day in releases if day > local.date())
            return at_wall_time(later[0], time(), zone) if later else None


def at_wall_time(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which local clocks show this; the earlier of two, the first after a gap."""
    local = datetime.combine(day, wall.replace(tzinfo=None, fold=0), zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    before, after = local.replace(fold=1).astimezone(UTC), instant
    while after - before > timedelta(seconds=1):  # the gap lies between: find its end
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == after.astimezone(zone).utcoffset():
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)


def is_business_day(day: date, calendar: Calendar) -> bool:
    """Whether the day counts."""
    return _WEEKDAYS[day.weekday()] not in calendar.weekend and day not in calendar.holidays


def _add_months(day: date, amount: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _add_business_days(local: datetime, amount: int, calendar: Calendar, zone: ZoneInfo) -> datetime:
    day, wall = local.date(), local.time()
    whole_days = wall == time() or not is_business_day(day, calendar)
    left = amount
    if whole_days and is_business_day(day, calendar):
        left -= 1  # from midnight the first day itself is a whole business day
    for _ in range(_LONGEST_SEARCH_DAYS):
        if left <= 0:
            break
        day += timedelta(days=1)
        left -= is_business_day(day, calendar)
    else:
        raise ValueError("the calendar has no business days")
    if whole_days and amount > 0:
        day, wall = day + timedelta(days=1), time()
    return at_wall_time(day, wall, zone)
