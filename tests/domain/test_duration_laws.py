"""What holds of every duration, in every zone: later starts and longer promises are never due sooner."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.domain.clocks.durations import due_after, due_before, parse_duration
from desktop.domain.clocks.wall_time import at_wall_time
from desktop.domain.policy import Calendar

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of summer time
    "America/Santiago",  # midnight is skipped
    "Asia/Kathmandu",
    "Pacific/Apia",  # a whole day was skipped
)
OFFICE = ("09:00-12:30", "13:30-17:00")
HOLIDAYS = tuple(
    date(year, month, day) for year in range(2011, 2036) for month, day in [(1, 1), (5, 1), (12, 25)]
)

CALENDARS = st.builds(
    Calendar,
    timezone=st.sampled_from(ZONES),
    weekend=st.sampled_from([("sat", "sun"), ("fri", "sat"), ("sun",), ()]),
    holidays=st.sampled_from([(), HOLIDAYS]),
    office_hours=st.sampled_from([OFFICE, ("08:00-16:00",), ("00:00-24:00",)]),
)
MOMENTS = st.datetimes(datetime(2011, 6, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
UNITS = st.sampled_from(["h", "d", "w", "mo", "bd", "bh"])


def due(start: datetime, amount: int, unit: str, calendar: Calendar) -> datetime:
    instant = due_after(start, parse_duration(f"{amount}{unit}"), calendar)
    assert instant is not None
    return instant


def is_doubled_or_skipped(
    instant: datetime, calendar: Calendar, reach: timedelta = timedelta(days=2)
) -> bool:
    """Whether clocks are changed around then."""
    zone = ZoneInfo(calendar.timezone)
    around = (instant - reach, instant, instant + reach)
    return len({moment.astimezone(zone).utcoffset() for moment in around}) > 1


@given(MOMENTS, st.integers(1, 60), UNITS, CALENDARS)
def test_a_longer_promise_is_never_due_sooner(
    start: datetime, amount: int, unit: str, calendar: Calendar
) -> None:
    first, second = due(start, amount, unit, calendar), due(start, amount + 1, unit, calendar)
    assert first <= second
    assert unit in ("d", "mo", "w", "bd") or first < second
    assert start < second


@given(MOMENTS, st.integers(0, 60 * 24 * 40), st.integers(0, 40), UNITS, CALENDARS)
def test_a_later_start_is_never_due_sooner(
    start: datetime, minutes: int, amount: int, unit: str, calendar: Calendar
) -> None:
    later = start + timedelta(minutes=minutes)
    zone = ZoneInfo(calendar.timezone)
    if unit not in ("h", "bh"):
        # In a doubled hour the wall clock that the policy counts by runs back.
        assume(start.astimezone(zone).replace(tzinfo=None) <= later.astimezone(zone).replace(tzinfo=None))
    if unit == "mo":
        # The last days of a month share one day of a shorter one, each at its own time.
        assume(start.astimezone(zone).time() <= later.astimezone(zone).time())
    assert due(start, amount, unit, calendar) <= due(later, amount, unit, calendar)


@given(MOMENTS, st.integers(1, 25), st.sampled_from(["bd", "bh"]), CALENDARS)
def test_one_by_one_they_add_up(start: datetime, amount: int, unit: str, calendar: Calendar) -> None:
    assume(unit == "bh" or not _any_change(start, due(start, amount, unit, calendar), calendar))
    one_by_one = start
    for _ in range(amount):
        one_by_one = due(one_by_one, 1, unit, calendar)
    assert one_by_one == due(start, amount, unit, calendar)


def _any_change(start: datetime, end: datetime, calendar: Calendar) -> bool:
    days = range((end - start).days + 2)
    return any(is_doubled_or_skipped(start + timedelta(days=day), calendar) for day in days)


@given(MOMENTS, st.integers(1, 400), CALENDARS)
def test_business_days_are_as_many_as_a_calendar_on_the_wall_counts(
    start: datetime, amount: int, calendar: Calendar
) -> None:
    zone = ZoneInfo(calendar.timezone)
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

    def opens(day: date) -> bool:
        return names[day.weekday()] not in calendar.weekend and day not in calendar.holidays

    local = start.astimezone(zone)
    assume(opens(local.date()) and local.time() != time())
    day, left = local.date(), amount
    while left:
        day += timedelta(days=1)
        left -= opens(day)
    assert due(start, amount, "bd", calendar) == at_wall_time(day, local.time(), zone)


@given(MOMENTS, st.integers(1, 30), st.sampled_from(["h", "d", "bd", "bh"]), CALENDARS)
def test_counting_back_gives_the_latest_start_that_is_due_in_time(
    end: datetime, amount: int, unit: str, calendar: Calendar
) -> None:
    begins = due_before(end, parse_duration(f"{amount}{unit}"), calendar)
    assert begins is not None
    assert begins < end
    assume(not _any_change(begins - timedelta(days=1), end, calendar))
    assert due(begins, amount, unit, calendar) <= end
    assert due(begins + timedelta(minutes=1), amount, unit, calendar) >= end


@given(st.dates(date(2011, 6, 1), date(2035, 1, 1)), st.times(), st.sampled_from(ZONES))
def test_a_wall_time_is_its_earliest_instant_or_the_end_of_its_gap(day: date, wall: time, name: str) -> None:
    zone = ZoneInfo(name)
    instant = at_wall_time(day, wall, zone)
    shown = instant.astimezone(zone).replace(tzinfo=None)
    wanted = datetime.combine(day, wall)
    if shown == wanted:
        sooner = (instant - timedelta(hours=1)).astimezone(zone).replace(tzinfo=None)
        assert sooner != wanted
    else:
        assert shown > wanted
        before = (instant - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert before < wanted


@pytest.mark.parametrize(
    ("start", "amount", "days"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
    ],
)
def test_month_ends_stay_month_ends_where_there_is_no_such_day(start: date, amount: int, days: date) -> None:
    moment: Callable[[date], datetime] = lambda day: datetime.combine(day, time(9), UTC)  # noqa: E731
    assert due(moment(start), amount, "mo", Calendar()) == moment(days)


@given(MOMENTS, st.integers(0, 60), st.sampled_from(ZONES))
def test_months_keep_the_day_or_take_the_last_one(start: datetime, amount: int, zone: str) -> None:
    local = start.astimezone(ZoneInfo(zone))
    reached = due(start, amount, "mo", Calendar(timezone=zone)).astimezone(ZoneInfo(zone))
    assume(not is_doubled_or_skipped(reached, Calendar(timezone=zone)))
    tomorrow = reached + timedelta(days=1)
    assert reached.day == local.day or (reached.day < local.day and tomorrow.month != reached.month)
    assert reached.time() == local.time()
