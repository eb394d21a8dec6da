"""What closes a clock that nobody kept, and what does not."""

import pytest

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from tests.domain.small_policy import ANSWERS, BREACH, LAW, answered, clock, only, shown
from tests.histories import RECEIVED, january, received

ACK = clock("ack", stops=ANSWERS, within="48h")
REJECTED = e.ReportRejected("not-reproducible", "It does not happen here.")


def test_a_rejection_ends_a_fix_also_before_it_started_and_says_if_it_was_overdue() -> None:
    assert shown(only(clock(), january(11), (january(10), REJECTED))) == ("ended", "The report was rejected.")
    unstarted = clock(starts=("report.confirmed",))
    assert only(unstarted, january(11), (january(10), REJECTED)).state == "ended"
    late = only(clock(), january(20), (january(18), REJECTED))
    assert shown(late) == ("ended", "The report was rejected. It was overdue by then.")


def test_a_rejection_letter_meets_what_stays_owed_and_the_mere_decision_does_not() -> None:
    assess = clock("assess", stops=("assessment.sent", "report.rejected"))
    assert only(assess, january(11), (january(10), REJECTED)).state == "running"
    told = (january(11), e.RejectionSent())
    assert only(assess, january(11), (january(10), REJECTED), told).state == "met"
    assert only(ACK, january(11), (january(10), REJECTED), told).state == "met"


def test_a_profile_may_list_the_rejection_as_an_end() -> None:
    listed = clock(within="undated:promptly", stops=("remediation.complete", "report.rejected"))
    assert shown(only(listed, january(11), (january(10), REJECTED))) == (
        "ended",
        "Nothing more is owed: the report was rejected.",
    )
    withdrawn = clock(stops=("fix.released", "report.withdrawn"))
    late = only(withdrawn, january(31), (january(20), e.ReportWithdrawn("mail of 20 January")))
    assert shown(late) == ("ended", "Overdue when it ended: the report was withdrawn.")


@pytest.mark.clause("CZM-3g")
@pytest.mark.parametrize(
    ("act", "why"),
    [
        (e.ReportRejected("spam", "no"), "The report is spam: nobody waits for an answer."),
        (e.ReportWithdrawn("mail of 10 January"), "The reporter took the report back."),
        (e.ReporterUnreachable("It came without a contact."), "The reporter cannot be reached."),
    ],
)
def test_where_nobody_can_be_answered_an_answer_is_not_applicable_unless_it_was_overdue(
    act: Event, why: str
) -> None:
    status = clock("status", every="2d", tick="status.sent", stops=("fix.released",))
    for told in (ACK, status):
        assert shown(only(told, january(31), (january(10), act))) == ("not-applicable", why)
        assert only(told, january(31), (january(20), act)).state != "not-applicable"
    assert only(ACK, january(31), (january(20), act)).state == "overdue"
    assert only(ACK, january(31), (january(20), act), (january(21), e.AckSent())).state == "late"
    assert only(ACK, january(31), (january(10), act), (january(21), e.AckSent())).state == "not-applicable"
    assert only(ACK, january(31), (january(10), act), (january(10), e.AckSent())).state == "met"


@pytest.mark.clause("CZM-3g")
def test_an_anonymous_report_leaves_its_fix_owed() -> None:
    anonymous = (january(10), e.ReporterUnreachable("It came without a contact."))
    assert only(clock(), january(11), anonymous).state == "running"


def test_closing_the_case_ends_what_was_not_overdue() -> None:
    closed = (january(12), e.CaseClosed("done"))
    assert shown(only(clock(), january(31), closed)) == ("ended", "The case is closed.")
    assert only(clock(), january(31), (january(20), e.CaseClosed("done"))).state == "overdue"
    assert only(ACK, january(31), closed).state == "overdue"
    again = e.FollowUpReceived(received().reporter_address, "claimed", received().title)
    assert only(clock(), january(14), closed, (january(13), again)).state == "running"


def test_what_the_law_asks_for_outlives_a_rejection() -> None:
    acts = ((RECEIVED, e.BreachAware()), (january(10), answered(True)), (january(10), REJECTED))
    assert only(BREACH, january(11), *acts, **LAW).state == "running"


@pytest.mark.clause("AUM-3c")
def test_a_case_that_was_opened_again_owes_its_letters_again() -> None:
    weekly = clock(
        "status", starts=("ack.sent",), every="7d", tick="status.sent", stops=("fix.released", "case.closed")
    )
    closed = ((january(10), e.AckSent()), (january(12), e.CaseClosed("done")))
    again = (january(13), e.FollowUpReceived(Untrusted("ada@example.org"), "claimed", Untrusted("More")))
    assert only(weekly, january(14), *closed).state == "ended"
    assert only(weekly, january(14), *closed, again).state == "running"
    assert only(weekly, january(20), *closed, again).state == "overdue"
    assert only(weekly, january(20), *closed, again, (january(15), e.CaseClosed("done"))).state == "ended"
