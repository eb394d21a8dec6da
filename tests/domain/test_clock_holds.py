"""Holds end and are never overdue; agreements move what the policy lets them move."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.hold import read_hold
from desktop.domain.policy import Disclosure, Term
from tests.domain.small_policy import clock, only, policy, shown
from tests.histories import RECEIVED, history, january, received

DUE = january(16, 16)
EMBARGO = clock("embargo", force="rule", within="30d", waiver="agreement")
DAY_30 = RECEIVED + timedelta(days=30)


def test_a_hold_is_held_until_its_stop_or_its_date() -> None:
    held = only(EMBARGO, january(10))
    assert shown(held) == (
        "held",
        "Held until the fix is released, but no longer than 2026-02-08 16:00 UTC.",
    )
    over = only(EMBARGO, DAY_30)
    assert (*shown(over), over.met_at, over.proof) == ("ended", "Ended when its time was over.", DAY_30, None)
    fixed = only(EMBARGO, january(20), (january(12), e.FixReleased()))
    assert shown(fixed) == ("ended", "Ended when the fix was released.")
    assert fixed.proof is not None
    assert fixed.met_at == january(12)


def test_a_hold_without_stops_or_without_a_date_says_what_it_has() -> None:
    bare = clock("embargo", force="rule", stops=(), within="30d")
    assert only(bare, january(10)).why == "Held no longer than 2026-02-08 16:00 UTC."
    words = clock("embargo", force="rule", within="undated:as long as needed")
    assert only(words, january(10)).why == (
        "Held until the fix is released. The policy gives no number: as long as needed."
    )


def test_publishing_before_the_end_of_a_hold_is_told_as_early_disclosure() -> None:
    published = (january(12), e.AdvisoryPublished())
    early = " Disclosed early: the advisory was published on 2026-01-12 00:00 UTC."
    assert only(EMBARGO, january(13), published).state == "held"
    assert only(EMBARGO, january(13), published).why.endswith(early)
    assert only(EMBARGO, DAY_30, published).why.endswith(early)
    in_time = only(EMBARGO, january(31), (january(11), e.FixReleased()), published)
    assert "early" not in in_time.why


def test_a_hold_for_some_severities_is_conditional_first() -> None:
    for_high = clock("embargo", force="rule", severities=("high",))
    assert only(for_high, january(10)).state == "conditional"
    assert only(for_high, january(10), (january(10), e.SeveritySet("high", "why"))).state == "held"
    low = (january(10), e.SeveritySet("low", "why"))
    assert only(for_high, january(31), low).state == "not-applicable"


# --- agreements ----------------------------------------------------------------------------------------


def agreed(day: int, name: str = "") -> e.DisclosureAgreed:
    return e.DisclosureAgreed(january(day), ("us", "Ada"), "a mail", clock=name)


def test_an_agreement_moves_a_clock_only_where_the_policy_lets_it() -> None:
    waivable = clock(waiver="agreement")
    moved = only(waivable, january(17), (january(10), agreed(20, "fix")))
    assert (moved.state, moved.due, moved.original_due) == ("running", january(20), DUE)
    assert only(clock(), january(17), (january(10), agreed(20, "fix"))).state == "overdue"
    assert only(waivable, january(17), (january(10), agreed(20))).due == DUE


def test_an_agreement_after_the_fact_makes_nothing_kept_that_was_late() -> None:
    waivable, fixed = clock(waiver="agreement"), (january(20), e.FixReleased())
    late = only(waivable, january(31), fixed, (january(25), agreed(30, "fix")))
    assert (late.state, late.due, late.moved_by) == ("late", DUE, "")
    kept = only(waivable, january(31), (january(18), agreed(30, "fix")), fixed)
    assert (kept.state, kept.due, kept.original_due, kept.moved_by) == ("met", january(30), DUE, "agreement")


@pytest.mark.clause("M87-2k")
@pytest.mark.parametrize("name", ["", "embargo"])
def test_an_agreement_about_the_hold_or_its_clock_holds_whatever_comes_first(name: str) -> None:
    hold = Term(op="min", of=(Term(event="remediation.complete"), Term(clock="embargo")))
    policy_ = policy(EMBARGO, disclosure=Disclosure(hold=hold, waiver="agreement"))
    remediated = ((january(10), agreed(25, name)), (january(12), e.RemediationComplete()))
    events = history((RECEIVED, received("small")), *remediated, (january(13), e.FixReleased()))
    (reading,) = read_clocks(policy_, events, january(20))
    assert shown(reading) == ("held", "Held until 2026-01-25 00:00 UTC, as agreed.")
    assert read_hold(policy_, events, january(20)).until == january(25)
    (over,) = read_clocks(policy_, events, january(26))
    assert (over.state, over.met_at) == ("ended", january(25))


def test_an_agreement_about_another_hold_leaves_this_one_as_it_is() -> None:
    quiet = clock("quiet", force="rule", within="5d", waiver="agreement")
    policy_ = policy(EMBARGO, quiet, disclosure=Disclosure(hold=Term(clock="embargo"), waiver="agreement"))
    events = history((RECEIVED, received("small")), (january(10), agreed(12, "quiet")))
    assert read_hold(policy_, events, january(20)).until == DAY_30


def test_an_agreement_about_the_disclosure_moves_the_hold_and_the_later_one_wins() -> None:
    general, own = (january(10), agreed(20)), (january(11), agreed(25, "embargo"))
    assert only(EMBARGO, january(12), general).due == january(20)
    assert only(EMBARGO, january(12), general, own).due == january(25)
    assert only(EMBARGO, january(12), (january(12), agreed(20)), own).due == january(20)


def test_a_hold_that_has_not_started_lasts_as_agreed() -> None:
    unstarted = clock("embargo", force="rule", starts=("ack.sent",), within="30d", waiver="agreement")
    assert only(unstarted, january(12)).state == "waiting"
    assert only(unstarted, january(12), (january(11), agreed(20))).state == "held"
    assert only(unstarted, january(21), (january(11), agreed(20))).state == "ended"
