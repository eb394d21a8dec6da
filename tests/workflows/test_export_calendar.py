"""Every dated promise goes to a calendar file, under ids only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from desktop.domain import events as e
from desktop.domain.failures import RefusedByPolicy, WriteFailed
from desktop.files.policies import PolicyShelf
from desktop.workflows.enter_case import TypedReport, enter_case
from desktop.workflows.export_calendar import export_calendar
from tests.workflows.desks import CASE, receive, tell

OWN = """
schema = "cvd-profile/1"
[policy]
id = "own"
code = "OWN"
organisation = "Example"
namespace = "https://example.org"
[[clocks]]
id = "reply-within"
sentence = "An answer within two days."
starts = ["report.received"]
stops = ["ack.sent"]
within = "48h"
[[clocks]]
id = "news"
sentence = "News every week."
starts = ["report.received"]
stops = ["fix.released"]
every = "7d"
tick = "status.sent"
"""


def events(path) -> dict[str, object]:
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(event["summary"]): event["dtstart"].dt for event in found}


@pytest.mark.clause("MUS-1d")
def test_the_answer_that_is_owed_stands_at_its_instant(desk, out):
    receive(desk)
    count = export_calendar(desk, out / "a.ics")
    found = events(out / "a.ics")
    arrived = desk.tools.now() - timedelta(days=1)
    assert found[f"{CASE} acknowledgement due"] == (arrived + timedelta(hours=48)).replace(microsecond=0)
    assert len(found) == count


def test_a_promise_is_named_by_the_letter_that_keeps_it_however_the_policy_calls_it(desk, out, tmp_path):
    (tmp_path / "own.toml").write_text(OWN)
    desk = replace(desk, tools=replace(desk.tools, policies=PolicyShelf(tmp_path)))
    first = enter_case(desk, TypedReport("own", "phone", "A hole", "It leaks.", desk.tools.now()))
    export_calendar(desk, out / "a.ics")
    assert events(out / "a.ics").keys() == {f"{first} acknowledgement due", f"{first} status letter due"}
    (tmp_path / "own.toml").write_text(OWN.replace('["ack.sent"]', '["fix.ready"]'))
    desk = replace(desk, tools=replace(desk.tools, random_digits=lambda count, _below: [1] * count))
    enter_case(desk, TypedReport("own", "phone", "A hole", "It leaks.", desk.tools.now()))
    export_calendar(desk, out / "b.ics")
    assert f"{first} reply within due" in events(out / "b.ics")


def test_what_is_kept_needs_no_reminder(desk, out):
    receive(desk)
    tell(desk, e.AckSent())
    try:
        export_calendar(desk, out / "a.ics")
    except RefusedByPolicy:
        return
    assert f"{CASE} acknowledgement due" not in events(out / "a.ics")


@pytest.mark.clause("CZM-8b")
def test_nothing_of_the_report_stands_in_it(desk, out):
    receive(desk)
    export_calendar(desk, out / "a.ics")
    text = (out / "a.ics").read_text()
    for word in ("Hole", "loader", "Ada", "reporter.example", "MushinAI"):
        assert word not in text


def test_without_dates_nothing_is_written(desk, out):
    with pytest.raises(RefusedByPolicy, match="No promise has a date"):
        export_calendar(desk, out / "a.ics")
    assert not (out / "a.ics").exists()


def test_a_file_that_is_there_stays(desk, out):
    receive(desk)
    (out / "a.ics").write_text("mine")
    with pytest.raises(WriteFailed):
        export_calendar(desk, out / "a.ics")
    assert (out / "a.ics").read_text() == "mine"
