"""The hold of a case in one line, with the hours of every clock that counts."""

import time

import pytest

from desktop.cli.cases.hold_text import hold_end, hold_text, hours, local_hour
from desktop.domain.clocks.hold import Hold
from desktop.domain.clocks.wall_time import zone_named
from tests.histories import january

HOLD = Hold(january(20), stated=True, may_come_sooner=False, why="By the policy.")
BERLIN, TOKYO = zone_named("Europe/Berlin"), zone_named("Asia/Tokyo")
SHOWN = "2026-01-20 01:00 CET (00:00 UTC)"


def test_a_hold_ends_until_its_date_has_passed_and_then_has_ended():
    assert hold_text(HOLD, january(19), BERLIN) == f"Hold: until {SHOWN}. By the policy."
    assert hold_text(HOLD, january(20), BERLIN) == f"Hold: ended {SHOWN}. By the policy."


def test_a_hold_of_a_story_that_nobody_lives_through_has_a_date_only():
    assert hold_end(HOLD, BERLIN) == f"until {SHOWN}"


def test_the_end_of_an_embargo_is_told_in_the_hours_of_the_policy_and_of_utc():
    assert hours(january(20, 16), zone_named("UTC")) == "2026-01-20 16:00 UTC"
    assert hours(january(20, 16), TOKYO) == "2026-01-21 01:00 JST (2026-01-20 16:00 UTC)"
    assert local_hour(january(20, 16), TOKYO) == "2026-01-21T01:00:00+09:00"
    assert local_hour(None, TOKYO) is None


def test_the_hour_of_this_machine_comes_last_where_it_is_another(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "CET-1")
    time.tzset()
    try:
        assert hours(january(20, 16), BERLIN) == "2026-01-20 17:00 CET (16:00 UTC)"
        assert hours(january(20, 16), zone_named("UTC")) == "2026-01-20 16:00 UTC (17:00 CET here)"
        told = hours(january(20, 10), TOKYO)
        assert told == "2026-01-20 19:00 JST (10:00 UTC; 11:00 CET here)"
        night = hours(january(20, 16), TOKYO)
        assert night == "2026-01-21 01:00 JST (2026-01-20 16:00 UTC; 2026-01-20 17:00 CET here)"
    finally:
        monkeypatch.undo()
        time.tzset()
