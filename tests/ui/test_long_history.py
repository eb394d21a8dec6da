"""The timeline of a case in which much has happened: drawn when somebody looks, as much as they look at."""

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.ui.parts.labels import InertLabel
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import NOW, settle, typed

_MANY = 300


@pytest.fixture
def timeline(qtbot, window, desk, case_id):
    """The tab of a case with hundreds of notes, which nobody looks at yet."""
    drafts = [Draft(e.NoteAdded(text=f"note {number}"), NOW) for number in range(_MANY)]
    desk.vault.append(case_id, drafts, author="me", now=NOW)
    window.desk.session.reload()
    settle(qtbot, window)
    return window.desk.reading.timeline


def notes(timeline) -> list[str]:
    texts = (label.text() for label in timeline.findChildren(InertLabel) if not label.isHidden())
    return [text for text in texts if text.startswith("note ")]


def test_nothing_is_drawn_before_somebody_looks(timeline):
    assert notes(timeline) == []
    assert timeline.lanes.strips == []


def test_the_newest_are_drawn_first_and_earlier_ones_on_demand(window, timeline):
    window.desk.show_tab("timeline")
    first = notes(timeline)
    assert first[0] == f"note {_MANY - 1}"
    assert len(first) < 100
    assert timeline.lanes.strips
    timeline._earlier.click()
    assert notes(timeline)[: len(first)] == first
    assert len(notes(timeline)) == 2 * len(first)
    while not timeline._earlier.isHidden():
        timeline._earlier.click()
    assert len(notes(timeline)) == _MANY


def test_an_act_keeps_what_was_asked_for_and_another_case_begins_anew(qtbot, window, desk, timeline):
    window.desk.show_tab("timeline")
    timeline._earlier.click()
    asked_for = len(notes(timeline))
    window.desk.session.act(e.NoteAdded(text="note of now"))
    settle(qtbot, window)
    assert len(notes(timeline)) == asked_for
    assert notes(timeline)[0] == "note of now"
    window.desk.session.show_case(enter_case(desk, typed(title="Another")))
    settle(qtbot, window)
    qtbot.waitUntil(lambda: notes(timeline) == [])
    assert timeline._earlier.isHidden()
