"""Two windows on one vault: who acts on what they no longer see is told so, and nothing is written."""

import pytest

from desktop.domain import events as e
from desktop.ui.application import window_on
from tests.ui.conftest import settle


@pytest.fixture
def other(qtbot, desk, window, case_id):
    """A second window, which shows the same case as the first."""
    other = window_on(desk)
    qtbot.addWidget(other)
    other.show()
    other.desk.session.show_case(case_id)
    settle(qtbot, other)
    yield other
    other.close()


def test_the_second_of_two_acts_at_once_is_refused_and_the_case_shown_anew(
    qtbot, window, other, desk, case_id
):
    window.desk.session.act(e.HandlerAssigned(handler="Grace Handler"))
    other.desk.session.act(e.HandlerAssigned(handler="Henry Handler"))
    for each in (window, other):
        settle(qtbot, each)
    acts = [r.event for r in desk.vault.history(case_id) if isinstance(r.event, e.HandlerAssigned)]
    assert len(acts) == 1
    loser = other if acts[0].handler == "Grace Handler" else window
    assert "changed since" in loser.bar.text or "has changed" in loser.bar.text
    assert "Nothing was written" in loser.bar.text
    assert loser.desk.session.view.case.handler == acts[0].handler


def test_who_has_seen_the_others_act_may_act_again(qtbot, window, other, desk, case_id):
    window.desk.session.act(e.HandlerAssigned(handler="Grace Handler"))
    settle(qtbot, window)
    other.desk.session.reload()
    settle(qtbot, other)
    other.desk.session.act(e.HandlerAssigned(handler="Henry Handler"))
    settle(qtbot, other)
    assert other.desk.session.view.case.handler == "Henry Handler"
