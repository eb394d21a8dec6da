"""Promises that only may apply: what they hang on is told, and none of them is ever over."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.hold import read_hold
from desktop.domain.promises.lanes import lanes_of
from desktop.ui.case.clock_card import NextPromise
from desktop.ui.case.lane_legend import meanings
from desktop.ui.case.lane_words import state_words
from desktop.ui.look.wording import state_chip
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.ports import Desk
from tests.histories import RECEIVED, history, january, profile, received
from tests.ui.conftest import NOW, living_in, settle, typed

ON_SEVERITY = "Counts only if the severity is high."
ON_ANSWER = "Does the GDPR apply to the personal data concerned?"
LONG_AFTER = NOW + timedelta(days=300)


@pytest.fixture
def desk(desk, present) -> Desk:
    return living_in(present, desk)


@pytest.fixture
def breach(desk) -> str:
    """A case under M87 in which a breach is known, and nobody has said whether the GDPR applies."""
    case_id = enter_case(desk, msgspec.structs.replace(typed(), policy_id="m87"))
    record_act(desk, case_id, e.AckSent())
    record_act(desk, case_id, e.BreachAware())
    return case_id


def words_of(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(Words) if not label.isHidden()]


def test_a_badge_tells_what_a_promise_hangs_on_and_a_generic_one_where_that_is_not_known():
    assert state_chip("conditional", ON_SEVERITY).words == "depends on severity"
    assert state_chip("conditional", ON_ANSWER).words == "depends on your answer"
    assert state_chip("conditional").words == "may apply"
    assert state_chip("running", ON_ANSWER).words == "running"


@pytest.mark.clause("M87-3.6b")
def test_lane_and_legend_say_that_a_notice_waits_for_an_answer(qapp):
    happened = history((RECEIVED, received()), (RECEIVED, e.BreachAware()))
    m87, now = profile("m87"), january(30)
    lanes = lanes_of(read_clocks(m87, happened, now), RECEIVED, read_hold(m87, happened, now), now)
    lane = next(lane for lane in lanes.lanes if lane.clock == "authority-notice")
    assert {segment.kind for segment in lane.segments} == {"unanswered"}
    said = {meaning.words for meaning in meanings(lanes, qapp.font(), 900)}
    assert "depends on your answer" in said
    assert "depends on severity" not in said


@pytest.mark.parametrize("why", [ON_SEVERITY, ON_ANSWER])
def test_a_lane_whose_date_has_passed_without_an_answer_is_not_late(why):
    said = state_words("conditional", NOW, None, LONG_AFTER, why)
    assert said.words == f"{state_chip('conditional', why).words}, date passed"
    assert said.tone == "muted"


@pytest.mark.clause("M87-3.6b")
def test_the_card_shows_no_conditional_promise_as_over(qtbot, window, present, breach):
    present.now = LONG_AFTER
    window.desk.session.show_case(breach)
    settle(qtbot, window)
    shown = words_of(window.desk.inspector._promise)
    assert shown[:3] == ["Next promise", "Depends on your answer", "If yes: due Thu 5 Mar 2026, 10:30 UTC"]
    assert not any("over" in words for words in shown)


@pytest.mark.clause("M87-3.6b")
def test_a_question_names_the_date_that_hangs_on_its_answer(qtbot, window, breach):
    window.desk.session.show_case(breach)
    settle(qtbot, window)
    asked = words_of(window.desk.inspector._questions)
    assert asked.index("If yes: due Thu 5 Mar 2026, 10:30 UTC") == asked.index(ON_ANSWER) + 1


def test_a_promise_that_is_late_is_headed_as_overdue(qtbot, window, case_id, present):
    assert words_of(window.desk.inspector._promise)[0] == "Next promise"
    present.now = LONG_AFTER
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert words_of(window.desk.inspector._promise)[0] == "Overdue promise"


def test_what_counts_only_for_a_severity_says_so_on_the_card(qtbot):
    happened = history((datetime(2026, 1, 9, 16, tzinfo=UTC), received()))
    reading = next(r for r in read_clocks(profile("czm"), happened, NOW) if r.clock == "fix-high")
    card = NextPromise()
    qtbot.addWidget(card)
    card.show_reading(reading, NOW)
    assert words_of(card)[1:3] == ["Depends on severity", "If it counts: due Sun 8 Feb 2026, 16:00 UTC"]


@pytest.mark.clause("M87-2k")
def test_a_hold_whose_date_has_passed_has_ended(qtbot, window, present, breach):
    window.desk.session.show_case(breach)
    settle(qtbot, window)
    assert window.desk.inspector.embargo.until.text().startswith("Until Wed 1 Apr 2026")
    present.now = LONG_AFTER
    window.desk.session.let_time_pass()
    settle(qtbot, window)
    assert window.desk.inspector.embargo.until.text().startswith("Ended Wed 1 Apr 2026")
