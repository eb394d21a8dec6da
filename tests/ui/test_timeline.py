"""The timeline on screen and on paper: lanes with words, an axis of instants, a ledger with proofs."""

import math
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.hold import read_hold
from desktop.domain.promises.lanes import Mark, lanes_of
from desktop.domain.promises.ledger import ledger
from desktop.ui.case.clock_lanes import ClockLanes
from desktop.ui.case.lane_legend import meanings
from desktop.ui.case.lane_words import spoken, state_words
from desktop.ui.case.time_axis import TimeAxis
from desktop.ui.look.theme import wear
from desktop.ui.pages import promise_errands
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.tips import tip_of
from desktop.ui.printing import print_timeline
from desktop.workflows.promises.export_timeline import Timeline
from tests.histories import RECEIVED, SEVERITY, history, january, profile, received
from tests.pdf_text import pdf_pages, pdf_text
from tests.ui.conftest import settle

AUMOS = profile("aumos")
TODAY = january(30)
ACTS = (
    (january(12, 18), e.AckSent(message_sha256="ab12" * 16)),
    (january(14), SEVERITY),
    (january(14), e.ReportConfirmed()),
    (january(15), e.AssessmentSent()),
    (january(22), e.StatusSent()),
    (january(24), e.LatenessExplained(clock="ack", reason="A secret reason")),
)


def timeline(now: datetime = TODAY, acts=ACTS) -> Timeline:
    happened = history((RECEIVED, received()), *acts)
    readings = read_clocks(AUMOS, happened, now)
    hold = read_hold(AUMOS, happened, now)
    lanes = lanes_of(readings, RECEIVED, hold, now)
    return Timeline("AUM-2026-0000000", AUMOS.policy.organisation, lanes, ledger(readings, now), now)


# --- the axis --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(hours=10), ["9 Jan", "03:00", "06:00", "09:00"]),
        (timedelta(days=4), ["9 Jan", "10 Jan", "11 Jan", "12 Jan", "13 Jan"]),
        (timedelta(days=40), ["12 Jan", "19 Jan", "26 Jan", "2 Feb", "9 Feb", "16 Feb"]),
        (timedelta(days=200), ["Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026"]),
    ],
)
def test_the_axis_names_hours_days_weeks_or_months_as_the_span_asks(span, words):
    first = datetime(2026, 1, 9, tzinfo=UTC)
    axis = TimeAxis(first, first + span, 0, 500, UTC)
    assert [tick.words for tick in axis.ticks(70)] == words


def test_days_begin_at_local_midnight_over_a_change_of_the_clock():
    zone = ZoneInfo("Europe/Paris")
    first = datetime(2026, 3, 27, 12, tzinfo=UTC)
    axis = TimeAxis(first, first + timedelta(days=4), 0, 600, zone)
    assert {tick.at.astimezone(zone).hour for tick in axis.ticks(80)} == {0}


@given(
    hours=st.floats(0.5, 24 * 365 * 12),
    width=st.integers(100, 2000),
    zone=st.sampled_from(["UTC", "Europe/Paris", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_names_on_the_axis_never_run_into_each_other(hours, width, zone):
    first = datetime(2026, 1, 9, 16, tzinfo=UTC)
    axis = TimeAxis(first, first + timedelta(hours=hours), 10, width, ZoneInfo(zone))
    places = [axis.x(tick.at) for tick in axis.ticks(60)]
    assert all(10 <= place <= 10 + width for place in places)
    assert all(b - a > 60 * 0.85 for a, b in pairwise(places))
    assert math.isclose(axis.x(axis.last), 10 + width)


# --- on screen -------------------------------------------------------------------------------------------


@pytest.fixture
def lanes(qtbot):
    widget = ClockLanes()
    qtbot.addWidget(widget)
    widget.show_lanes(timeline().lanes)
    widget.resize(560, 600)
    widget.show()
    return widget


@pytest.mark.clause("AUM-1h", "AUM-3a", "AUM-3e")
def test_every_lane_is_reached_by_keyboard_and_says_how_it_stands(qtbot, lanes):
    lanes.focus_promise("aumos/ack")
    words = QApplication.focusWidget().accessibleDescription()
    assert "acknowledged" in words
    assert "26 h late" in words
    assert "Sun 11 Jan 2026, 16:00 UTC" in words
    assert "AUM-1h" in words
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is lanes.strips[1]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert QApplication.focusWidget() is lanes.strips[0]
    assert lanes.focus_promise("no such/clock") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [80, 100, 150, 200])
def test_the_timeline_is_drawn_in_every_theme_and_size(qtbot, theme, scale):
    widget = ClockLanes()
    wear(widget, theme, scale=scale)
    try:
        qtbot.addWidget(widget)
        widget.show_lanes(timeline().lanes)
        widget.resize(480, 800)
        widget.show()
        qtbot.waitExposed(widget)
        image = widget.grab().toImage()
        shades = {image.pixel(x, y) for x in range(0, 480, 7) for y in range(0, 300, 3)}
        assert len(shades) > 5
    finally:
        wear(widget, "light", scale=100)


def crowded(count: int) -> Timeline:
    """The lanes over and over, each under a policy of its own, and ten years of weekly dates in one."""
    drawn = timeline()
    few = drawn.lanes.lanes
    many = [
        msgspec.structs.replace(few[n % len(few)], policy_id=f"policy-{n}", sentence=f"Promise {n}.")
        for n in range(count)
    ]
    weeks = tuple(Mark("tick", RECEIVED + timedelta(weeks=week)) for week in range(520))
    many[0] = msgspec.structs.replace(many[0], marks=weeks)
    return msgspec.structs.replace(drawn, lanes=msgspec.structs.replace(drawn.lanes, lanes=tuple(many)))


def test_of_two_hundred_lanes_each_is_reached_shown_whole_and_printed(qtbot, lanes):
    lanes.show_lanes(crowded(200).lanes)
    QApplication.processEvents()
    assert len({strip.accessibleName() for strip in lanes.strips}) == 200
    assert all(strip.height() >= strip.sizeHint().height() for strip in lanes.strips)
    last = lanes.focus_promise(lanes.strips[-1].lane.promise)
    assert QApplication.focusWidget() is last
    printed = pdf_text(print_timeline(crowded(200)).content)
    assert [n for n in range(200) if f"Promise {n}." not in printed] == []


def test_no_two_states_are_told_apart_by_colour_alone(qtbot):
    lanes = timeline().lanes
    font = QApplication.font()
    named = [meaning.words for meaning in meanings(lanes, font, 400)]
    assert {"kept", "late", "held", "running", "due", "done", "start"} <= set(named)
    assert len(named) == len(set(named))
    assert all(meaning.words_x > meaning.x for meaning in meanings(lanes, font, 400))


def test_a_state_in_words_names_how_far_away_it_is():
    now = january(20)
    assert state_words("overdue", january(19), None, now).words == "24 h over"
    assert state_words("running", january(21), None, now).words == "in 24 h"
    assert state_words("met", january(21), january(20), now).words == "kept, 24 h early"
    assert state_words("met", None, january(20), now).words == "kept"
    assert "24 h" in state_words("held", january(21), None, now).words
    assert state_words("undated", None, None, now).words == "no date"


def test_the_first_date_stays_in_the_words_when_another_was_agreed():
    clock = next(clock.id for clock in AUMOS.clocks if clock.force == "rule")
    until = RECEIVED + timedelta(days=120)
    agreed = e.DisclosureAgreed(publish_at=until, parties=("AumOS", "Ada"), evidence="mail", clock=clock)
    drawn = timeline(acts=((january(12), agreed),)).lanes
    words = spoken(next(lane for lane in drawn.lanes if lane.clock == clock), january(20))
    assert "First due Thu 9 Apr 2026" in words


def test_a_tip_shows_markup_as_it_was_written():
    assert "<img" not in tip_of("<img src=x>")
    assert "⟨U+202E⟩" in tip_of("a\u202eb")
    assert tip_of("") == ""


# --- on the case -----------------------------------------------------------------------------------------


def words_in(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Words))


@pytest.fixture
def late_window(qtbot, window):
    """The answer was two days late by the time at which it was sent."""
    session = window.desk.session
    at = session.view.case.arrived_at + timedelta(days=4)
    session.desk = replace(session.desk, tools=replace(session.desk.tools, now=lambda: at))
    session.reload()
    settle(qtbot, window)
    window.desk.show_tab("timeline")
    settle(qtbot, window)
    return window


def test_what_is_overdue_asks_why_and_keeps_the_reason(qtbot, late_window):
    tab = late_window.desk.reading.timeline
    ask = next(b for b in tab.findChildren(ActButton) if b.isVisible() and "why" in b.text())
    ask.click()
    settle(qtbot, late_window)
    dialog = next(d for d in late_window.findChildren(object) if type(d).__name__ == "RecordDialog")
    dialog._words.put("The desk was at sea.")
    dialog.primary.click()
    settle(qtbot, late_window)
    events = late_window.desk.session.desk.vault.history(late_window.desk.session.view.case.case_id)
    assert e.LatenessExplained("ack", "The desk was at sea.", "aumos") in [r.event for r in events]
    assert "The desk was at sea." in words_in(tab)


def test_the_timeline_of_a_case_is_saved_as_pdf(qtbot, window, tmp_path, monkeypatch):
    path = tmp_path / "timeline.pdf"
    monkeypatch.setattr(promise_errands, "choose_new_path", lambda *_: path)
    window.desk.errands.promises.save_timeline()
    settle(qtbot, window)
    text = pdf_text(path.read_bytes())
    assert window.desk.session.view.case.case_id in text
    assert "Hole in the loader" not in text
    assert "Ada" not in text
    assert "timeline.pdf" in window.bar.text


# --- on paper --------------------------------------------------------------------------------------------


def test_paper_shows_promises_dates_states_and_proofs(qapp):
    text = pdf_text(print_timeline(timeline()).content)
    flat = " ".join(text.split())
    for words in (
        "AUM-2026-0000000",
        "AumOS platform team",
        "As of Fri 30 Jan 2026, 00:00 UTC",
        "Sun 11 Jan 2026 16:00 UTC",
        "Mon 12 Jan 2026 18:00 UTC",
        "kept, 26 h late",
        "AUM-1h",
        "Proof: Acknowledgement sent; message ab12ab12ab12ab12",
        "Page 1 of",
    ):
        assert words in flat


@pytest.mark.clause("CZM-8b")
def test_paper_tells_nothing_of_the_report_nor_whose_machine_drew_it(qapp):
    content = print_timeline(timeline()).content
    text = pdf_text(content)
    for word in ("A hole", "Ada", "example.org", "A secret reason"):
        assert word not in text
    assert b"/Author ()" in content
    assert b"/home" not in content
    assert "The reason for the lateness is recorded." in text


def test_every_word_on_paper_is_told_to_the_gate(qapp):
    printed = print_timeline(timeline())
    told = set(unicodedata.normalize("NFKC", " ".join(printed.words)).split())
    assert set(pdf_text(printed.content).split()) <= told


def test_a_long_ledger_goes_on_to_numbered_pages(qapp):
    short = timeline()
    long = Timeline(short.case_id, short.organisation, short.lanes, short.entries * 8, short.at)
    content = print_timeline(long).content
    pages = pdf_pages(content)
    assert pages > 1
    assert f"Page {pages} of {pages}" in pdf_text(content)
