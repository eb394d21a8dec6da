"""Days, business days and zones, at their edges."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.clocks.durations import Duration, at_wall_time, due_after, parse_duration
from desktop.domain.policy import Calendar
from tests.histories import january

UTC_CALENDAR = Calendar()
BERLIN = Calendar(timezone="Europe/Berlin")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def due(start: datetime, written: str, calendar: Calendar = UTC_CALENDAR) -> datetime | None:
    return due_after(start, parse_duration(written), calendar)


def test_friday_afternoon_plus_one_business_day_is_monday_afternoon() -> None:
    assert due(january(9, 16), "1bd") == january(12, 16)


def test_saturday_plus_one_business_day_is_the_end_of_monday() -> None:
    assert due(january(10, 10), "1bd") == january(13)


def test_a_whole_business_day_from_midnight_ends_at_the_next_midnight() -> None:
    assert due(january(9), "1bd") == january(10)


def test_holidays_do_not_count() -> None:
    assert due(january(9, 16), "1bd", Calendar(holidays=(date(2026, 1, 12),))) == january(13, 16)


def test_a_calendar_without_business_days_is_refused() -> None:
    never = Calendar(weekend=("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    with pytest.raises(ValueError, match="no business days"):
        due(january(9), "1bd", never)


def test_months_end_on_their_last_day() -> None:
    assert due(january(31, 12), "1mo") == datetime(2026, 2, 28, 12, tzinfo=UTC)


def test_a_day_keeps_the_wall_clock_over_a_change_of_offset() -> None:
    start = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert due(start, "1d", BERLIN) == datetime(2026, 3, 29, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert due(start, "24h", BERLIN) == start.astimezone(UTC) + timedelta(hours=24)


def test_a_wall_time_in_a_gap_is_the_first_valid_instant() -> None:
    instant = at_wall_time(date(2026, 3, 29), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert instant == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_doubled_wall_time_is_the_earlier() -> None:
    instant = at_wall_time(date(2026, 10, 25), time(2, 30), ZoneInfo("Europe/Berlin"))
    assert instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_of_a_range_the_upper_bound_is_the_deadline() -> None:
    assert parse_duration("1d..3d") == Duration("d", 3)


def test_a_week_is_seven_days_and_words_give_no_instant() -> None:
    assert parse_duration("2w") == Duration("d", 14)
    assert due(january(1), "undated:as soon as possible") is None


def test_a_release_clock_waits_for_the_first_date_after_the_start() -> None:
    release = parse_duration("next:release.scheduled")
    assert due_after(january(9), release, UTC_CALENDAR) is None
    dates = (date(2026, 1, 9), date(2026, 2, 1), date(2026, 1, 20))
    assert due_after(january(9), release, UTC_CALENDAR, dates) == january(20)


@pytest.mark.parametrize("written", ["", "48", "soon", "-1d", "1.5d", "48 h", "5bh", "99999h"])
def test_what_is_no_duration_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        parse_duration(written)


@given(MOMENTS, st.integers(1, 30), st.sampled_from([UTC_CALENDAR, BERLIN]))
def test_more_business_days_are_never_sooner(start: datetime, amount: int, calendar: Calendar) -> None:
    sooner, later = due(start, f"{amount}bd", calendar), due(start, f"{amount + 1}bd", calendar)
    assert sooner is not None
    assert later is not None
    assert start < sooner < later


@given(MOMENTS, st.integers(1, 12))
def test_business_days_add_up(start: datetime, amount: int) -> None:
    one_by_one: datetime | None = start
    for _ in range(amount):
        assert one_by_one is not None
        one_by_one = due(one_by_one, "1bd")
    assert one_by_one == due(start, f"{amount}bd")


@given(MOMENTS, st.integers(0, 400), st.sampled_from(["d", "w", "mo", "h"]))
def test_the_later_start_is_never_due_sooner(start: datetime, amount: int, unit: str) -> None:
    # Months that end on the same day keep the wall time, which a change of offset may set back.
    calendar = UTC_CALENDAR if unit == "mo" else BERLIN
    first = due(start, f"{amount}{unit}", calendar)
    second = due(start + timedelta(days=1), f"{amount}{unit}", calendar)
    assert first is not None
    assert second is not None
    assert first <= second
