"""The hold of a case in one line."""

from desktop.cli.cases.hold_text import hold_end, hold_text
from desktop.cli.output import when
from desktop.domain.clocks.hold import Hold
from tests.histories import january

HOLD = Hold(january(20), stated=True, may_come_sooner=False, why="By the policy.")


def test_a_hold_ends_until_its_date_has_passed_and_then_has_ended():
    assert hold_text(HOLD, january(19)) == f"Hold: until {when(january(20))}. By the policy."
    assert hold_text(HOLD, january(20)) == f"Hold: ended {when(january(20))}. By the policy."


def test_a_hold_of_a_story_that_nobody_lives_through_has_a_date_only():
    assert hold_end(HOLD) == f"until {when(january(20))}"
