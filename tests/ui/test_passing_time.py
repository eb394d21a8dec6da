"""Time passes at an open desk: promises are judged again every minute, and nobody is disturbed by it."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.ui.application import window_on
from desktop.ui.lists.paged_model import ROW_ROLE
from desktop.ui.parts.labels import Words
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.ports import Desk
from tests.ui.conftest import living_in, settle, typed


@pytest.fixture
def desk(desk, present) -> Desk:
    """In a present that the test moves on."""
    return living_in(present, desk)


@pytest.fixture
def pass_days(qtbot, window, present):
    def go(days: int) -> None:
        present.now += timedelta(days=days)
        window.desk.minute.timeout.emit()
        settle(qtbot, window)

    return go


def inspector_words(window) -> str:
    labels = window.desk.inspector._promise.findChildren(Words)
    return " ".join(label.text() for label in labels if not label.isHidden())


def test_a_minute_is_a_minute(window):
    assert window.desk.minute.isActive()
    assert window.desk.minute.interval() == 60_000


def test_the_next_promise_the_list_and_the_badge_know_that_it_is_late_by_now(window, pass_days):
    assert "in 48 h" in inspector_words(window)
    pass_days(3)
    assert "over" in inspector_words(window)
    promises = window.desk.list.promises
    assert promises.index(0, 0).data(ROW_ROLE).state == "overdue"
    assert "overdue" in window.desk.rail._buttons["due"].toolTip()
    assert window.desk.rail._badge.isVisible()


def test_nothing_that_is_half_typed_or_reached_by_the_keyboard_is_disturbed(qtbot, window, pass_days):
    window.desk.reading.show_tab("confirm")
    form = window.desk.reading.tabs["confirm"]
    form.refuse("Say more.")
    field = form.fields["rationale"]
    field.control.setFocus()
    field.control.insertPlainText("Half a sen")
    field.control.moveCursor(field.control.textCursor().MoveOperation.Left)
    place = field.control.textCursor().position()
    pass_days(1)
    assert field.value == "Half a sen"
    assert field.control.textCursor().position() == place
    assert window.focusWidget() is field.control
    assert form._refusal.isVisible()


def test_the_page_stays_the_one_that_is_in_front(qtbot, window, pass_days):
    window.desk.show_view("due")
    settle(qtbot, window)
    pass_days(1)
    assert window.desk.at_home


def test_the_lane_that_the_keyboard_is_at_stays_reached(qtbot, window, pass_days):
    window.desk.reading.show_tab("timeline")
    drawn = window.desk.reading.timeline.lanes.strips[0]
    window.desk.reading.show_tab("timeline", drawn.lane.promise)
    assert window.focusWidget() is drawn
    pass_days(3)
    reached = window.focusWidget()
    assert reached is not drawn
    assert reached.lane.clock == drawn.lane.clock


def test_a_case_to_which_something_happened_meanwhile_is_not_judged_by_halves(
    window, desk, case_id, pass_days
):
    seen = window.desk.session.view
    now = desk.tools.now()
    desk.vault.append(case_id, [Draft(e.NoteAdded(text="x"), now)], author="me", now=now)
    pass_days(3)
    assert window.desk.session.view is seen


def test_a_locked_desk_judges_nothing(qtbot, window):
    page = window.desk
    window.lock()
    assert not page.minute.isActive()
    settle(qtbot, window)


def test_what_is_under_way_is_not_queued_behind_by_every_minute(qtbot, window, desk):
    other = enter_case(desk, typed(title="Another"))
    window.desk.session.show_case(other)
    waiting = len(window.background._waiting)
    window.desk.minute.timeout.emit()
    assert len(window.background._waiting) == waiting
    settle(qtbot, window)


def test_list_and_card_judge_a_promise_at_one_instant_between_two_minutes(qtbot, window, present):
    (_cases, promises) = window.desk.list._painters
    row = window.desk.list.promises.index(0, 0).data(ROW_ROLE)
    present.now += timedelta(seconds=50)
    assert promises.lines_of(row, promises._now())[0].left == "In 48 h"
    assert "in 48 h" in inspector_words(window)
    window.desk.minute.timeout.emit()
    settle(qtbot, window)
    assert promises._now() == window.desk.session.view.at == present.now
    assert "in 47 h" in inspector_words(window)


def test_without_a_case_in_view_the_list_is_judged_as_of_now(qtbot, desk, present):
    window = window_on(desk)
    qtbot.addWidget(window)
    settle(qtbot, window)
    present.now += timedelta(days=1)
    assert window.desk.session.present == present.now
    window.close()
