"""Every dated promise goes to a calendar file, under ids only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from desktop.domain import events as e
from desktop.domain.failures import RefusedByPolicy, WriteFailed
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.promises.export_calendar import export_calendar
from tests.workflows.desks import CASE, receive, tell


def events(path) -> list[tuple[str, object]]:
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return [(str(event["summary"]), event["dtstart"].dt) for event in found]


@pytest.mark.clause("MUS-1d")
def test_the_answer_that_is_owed_stands_at_its_instant(desk, out):
    receive(desk)
    count = export_calendar(desk, out / "a.ics")
    found = events(out / "a.ics")
    arrived = desk.tools.now() - timedelta(days=1)
    assert (CASE, (arrived + timedelta(hours=48)).replace(microsecond=0)) in found
    assert len(found) == count


def test_what_is_kept_and_what_only_may_apply_need_no_reminder(desk, out):
    receive(desk)
    tell(desk, e.AckSent())
    with pytest.raises(RefusedByPolicy, match="No promise has a date"):
        export_calendar(desk, out / "a.ics")
    typed = TypedReport("terragon", "phone", "A hole", "It leaks.", desk.tools.now())
    digits = replace(desk.tools, random_digits=lambda count, _below: [1] * count)
    case_id = enter_case(replace(desk, tools=digits), typed)
    with pytest.raises(RefusedByPolicy, match="No promise has a date"):
        export_calendar(desk, out / "a.ics")
    record_act(desk, case_id, e.QuestionSent())  # what the house proposes is no promise either
    with pytest.raises(RefusedByPolicy, match="No promise has a date"):
        export_calendar(desk, out / "a.ics")
    record_act(desk, case_id, e.SeveritySet("critical", "Anybody can do it."))
    assert export_calendar(desk, out / "a.ics") == 1


def test_the_end_of_an_embargo_is_told_with_its_hour_in_utc(desk, out):
    typed = TypedReport("aumos", "phone", "A hole", "It leaks.", desk.tools.now())
    digits = replace(desk.tools, random_digits=lambda count, _below: [1] * count)
    case_id = enter_case(replace(desk, tools=digits), typed)
    export_calendar(desk, out / "a.ics")
    found = Calendar.from_ical((out / "a.ics").read_bytes()).walk("VEVENT")
    (told,) = [str(event["description"]) for event in found if "description" in event]
    ends = desk.tools.now() + timedelta(days=90)
    assert told.startswith(f"{case_id} ")
    assert f"{ends:%H:%M} UTC" in told


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
