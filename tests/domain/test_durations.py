"""Days, business days and zones, at their edges."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.clocks.durations import Duration, due_after, due_before, known_due, parse_duration
from desktop.domain.clocks.wall_time import at_wall_time
from desktop.domain.policy import Calendar
from tests.histories import january

UTC_CALENDAR = Calendar()
BERLIN = Calendar(timezone="Europe/Berlin")


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
    assert parse_duration("24h..3bd") == Duration("bd", 3)


def test_a_week_is_seven_days_and_words_give_no_instant() -> None:
    assert parse_duration("2w") == Duration("d", 14)
    assert due(january(1), "undated:as soon as possible") is None


@pytest.mark.clause("AUM-3f", "TER-5d")
def test_a_release_clock_waits_for_the_first_date_after_the_start_and_gives_that_day() -> None:
    release = parse_duration("next:release.scheduled")
    assert due_after(january(9), release, UTC_CALENDAR) is None
    dates = (date(2026, 1, 9), date(2026, 2, 1), date(2026, 1, 20))
    assert due_after(january(9), release, UTC_CALENDAR, dates) == january(21)  # the end of the 20th


@pytest.mark.parametrize("written", ["", "48", "soon", "-1d", "1.5d", "48 h", "99999h", "bh"])
def test_what_is_no_duration_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        parse_duration(written)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [("1001bd", "more than 1000"), ("5d..3d", "ends before it begins"), ("1w..2d", "ends before")],
)
def test_what_no_promise_means_is_refused(written: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_duration(written)


@pytest.mark.parametrize("written", ["9999w", "9999mo", "1000bd", "9999h"])
def test_what_lies_beyond_the_calendar_is_told_in_words(written: str) -> None:
    late = datetime(9998, 12, 31, 23, tzinfo=UTC)
    with pytest.raises(ValueError, match=r"beyond the calendar|out of range"):
        due_after(late, parse_duration(written), BERLIN)
    assert known_due(late, parse_duration(written), BERLIN) is None
    with pytest.raises(ValueError, match=r"beyond the calendar|out of range"):
        due_before(datetime(1, 1, 3, tzinfo=UTC), parse_duration(written), BERLIN)


@pytest.mark.parametrize(
    ("written", "begins"),
    [
        ("24h", january(13, 16)),
        ("7d", january(7, 16)),
        ("1w", january(7, 16)),
        ("1mo", datetime(2025, 12, 14, 16, tzinfo=UTC)),
        ("3bd", january(9, 16)),
        ("undated:soon", None),
        ("next:release.scheduled", None),
    ],
)
def test_durations_are_counted_back_as_they_are_counted_on(written: str, begins: datetime | None) -> None:
    wednesday = january(14, 16)
    assert due_before(wednesday, parse_duration(written), UTC_CALENDAR) == begins
