"""The hold ends when the policy, or both parties, say so."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.domain import events as e
from desktop.domain.clocks.hold import Hold, furthest_agreement, read_hold
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event
from desktop.domain.fold import fold
from desktop.domain.policy import Calendar, Disclosure, Profile, PublishAfter, Term
from desktop.domain.policy.disclosure import Extension
from tests.domain.small_policy import ANSWERS, clock, policy
from tests.histories import RECEIVED, history, january, profile, received

DAY_90 = datetime(2026, 4, 9, 16, tzinfo=UTC)


@pytest.mark.clause("AUM-4a")
def test_aumos_holds_90_days_and_may_end_sooner() -> None:
    hold = read_hold(profile("aumos"), history((RECEIVED, received())), january(10))
    assert (hold.until, hold.may_come_sooner, hold.ended(january(10))) == (DAY_90, True, False)


@pytest.mark.clause("AUM-4d")
def test_a_released_fix_ends_the_hold() -> None:
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


# --- expressions ---------------------------------------------------------------------------------------

UTC_CALENDAR = Calendar()
FIX, ACK_30 = Term(event="fix.released"), Term(start="ack.sent", after="30d")
EMBARGO = clock("embargo", force="rule", within="90d", waiver="agreement")
FIXED, ACKED = (january(20), e.FixReleased()), (january(10), e.AckSent())


NOW = january(15)


def hold(
    term: Term | None,
    *acts: tuple[datetime, Event],
    now: datetime = NOW,
    calendar: Calendar = UTC_CALENDAR,
    **rules: Any,
) -> Hold:
    clocks = clock("ack", stops=ANSWERS, within="48h"), EMBARGO
    small = policy(*clocks, disclosure=Disclosure(hold=term, **rules), calendar=calendar)
    return read_hold(small, history((RECEIVED, received("small")), *acts), now)


def test_a_term_counts_from_its_own_event() -> None:
    assert hold(ACK_30).until is None
    assert hold(ACK_30, ACKED).until == january(10) + timedelta(days=30)
    assert hold(Term(start="ack.sent", after="undated:a while"), ACKED).until is None


def test_a_term_that_the_calendar_cannot_count_gives_no_date() -> None:
    never = Calendar(weekend=("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    assert hold(Term(start="ack.sent", after="3bd"), ACKED, calendar=never).until is None


def test_the_least_is_known_as_soon_as_one_term_is_and_may_come_sooner() -> None:
    least = Term(op="min", of=(FIX, ACK_30))
    assert (hold(least).until, hold(least).may_come_sooner) == (None, False)
    pending = hold(least, ACKED)
    assert (pending.until, pending.may_come_sooner) == (january(10) + timedelta(days=30), True)
    known = hold(least, ACKED, FIXED)
    assert (known.until, known.may_come_sooner) == (january(20), False)
    assert not hold(least, ACKED, now=january(31) + timedelta(days=30)).may_come_sooner


def test_the_most_waits_for_all_terms() -> None:
    most = Term(op="max", of=(FIX, ACK_30))
    assert hold(most, ACKED).until is None
    assert hold(most, ACKED, FIXED).until == january(10) + timedelta(days=30)


def test_terms_stand_inside_terms() -> None:
    nested = Term(op="min", of=(Term(clock="embargo"), Term(op="max", of=(FIX, ACK_30))))
    assert hold(nested).until == DAY_90
    assert hold(nested, ACKED, FIXED).until == january(10) + timedelta(days=30)
    assert hold(Term(clock="unheard-of")).until is None
    assert hold(Term()).until is None


def test_a_judgement_is_no_date_and_does_not_hide_one() -> None:
    judged = Term(judgement="enough time", hint=("embargo", "unheard-of"))
    assert hold(judged).until is None
    assert hold(judged).why == (
        "By the policy. It gives no date (enough time): only a dated agreement sets one. "
        "What may help to judge: A promise: embargo. (2026-04-09 16:00 UTC)"
    )
    assert hold(Term(judgement="enough time")).why.endswith("sets one.")
    assert hold(Term(op="min", of=(judged, FIX)), FIXED).until == january(20)


def test_an_answer_that_is_no_acknowledgement_leaves_the_date_open() -> None:
    asked = hold(ACK_30, (january(10), e.QuestionSent()))
    assert asked.why.endswith("it counts from our own acknowledgement, which is not sent.")


def test_an_acknowledgement_in_time_needs_no_word() -> None:
    assert hold(ACK_30, ACKED).why == "By the policy."


def test_a_hold_that_counts_from_an_acknowledgement_nobody_promised_only_waits() -> None:
    unpromised = policy(disclosure=Disclosure(hold=ACK_30))
    assert read_hold(unpromised, history((RECEIVED, received("small"))), january(20)).why == "By the policy."


def test_at_the_limit_without_a_fix_the_policy_publishes_if_the_hold_ends_there_too() -> None:
    limit, came = Term(clock="embargo"), "The limit of 2026-04-09 16:00 UTC has come without a fix: "
    ended = hold(Term(op="min", of=(FIX, limit)), publish_by=limit, now=DAY_90)
    assert (ended.until, ended.publish_by, ended.ended(DAY_90)) == (DAY_90, DAY_90, True)
    assert ended.why.endswith(f"{came}publish.")
    goes_on = hold(FIX, publish_by=limit, now=DAY_90)
    assert (goes_on.until, goes_on.publish_by, goes_on.ended(DAY_90)) == (None, DAY_90, False)
    assert goes_on.why.endswith(f"{came}the hold goes on all the same.")


# --- after the fix -------------------------------------------------------------------------------------

AFTER = (PublishAfter(severity="high", after="30d"), PublishAfter(severity="low", after="7d"))


def test_details_wait_after_the_fix_as_long_as_the_severity_asks_for() -> None:
    def until(*acts: tuple[datetime, Event]) -> datetime | None:
        return hold(FIX, *acts, publish_after=AFTER).until

    assert until() is None
    assert until(FIXED) == january(20) + timedelta(days=30)  # the longest, before anything is known
    assert until(FIXED, (january(21), e.SeveritySet("low", "why"))) == january(27)
    assert until(FIXED, (january(21), e.SeveritySet("medium", "why"))) == january(20)


def test_waiting_after_the_fix_is_a_stated_hold_of_its_own() -> None:
    assert hold(None, publish_after=AFTER).stated
    assert hold(None, FIXED, publish_after=AFTER).until == january(20) + timedelta(days=30)


# --- how far an agreement may go -----------------------------------------------------------------------


def bounded() -> Profile:
    least = Term(op="min", of=(FIX, Term(clock="embargo")))
    disclosure = Disclosure(hold=least, waiver="agreement", extension=Extension(longest="14d"))
    return policy(EMBARGO, clock("fix", waiver="agreement"), disclosure=disclosure)


@pytest.mark.parametrize("name", ["", "embargo"])
def test_an_agreement_beyond_the_longest_extension_is_refused(name: str) -> None:
    events = history((RECEIVED, received("small")))
    limit = DAY_90 + timedelta(days=14)

    def decided(until: datetime) -> Draft | Refusal:
        act = e.DisclosureAgreed(until, ("us", "Ada"), "a mail", clock=name)
        return decide(events, fold(events), act, bounded(), at=january(10), now=january(10))

    assert isinstance(decided(limit), Draft)
    refused = decided(limit + timedelta(minutes=1))
    assert isinstance(refused, Refusal)
    assert refused.reason == "The policy lets an agreement reach until 2026-04-23 16:00 UTC at most."


def test_an_extension_is_counted_from_the_policys_own_date_not_from_the_last_agreement() -> None:
    agreed = e.DisclosureAgreed(DAY_90 + timedelta(days=10), ("us", "Ada"), "a mail")
    events = history((RECEIVED, received("small")), (january(10), agreed))
    assert furthest_agreement(bounded(), events, january(11)) == DAY_90 + timedelta(days=14)


def test_only_holds_are_bounded() -> None:
    events = history((RECEIVED, received("small")))
    assert furthest_agreement(bounded(), events, january(11), "fix") is None
    assert furthest_agreement(profile("aumos"), events, january(11)) is None
    unknown = policy(disclosure=Disclosure(hold=FIX, extension=Extension(longest="14d")))
    assert furthest_agreement(unknown, events, january(11)) is None
