"""Holds end and are never overdue; agreements move what the policy lets them move."""

from datetime import timedelta

from desktop.domain import events as e
from tests.domain.small_policy import clock, only, shown
from tests.histories import RECEIVED, january

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
