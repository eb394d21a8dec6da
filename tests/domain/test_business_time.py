"""Business days and hours: holidays of countries, office hours, rollover."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain.clocks.business_time import business_days, office_spans, rolled
from desktop.domain.clocks.durations import due_after, due_before, parse_duration
from desktop.domain.clocks.national import check_place
from desktop.domain.policy import Calendar
from tests.histories import january

OFFICE = Calendar(office_hours=("13:00-17:00", "09:00-12:00"))


def due(start: datetime, written: str, calendar: Calendar) -> datetime | None:
    return due_after(start, parse_duration(written), calendar)


def test_business_hours_are_counted_over_office_hours() -> None:
    assert due(january(9, 16), "2bh", OFFICE) == january(12, 10)
    assert due(january(9, 11), "1bh", OFFICE) == january(9, 12)  # not 13: the earliest instant
    assert due(january(9, 12, 30), "5bh", OFFICE) == january(12, 10)
    assert due(january(10, 3), "7bh", OFFICE) == january(12, 17)
    assert due(january(9, 20), "0bh", OFFICE) == january(9, 20)


def test_of_a_range_of_business_hours_the_upper_bound_is_the_deadline() -> None:
    assert due(january(9, 16), "1bh..2bh", OFFICE) == january(12, 10)


def test_business_hours_are_counted_back_too() -> None:
    assert due_before(january(12, 10), parse_duration("2bh"), OFFICE) == january(9, 16)
    assert due_before(january(12, 8), parse_duration("0bh"), OFFICE) == january(12, 8)


def test_without_office_hours_business_hours_give_no_date() -> None:
    assert due(january(9), "8bh", Calendar()) is None


def test_no_business_day_is_no_time_at_all() -> None:
    assert due(january(9, 16), "0bd", Calendar()) == january(9, 16)


def test_office_hours_follow_the_clock_on_the_wall_through_a_change_of_offset() -> None:
    berlin = Calendar(timezone="Europe/Berlin", office_hours=("09:00-17:00",))
    friday = datetime(2026, 3, 27, 15, tzinfo=UTC)  # 16:00 in winter time
    assert due(friday, "2bh", berlin) == datetime(2026, 3, 30, 8, tzinfo=UTC)  # 10:00 in summer time


def test_a_day_around_the_clock_is_as_long_as_its_offset_makes_it() -> None:
    berlin = Calendar(timezone="Europe/Berlin", weekend=(), office_hours=("00:00-24:00",))
    start = datetime(2026, 3, 28, 23, tzinfo=UTC)  # midnight of the day that has 23 hours
    assert due(start, "23bh", berlin) == start + timedelta(hours=23)
    assert due(start, "24bh", berlin) == start + timedelta(hours=24)


@pytest.mark.parametrize("span", ["9-17", "17:00-09:00", "09:00-09:00", "08:00-24:30", "25:00-26:00", ""])
def test_what_is_no_span_of_a_day_is_refused(span: str) -> None:
    with pytest.raises(ValueError, match="is no span"):
        office_spans((span,))


def test_overlapping_office_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        office_spans(("13:00-17:00", "09:00-14:00"))


def test_public_holidays_of_a_country_or_its_part_do_not_count() -> None:
    monday = datetime(2026, 1, 5, 12, tzinfo=UTC)
    epiphany_off, epiphany_on = Calendar(national_holidays="DE-BY"), Calendar(national_holidays="DE")
    assert due(monday, "1bd", epiphany_off) == january(7, 12)
    assert due(monday, "1bd", epiphany_on) == january(6, 12)


def test_national_holidays_stand_beside_those_of_the_policy() -> None:
    both = Calendar(national_holidays="DE", holidays=(date(2026, 5, 4),))
    thursday = datetime(2026, 4, 30, 12, tzinfo=UTC)  # then Labour Day, a weekend, and a day of one's own
    assert due(thursday, "1bd", both) == datetime(2026, 5, 5, 12, tzinfo=UTC)


def test_many_business_days_pass_over_every_holiday_of_the_years_between() -> None:
    days, day = business_days(Calendar(national_holidays="US")), date(2026, 1, 2)
    step_by_step = day
    for _ in range(700):
        step_by_step = days.step(step_by_step, 1)
    assert days.step(day, 700) == step_by_step
    assert days.step(step_by_step, 700, -1) == day


@pytest.mark.parametrize("place", ["XX", "DE-ZZ", "Germany", "de", "", "DE-BAYERN"])
def test_an_unknown_country_is_refused_in_words(place: str) -> None:
    with pytest.raises(ValueError, match=r"is no country|no public holidays are known"):
        check_place(place)


@pytest.mark.parametrize("place", ["DE", "DE-BY", "US", "US-CA", "FR"])
def test_a_known_country_is_accepted(place: str) -> None:
    check_place(place)


def test_a_calendar_that_is_all_weekend_is_refused() -> None:
    with pytest.raises(ValueError, match="no business days"):
        business_days(Calendar(weekend=("mon", "tue", "wed", "thu", "fri", "sat", "sun")))


def test_a_due_instant_outside_business_days_rolls_over_at_its_wall_time() -> None:
    saturday, monday = january(10, 16), january(12, 16)
    assert rolled(saturday, "none", Calendar()) == saturday
    assert rolled(saturday, "next", Calendar()) == monday
    assert rolled(saturday, "previous", Calendar()) == january(9, 16)
    assert rolled(monday, "next", Calendar()) == monday
