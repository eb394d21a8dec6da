"""A clock that cannot be right is said, and one that may well be is not."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.clocks.wrong_clock import doubt_of_clock

NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


@pytest.mark.checks("E58")
@pytest.mark.parametrize(
    ("newest", "jumped", "expected"),
    [
        (
            NOW + YEAR,
            timedelta(),
            "newest entry of this vault is of 2027-07-26 12:00Z, which is still to come",
        ),
        (NOW + timedelta(minutes=6), timedelta(), "still to come"),
        (NOW - YEAR, timedelta(), "Nothing was recorded in this vault for 365 days."),
        (NOW, YEAR, "set forward by 365 days"),
        (NOW, -YEAR, "set back by 365 days"),
        (NOW, timedelta(hours=-7), "set back by 7 hours"),
        (None, timedelta(minutes=90), "set forward by 90 minutes"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(newest, jumped: timedelta, expected: str) -> None:
    doubt = doubt_of_clock(NOW, newest, jumped)
    assert expected in doubt
    assert "Is it 2026-07-26 12:00Z now? If not, set the clock right before you record anything." in doubt
    assert "No deadline moves with the clock." in doubt


@pytest.mark.parametrize("newest", [None, NOW, NOW + timedelta(minutes=4), NOW - timedelta(days=59)])
@pytest.mark.parametrize("jumped", [timedelta(), timedelta(minutes=4), timedelta(minutes=-4)])
def test_an_ordinary_day_is_no_doubt(newest, jumped: timedelta) -> None:
    assert doubt_of_clock(NOW, newest, jumped) == ""
