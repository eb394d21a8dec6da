"""Promises run as the policies say (golden instants worked out by hand)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.clocks import Reading, most_urgent, read_clocks
from desktop.domain.event import Recorded
from tests.histories import RECEIVED, history, january, profile, received

AUMOS = profile("aumos")
MUSHIN = profile("mushin")
GOLDEN = history(
    (RECEIVED, received()),
    (january(12, 10), e.AckSent()),
    (january(14, 9), e.ReportConfirmed()),
)


def reading(name: str, events: list[Recorded], now: datetime) -> Reading:
    return next(r for r in read_clocks(AUMOS, events, now) if r.clock == name)


@pytest.mark.clause("MUS-1d")
def test_mushin_promises_an_answer_within_48_hours() -> None:
    (ack,) = read_clocks(MUSHIN, history((RECEIVED, received("mushin"))), january(10))
    assert (ack.state, ack.due) == ("running", january(11, 16))


def test_a_clock_runs_is_met_late_or_overdue() -> None:
    arrived = (RECEIVED, received())
    assert reading("ack", history(arrived), january(10)).state == "running"
    assert reading("ack", history(arrived), january(12)).state == "overdue"
    assert reading("ack", history(arrived, (january(11, 16), e.AckSent())), january(30)).state == "met"
    assert reading("ack", history(arrived, (january(11, 17), e.AckSent())), january(30)).state == "late"


def test_any_human_answer_acknowledges() -> None:
    asked = history((RECEIVED, received()), (january(10), e.QuestionSent()))
    assert reading("ack", asked, january(30)).state == "met"


def test_filtered_clocks_are_conditional_until_the_severity_is_known() -> None:
    assert reading("fix-critical", GOLDEN, january(15)).state == "conditional"
    high = history(*((r.occurred_at, r.event) for r in GOLDEN), (january(15), e.SeveritySet("high", "why")))
    assert reading("fix-critical", high, january(16)).state == "not-applicable"
    assert reading("fix-high", high, january(16)).state == "running"


def test_a_late_classification_says_so() -> None:
    late = history(
        *((r.occurred_at, r.event) for r in GOLDEN), (january(25), e.SeveritySet("critical", "why"))
    )
    overdue = reading("fix-critical", late, january(26))
    assert (overdue.state, overdue.why) == ("overdue", "Overdue at classification.")


def test_a_milder_severity_does_not_hide_that_a_fix_was_late() -> None:
    golden = [(r.occurred_at, r.event) for r in GOLDEN]
    critical, low = e.SeveritySet("critical", "why"), e.SeveritySet("low", "after all")
    in_time = history(*golden, (january(15), critical), (january(20), low))
    assert reading("fix-critical", in_time, january(25)).state == "not-applicable"
    too_late = history(*golden, (january(15), critical), (january(22), low))
    assert reading("fix-critical", too_late, january(25)).state == "overdue"


@pytest.mark.clause("AUM-3c")
def test_any_answer_starts_the_status_letters() -> None:
    asked = history((RECEIVED, received()), (january(10), e.QuestionSent()))
    assert reading("status", asked, january(11)).due == january(17)


def test_status_letters_come_due_every_seven_days() -> None:
    told = history(*((r.occurred_at, r.event) for r in GOLDEN), (january(18, 12), e.StatusSent()))
    assert reading("status", told, january(19)).due == january(25, 12)
    assert reading("status", told, january(26)).state == "overdue"


def test_a_hold_ends_and_is_never_overdue() -> None:
    assert reading("embargo", GOLDEN, january(15)).state == "held"
    assert reading("embargo", GOLDEN, january(15) + timedelta(days=200)).state == "ended"


def test_a_rejection_ends_fix_and_status_but_an_answer_stays_owed() -> None:
    rejected = history((RECEIVED, received()), (january(10), e.ReportRejected("not-reproducible", "no")))
    assert reading("ack", rejected, january(10)).state == "running"
    spam = history((RECEIVED, received()), (january(10), e.ReportRejected("spam", "no")))
    assert reading("ack", spam, january(10)).state == "not-applicable"
    too_late = history((RECEIVED, received()), (january(20), e.ReportRejected("spam", "no")))
    assert reading("ack", too_late, january(20)).state == "overdue"


def test_an_undone_event_never_occurred_and_an_undone_undo_brings_it_back() -> None:
    acked = history((RECEIVED, received()), (january(10), e.AckSent()))
    undone = [*acked, *history((january(11), e.EventUndone(acked[1].id)))]
    undone[2] = undone[2].__class__(
        "f" * 64, undone[2].case_id, "w", 3, january(11), january(11), "me", undone[2].event
    )
    assert reading("ack", undone, january(11)).state == "running"
    back = [*undone, *history((january(11, 1), e.EventUndone("f" * 64)))]
    assert reading("ack", back, january(12)).state == "met"


def test_a_confirmed_arrival_moves_the_start() -> None:
    corrected = history((RECEIVED, received()), (january(10), e.ArrivalConfirmed(january(9, 10))))
    assert reading("ack", corrected, january(10)).due == january(11, 10)


def test_an_agreement_moves_the_due_instant_and_keeps_the_original() -> None:
    agreed = e.DisclosureAgreed(january(30), ("us", "Ada"), "mail of 10 January", clock="embargo")
    moved = reading("embargo", history((RECEIVED, received()), (january(10), agreed)), january(11))
    assert (moved.due, moved.original_due) == (january(30), datetime(2026, 4, 9, 16, tzinfo=UTC))


def test_the_most_urgent_promise_is_the_earliest_that_still_asks() -> None:
    urgent = most_urgent(read_clocks(AUMOS, GOLDEN, january(15)))
    assert urgent is not None
    assert urgent.clock == "assess"


@given(st.integers(0, 60 * 24 * 120), st.integers(0, 60 * 24 * 120))
def test_time_alone_never_turns_late_into_met(minutes: int, later: int) -> None:
    now = RECEIVED + timedelta(minutes=minutes)
    before = {r.clock: r.state for r in read_clocks(AUMOS, GOLDEN, now)}
    after = {r.clock: r.state for r in read_clocks(AUMOS, GOLDEN, now + timedelta(minutes=later))}
    allowed = {("running", "overdue"), ("held", "ended")}
    assert all(s == after[c] or (s, after[c]) in allowed for c, s in before.items())
