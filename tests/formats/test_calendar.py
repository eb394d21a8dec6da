"""Reminders that a calendar can read, and that tell nobody what a case is about."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_calendar
from desktop.formats.calendar import Reminder, write_calendar

NOW = datetime(2026, 1, 9, 16, tzinfo=UTC)
CASE = "MUS-2026-0000000"
DAY = timedelta(days=1)


def reminder(
    due: datetime = NOW + 2 * DAY,
    case_id: str = CASE,
    clock: str = "answer",
):
    return Reminder(case_id, "mushin", clock, due)


def events(*reminders: Reminder, now: datetime = NOW):
    return Calendar.from_ical(write_calendar(reminders, now)).walk("VEVENT")


@pytest.mark.clause("MUS-1d")
def test_a_promise_is_an_event_at_its_due_instant():
    (event,) = events(reminder())
    assert event["dtstart"].dt == datetime(2026, 1, 11, 16, tzinfo=UTC)
    assert str(event["summary"]) == CASE


def test_it_rings_a_day_and_two_hours_before():
    (event,) = events(reminder())
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [-DAY, -timedelta(hours=2)]


@pytest.mark.parametrize(("hours", "alarms"), [(25, 2), (24, 1), (3, 1), (2, 0), (-5, 0)])
def test_an_alarm_that_is_past_is_left_out(hours, alarms):
    (event,) = events(reminder(NOW + timedelta(hours=hours)))
    assert len(event.walk("VALARM")) == alarms


def test_times_of_any_zone_are_written_in_utc():
    due = datetime.fromisoformat("2026-01-11T21:30:00.250+05:30")
    assert b"DTSTART:20260111T160000Z\r\n" in write_calendar([reminder(due)], NOW)


@pytest.mark.parametrize("clock", ["fix-critical", "authority-notice", "<b>Ada</b>\r\nX:1"])
@pytest.mark.parametrize(("case_id", "title"), [(CASE, CASE), ("", "Embargo")])
def test_its_titles_carry_the_case_id_and_nothing_of_the_promise(case_id, title, clock):
    (event,) = events(reminder(case_id=case_id, clock=clock))
    assert str(event["summary"]) == title
    assert {str(alarm["description"]) for alarm in event.walk("VALARM")} == {title}


def test_the_same_promise_keeps_its_id_when_its_date_moves():
    (one,), (other,) = events(reminder()), events(reminder(NOW + 5 * DAY), now=NOW + DAY)
    assert one["uid"] == other["uid"]
    assert one["uid"] != events(reminder(clock="assess"))[0]["uid"]


def test_the_same_reminders_make_the_same_bytes_with_network_line_ends():
    one, other = (write_calendar([reminder(), reminder(clock="assess")], NOW) for _ in range(2))
    assert one == other
    assert one.count(b"\n") == one.count(b"\r\n")


@given(
    st.lists(
        st.builds(
            Reminder,
            case_id=st.sampled_from([CASE, "", "AUM-2026-123456Z"]),
            policy_id=st.text(max_size=8),
            clock=st.text(max_size=60),
            due=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_a_policy_calls_its_clocks_the_gate_lets_the_calendar_out(reminders):
    content = write_calendar(reminders, NOW)
    assert isinstance(clear_calendar(content, "embargo.ics"), Cleared)
    assert len(Calendar.from_ical(content).walk("VEVENT")) == len(reminders)


@pytest.mark.clause("CZM-8b")
@pytest.mark.parametrize(
    "line",
    [
        b"LOCATION:Example Organisation",
        b"ATTENDEE:mailto:ada@example.org",
        f"SUMMARY:{CASE} authority notice due".encode(),
        f"SUMMARY:{CASE} Hole in the loader\\, found by Ada".encode(),
        b"DESCRIPTION:The loader runs code",
        b"X-WR-CALNAME:Example Organisation",
    ],
)
def test_a_calendar_that_tells_more_is_refused(line):
    content = write_calendar([reminder()], NOW).replace(b"TRANSP:", line + b"\r\nTRANSP:")
    outcome = clear_calendar(content, "embargo.ics")
    assert isinstance(outcome, GateRefusal)
    assert line.split(b":")[0].decode() in outcome.sentence


@pytest.mark.parametrize(
    "hours",
    [
        "2026-01-11 16:00 UTC",
        "2026-01-11 17:00 CET (16:00 UTC)",
        "2026-01-12 01:00 +0900 (2026-01-11 16:00 UTC)",
    ],
)
def test_the_end_of_an_embargo_tells_its_hour_here_and_in_utc(hours):
    told = Reminder(CASE, "mushin", "embargo", NOW + DAY, hours)
    (event,) = events(told)
    assert str(event["description"]) == f"{CASE} {hours}"
    assert isinstance(clear_calendar(write_calendar([told], NOW), "a.ics"), Cleared)
    gossip = Reminder(CASE, "mushin", "embargo", NOW + DAY, f"{hours} Ada")
    assert isinstance(clear_calendar(write_calendar([gossip], NOW), "a.ics"), GateRefusal)
