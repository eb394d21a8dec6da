"""The hold ends when the policy, or both parties, say so."""

from datetime import UTC, datetime

from desktop.domain import events as e
from desktop.domain.clocks.hold import read_hold
from tests.histories import RECEIVED, history, january, profile, received

DAY_90 = datetime(2026, 4, 9, 16, tzinfo=UTC)


def test_aumos_holds_90_days_and_may_end_sooner() -> None:  # AUM-4a
    hold = read_hold(profile("aumos"), history((RECEIVED, received())), january(10))
    assert (hold.until, hold.may_come_sooner, hold.ended(january(10))) == (DAY_90, True, False)


def test_a_released_fix_ends_the_hold() -> None:  # AUM-4d
    released = history((RECEIVED, received()), (january(20), e.FixReleased()))
    hold = read_hold(profile("aumos"), released, january(21))
    assert (hold.until, hold.ended(january(21))) == (january(20), True)


def test_an_agreement_overrides_the_policy() -> None:
    agreed = e.DisclosureAgreed(january(25), ("AumOS", "Ada"), "mail of 10 January")
    hold = read_hold(profile("aumos"), history((RECEIVED, received()), (january(10), agreed)), january(11))
    assert hold.until == january(25)


def test_an_unstated_hold_stays_closed_until_a_person_decides() -> None:
    arrived = (RECEIVED, received("mushin"))
    hold = read_hold(profile("mushin"), history(arrived), january(31))
    assert (hold.stated, hold.until, hold.ended(datetime(2030, 1, 1, tzinfo=UTC))) == (False, None, False)
    decided = e.DisclosureAgreed(january(20), ("MushinAI",), "decided by the product owner")
    assert read_hold(profile("mushin"), history(arrived, (january(20), decided)), january(21)).ended(
        january(21)
    )
