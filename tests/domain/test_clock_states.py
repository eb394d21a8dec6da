"""Every state of a clock, what brings it about, and the sentence that explains it."""

from datetime import timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.clocks import Proof, chronicle_of, read_clocks
from desktop.domain.event import Event, Opaque, Purged
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Calendar, Pause
from tests.domain.small_policy import ANSWERS, LAW, answered, clock, only, policy, shown
from tests.histories import RECEIVED, history, january, received

DUE = january(16, 16)
ACK = clock("ack", stops=ANSWERS, within="48h")
# --- waiting, running, met, late, overdue --------------------------------------------------------------


def test_a_clock_that_has_not_started_says_what_starts_it() -> None:
    told = clock(starts=("ack.sent", "fix.ready"))
    assert shown(only(told, january(10))) == (
        "waiting",
        "Starts when the acknowledgement is sent or the fix is ready.",
    )


def test_a_running_clock_says_what_keeps_it() -> None:
    assert shown(only(clock(), january(10))) == ("running", "Kept when the fix is released.")


def test_an_overdue_clock_says_what_it_waits_for() -> None:
    assert only(clock(), DUE).state == "running"
    assert shown(only(clock(), DUE + timedelta(seconds=1))) == (
        "overdue",
        "Its date has passed: it waits until the fix is released.",
    )


def test_a_kept_promise_carries_its_proof() -> None:
    sent = e.AckSent(message_sha256="ab" * 32, how="dropped on the case")
    ack = only(ACK, january(20), (january(10), sent))
    assert shown(ack) == ("met", "Kept: the acknowledgement was sent in time.")
    assert ack.proof == Proof(
        "ack.sent", january(10), f"{2:064x}", january(10), "ab" * 32, "dropped on the case"
    )
    assert ack.met_at == january(10)


def test_a_proof_tells_when_it_was_written_down_only_later() -> None:
    assert not Proof("ack.sent", january(10)).recorded_later
    assert not Proof("ack.sent", january(10), recorded_at=january(10, 0, 4)).recorded_later
    assert Proof("ack.sent", january(10), recorded_at=january(10, 1)).recorded_later


def test_a_late_promise_says_how_late_and_why_that_was() -> None:
    reason = e.LatenessExplained("fix", "The maintainer was ill.")
    late = only(clock(), january(31), (january(17, 18), e.FixReleased()), (january(18), reason))
    assert shown(late) == ("late", "Late: the fix was released 1 day and 2 hours after the date.")
    assert (late.lateness, late.due) == ("The maintainer was ill.", DUE)


@pytest.mark.clause("MUS-1d")
@pytest.mark.parametrize("answer", [e.AckSent(), e.QuestionSent(), e.AssessmentSent(), e.RejectionSent()])
def test_every_human_answer_acknowledges_also_where_the_profile_names_one_only(answer: Event) -> None:
    ack = clock("ack", stops=("ack.sent",), within="48h")
    assert only(ack, january(20), (january(10), answer)).state == "met"


def test_the_first_of_two_acknowledgements_counts() -> None:
    twice = only(ACK, january(20), (january(12), e.AckSent()), (january(10), e.AckSent()))
    assert (twice.state, twice.met_at) == ("met", january(10))


def test_a_proof_from_before_the_start_or_from_the_future_is_remarked_on() -> None:
    early = only(ACK, january(10), (january(9, 15), e.AckSent()))
    assert early.state == "met"
    assert early.why.endswith("That was before the clock started: check the dates.")
    future = only(ACK, january(10), (january(11), e.AckSent()))
    assert future.state == "met"
    assert future.why.endswith("It is dated in the future: check the date.")
    arrives = only(ACK, january(9))
    assert (arrives.state, arrives.due) == ("running", january(11, 16))
    assert arrives.why.startswith("The start lies in the future: check the date.")


def test_unknown_and_purged_entries_count_by_their_names() -> None:
    events = history((RECEIVED, Purged("report.received")), (january(10), Opaque("something.new", b"{}")))
    assert read_clocks(policy(ACK), events, january(10))[0].state == "running"
    assert "something.new" in chronicle_of(events).happened


# --- no date -------------------------------------------------------------------------------------------


def test_a_promise_in_words_has_no_date() -> None:
    told = clock(within="undated:promptly")
    assert shown(only(told, january(31))) == ("undated", "The policy gives no number: promptly.")
    assert shown(only(told, january(31), (january(20), e.FixReleased()))) == (
        "met",
        "Kept: the fix was released.",
    )


def test_business_hours_wait_for_office_hours() -> None:
    reading = only(clock(within="8bh"), january(20))
    assert reading.state == "waiting"
    assert reading.why.startswith("Waits for office hours")
    opened = Calendar(office_hours=("09:00-17:00",))
    assert only(clock(within="8bh"), january(10), calendar=opened).due == january(12, 16)


def test_a_release_that_is_not_planned_is_waited_for() -> None:
    reading = only(clock(within="next:release.scheduled"), january(20))
    assert shown(reading) == ("waiting", "Waits for a date: no scheduled release is known.")


def test_a_calendar_that_cannot_count_gives_no_date_and_says_so() -> None:
    never = Calendar(weekend=("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    reading = only(clock(within="1bd"), january(20), calendar=never)
    assert shown(reading) == ("waiting", "No date: the calendar has no business days.")


def test_a_due_instant_rolls_over_where_the_clock_says_so() -> None:
    saturday = {"starts": ("report.received",), "within": "1d"}
    assert only(clock(**saturday), RECEIVED).due == january(10, 16)
    assert only(clock(**saturday, rollover="next"), RECEIVED).due == january(12, 16)
    assert only(clock(**saturday, rollover="previous"), RECEIVED).due == january(9, 16)
    assert only(clock(within="1bd", rollover="next"), RECEIVED).due == january(12, 16)


# --- an outer bound ------------------------------------------------------------------------------------


def test_an_outer_bound_counts_once_its_question_is_answered_with_yes() -> None:
    bounded = clock(within="undated:soon", outer="72h", outer_when="law")
    asked = only(bounded, january(10), **LAW)
    assert shown(asked) == ("undated", "The policy gives no number: soon. Does the law apply?")
    assert only(bounded, january(10), (january(10), answered(False)), **LAW).state == "undated"
    yes = only(bounded, january(13), (january(10), answered(True)), **LAW)
    assert (yes.state, yes.due) == ("overdue", january(12, 16))
    assert only(clock(within="undated:soon", outer="72h"), january(10)).due == january(12, 16)


REJECTED = e.ReportRejected("not-reproducible", "no")

# --- recurrence ----------------------------------------------------------------------------------------

STATUS = clock("status", every="7d", tick="status.sent", stops=("fix.released",), waiver="agreement")


@pytest.mark.clause("AUM-3c")
def test_a_recurring_clock_counts_from_the_last_letter_until_it_ends() -> None:
    letter = (january(12), e.StatusSent())
    assert only(STATUS, january(10)).due == DUE
    told = only(STATUS, january(13), letter)
    assert (told.state, told.since, told.due) == ("running", january(12), january(19))
    assert only(STATUS, january(20), letter).state == "overdue"
    done = only(STATUS, january(25), letter, (january(18), e.FixReleased()))
    assert shown(done) == ("ended", "Nothing more is owed: the fix was released.")
    late = only(STATUS, january(25), letter, (january(20), e.FixReleased()))
    assert shown(late) == ("ended", "Overdue when it ended: the fix was released.")
    after = only(STATUS, january(25), letter, (january(18), e.FixReleased()), (january(21), e.StatusSent()))
    assert (after.since, after.met_at) == (january(12), january(18))
    assert only(STATUS, january(20), letter, (january(13), REJECTED)).state == "ended"


def test_an_agreed_letter_gives_way_to_the_interval_after_it() -> None:
    agreed = e.DisclosureAgreed(january(20), ("us", "Ada"), "a mail", clock="status")
    agreement = (january(10), agreed)
    assert only(STATUS, january(11), agreement).due == january(20)
    assert only(STATUS, january(22), agreement, (january(21), e.StatusSent())).due == january(28)


@pytest.mark.clause("CZM-4e")
def test_a_recurring_promise_in_words_is_undated_since_the_last_letter() -> None:
    informed = clock("progress", every="undated:keep informed", tick="status.sent", stops=("fix.released",))
    told = only(informed, january(31), (january(12), e.StatusSent()))
    assert (told.state, told.since, told.due) == ("undated", january(12), None)


# --- pauses --------------------------------------------------------------------------------------------

PAUSED = clock(pauses=(Pause(since="question.sent", until="report.followed-up"),))
FOLLOW_UP = e.FollowUpReceived(received().reporter_address, "claimed", received().title)


def test_a_pause_adds_its_time_and_stands_still_while_it_lasts() -> None:
    asked, told = (january(10), e.QuestionSent()), (january(13), FOLLOW_UP)
    inside = only(PAUSED, january(12), asked)
    assert (inside.state, inside.due, inside.original_due) == ("paused", january(18, 16), DUE)
    after = only(PAUSED, january(17), asked, told)
    assert (after.state, after.due) == ("running", january(19, 16))
    assert only(PAUSED, january(31), asked).state == "paused"
    assert only(PAUSED, january(31), asked, told).state == "overdue"
    assert only(PAUSED, january(31), asked, told, (january(19, 16), e.FixReleased())).state == "met"
    assert only(PAUSED, january(31), asked, (january(12), e.FixReleased())).state == "met"


def test_a_pause_after_the_date_helps_no_more() -> None:
    assert only(PAUSED, january(31), (january(17), e.QuestionSent())).state == "overdue"


def test_time_that_is_paused_twice_counts_once() -> None:
    twice = clock(
        pauses=(
            Pause(since="question.sent", until="report.followed-up"),
            Pause(since="credit.asked", until="report.followed-up"),
        )
    )
    acts = ((january(10), e.QuestionSent()), (january(11), e.CreditAsked()), (january(13), FOLLOW_UP))
    assert only(twice, january(14), *acts).due == january(19, 16)
    before = ((january(9), e.QuestionSent()), (january(10, 16), FOLLOW_UP))
    assert only(PAUSED, january(14), *before).due == january(17, 16)


def test_an_automatic_reply_ends_no_pause() -> None:
    asked = (january(10), e.QuestionSent())
    vacation = (january(11), msgspec.structs.replace(FOLLOW_UP, automatic=True))
    assert only(PAUSED, january(13), asked, vacation).state == "paused"
    told = (january(13), FOLLOW_UP)
    assert only(PAUSED, january(17), asked, vacation, told).due == january(19, 16)


def test_a_message_of_somebody_else_ends_no_pause_and_still_opens_a_closed_case() -> None:
    asked = (january(10), e.QuestionSent())
    vendor = msgspec.structs.replace(FOLLOW_UP, reporter_address=Untrusted("vic@vendor.example"))
    assert only(PAUSED, january(13), asked, (january(11), vendor)).state == "paused"
    over = (january(10), e.CaseClosed("done"))
    assert only(PAUSED, january(13), over, (january(11), vendor)).state == only(PAUSED, january(13)).state


def test_going_on_without_an_answer_ends_a_pause_that_awaits_it_and_no_other() -> None:
    asked, gone_on = (january(10), e.QuestionSent()), (january(25), e.SilenceAccepted("1", "silent"))
    ended = only(PAUSED, january(26), asked, gone_on)
    assert (ended.state, ended.due) == ("running", january(31, 16))
    assert only(PAUSED, january(26), asked, gone_on, (january(25, 5), FOLLOW_UP)).due == january(31, 16)
    other = clock(pauses=(Pause(since="question.sent", until="scope.judged"),))
    assert only(other, january(26), asked, gone_on).state == "paused"
