"""The window says when this machine's clock cannot be right, once."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.ui.clock_watch import ClockWatch
from desktop.workflows.ports import Desk
from tests.ui.conftest import NOW, living_in, settle

YEAR = timedelta(days=365)


@pytest.fixture
def desk(desk, present) -> Desk:
    """In a present that the test moves on."""
    return living_in(present, desk)


def record(desk: Desk, at) -> None:
    desk.vault.append(None, [Draft(e.HandlerNamed("Grace"), at)], author="Grace", now=at)


def test_an_entry_of_next_year_is_said_when_the_desk_opens(qtbot, desk, window, case_id):
    record(desk, NOW + YEAR)
    ClockWatch(window.desk.session)
    settle(qtbot, window)
    assert "still to come" in window.bar.text
    assert window.bar.isVisible()


@pytest.mark.checks("E58")
@pytest.mark.parametrize("jump", [YEAR, -YEAR], ids=["forward", "back"])
def test_a_clock_that_jumps_while_the_desk_is_open_is_said_once(qtbot, desk, window, present, case_id, jump):
    passed = [timedelta()]
    watch = ClockWatch(window.desk.session, lambda: passed[0])
    for _ in range(3):
        passed[0] += timedelta(hours=1)
        present.now += timedelta(hours=1)
        watch.read()
    settle(qtbot, window)
    assert not window.bar.isVisible()
    present.now += jump
    watch.read()
    settle(qtbot, window)
    assert "365 days" in window.bar.text
    window.bar.hide()
    watch.read()
    settle(qtbot, window)
    assert not window.bar.isVisible()
    for moved in (-jump, jump):
        present.now += moved
        watch.read()
        settle(qtbot, window)
    assert window.bar.isVisible()


def test_the_desk_asks_every_minute(qtbot, desk, window, case_id):
    record(desk, NOW + YEAR)
    window.desk.minute.timeout.emit()
    settle(qtbot, window)
    assert "still to come" in window.bar.text
