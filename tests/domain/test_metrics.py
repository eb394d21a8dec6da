"""What is measured of a case, told by examples that can be counted by hand."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.metrics import CaseFacts, Count, Course, Figure, facts_of, percentile
from desktop.domain.policy import Calendar, Profile
from desktop.domain.stages import stage_of
from tests.domain.small_policy import clock, policy
from tests.histories import RECEIVED, history, january, profile, received, written_down

LATER = datetime(2026, 6, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def told(policy_: Profile, *acts: tuple[datetime, Event], arrived: datetime = RECEIVED) -> CaseFacts:
    happened = history((arrived, received(policy_.policy.id)), *acts)
    case = fold(happened)
    return facts_of(case, happened, policy_, stage_of(case, policy_))


def only(measure: str, *cases: CaseFacts, now: datetime = LATER) -> Figure:
    count = Count(now)
    count.add(cases)
    return count.metrics().figure(measure)


def severity(level: str) -> e.SeveritySet:
    return e.SeveritySet(level=level, rationale="so")


def rejected(reason: e.RejectReason = "not-a-vulnerability") -> e.ReportRejected:
    return e.ReportRejected(reason, "No hole.")


AUMOS = profile("aumos")


def test_times_run_from_the_arrival_and_promises_by_their_own_clock() -> None:
    facts = told(
        AUMOS,
        (january(11, 10), e.AckSent()),
        (january(14, 16), e.AssessmentSent()),
        (january(15), severity("critical")),
        (january(15), e.ReportConfirmed()),
        (january(25), e.FixReleased()),
        (january(26), e.AdvisoryPublished()),
    )
    assert facts.acknowledge == Course(january(11, 10), january(11, 16), "kept")
    assert facts.assess == Course(january(14, 16), january(16, 16), "kept")
    assert facts.fix == Course(january(25), january(22), "late")
    assert facts.publish == Course(january(26), RECEIVED + timedelta(days=90), "kept")
    assert facts.took("acknowledge", LATER) == timedelta(days=1, hours=18)
    assert facts.took("fix", LATER) == timedelta(days=15, hours=8)
    fix = only("fix", facts)
    assert (fix.kept, fix.late, fix.due, fix.late_by) == (0, 1, 1, timedelta(days=3))
    assert fix.allowed == (timedelta(days=12, hours=8),) * 3


def test_what_no_policy_promises_is_measured_all_the_same() -> None:
    facts = told(profile("mushin"), (january(20), e.FixReleased()), (january(21, 16), e.AdvisoryPublished()))
    published = only("publish", facts)
    assert (published.measured, published.promised, published.stated) == (1, 0, False)
    assert [point.took for point in published.points] == [timedelta(days=12)]
    assert only("fix", facts).points[0].end == "none"


def test_a_promise_in_words_has_no_date_to_be_kept_by() -> None:
    m87 = profile("m87")
    waiting = told(m87, (january(10), e.AckSent()))
    done = told(m87, (january(10), e.AckSent()), (january(12), e.RemediationComplete()))
    figure = only("fix", waiting, done)
    assert (figure.undated, figure.promised, figure.measured, figure.waiting) == (2, 0, 1, 1)


@pytest.mark.parametrize(("at", "end"), [(january(11, 16), "running"), (january(11, 17), "overdue")])
def test_a_running_clock_is_no_measurement_and_overdue_is_not_kept(at: datetime, end: str) -> None:
    figure = only("acknowledge", told(AUMOS), now=at)
    assert (figure.measured, figure.waiting, figure.points) == (0, 1, ())
    assert getattr(figure, end) == 1
    assert figure.due == (end == "overdue")


def test_a_rejection_letter_keeps_the_answer_and_ends_the_fix() -> None:
    facts = told(
        AUMOS,
        (january(10), severity("high")),
        (january(10), e.ReportConfirmed()),
        (january(11), rejected()),
        (january(11), e.RejectionSent()),
    )
    assert [facts.acknowledge.verdict, facts.assess.verdict, facts.fix.verdict] == ["kept", "kept", "none"]
    fix = only("fix", facts)
    assert (fix.cases, fix.measured, fix.waiting, fix.without, fix.promised) == (1, 0, 0, 1, 0)


def test_spam_in_time_asks_for_nothing_and_spam_that_was_overdue_stays_so() -> None:
    quick = told(AUMOS, (january(10), rejected("spam")))
    slow = told(AUMOS, (january(20), rejected("spam")))
    assert quick.acknowledge.verdict == "none"
    assert only("acknowledge", slow).overdue == 1
    assert only("acknowledge", quick).waiting == 0


def test_a_fix_that_was_overdue_when_the_report_was_rejected_was_not_kept() -> None:
    facts = told(
        AUMOS,
        (january(10), severity("critical")),
        (january(10), e.ReportConfirmed()),
        (january(30), rejected()),
        (january(30), e.CaseClosed("x")),
    )
    assert facts.fix.verdict == "lapsed"
    figure = only("fix", facts)
    assert (figure.overdue, figure.waiting, figure.without) == (1, 0, 1)


def test_a_case_that_was_rejected_before_any_severity_was_promised_no_fix() -> None:
    facts = told(profile("terragon"), (january(30), rejected()), (january(30), e.CaseClosed("x")))
    assert facts.fix.verdict == "none"
    assert only("fix", facts).overdue == 0


def test_a_case_of_several_severities_counts_once_by_the_worst() -> None:
    facts = told(
        AUMOS,
        (january(10), e.ReportConfirmed()),
        (january(10), severity("critical")),
        (january(20), severity("high")),
        (january(21), e.FixReleased()),
    )
    figure = only("fix", facts)
    assert (figure.cases, figure.promised, figure.late) == (1, 1, 1)
    count = Count(LATER)
    count.add([facts])
    assert count.metrics().figure("fix", severity="high").late == 1
    assert count.metrics().figure("fix", severity="critical").cases == 0


def test_before_the_severity_is_set_nothing_is_promised_yet() -> None:
    facts = told(AUMOS, (january(10), e.ReportConfirmed()))
    assert facts.fix.verdict == "conditional"
    figure = only("fix", facts)
    assert (figure.conditional, figure.promised, figure.waiting) == (1, 0, 1)


def test_what_was_undone_never_occurred() -> None:
    bare = history((RECEIVED, received()))
    sent = history((RECEIVED, received()), (january(10), e.AckSent()))
    undone = written_down(january(11), (january(11), e.EventUndone(sent[-1].id)), after=sent)
    case = fold(bare)
    assert facts_of(fold(undone), undone, AUMOS, "Intake") == facts_of(case, bare, AUMOS, "Intake")


def test_what_was_written_down_late_counts_from_when_it_happened() -> None:
    bare = history((RECEIVED, received()))
    happened = written_down(january(30), (january(10), e.AckSent()), after=bare)
    facts = facts_of(fold(happened), happened, AUMOS, "Intake")
    assert facts.acknowledge == Course(january(10), january(11, 16), "kept")


def test_what_is_dated_in_the_future_has_not_happened_yet() -> None:
    facts = told(AUMOS, (january(11, 12), e.AckSent()))
    before = only("acknowledge", facts, now=january(11, 11))
    assert (before.measured, before.running, before.kept) == (0, 1, 0)
    assert only("acknowledge", facts, now=january(11, 12)).kept == 1


def test_the_quarter_is_that_of_the_arrival_where_the_policy_counts_its_days() -> None:
    eve = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert told(policy(clock()), arrived=eve).quarter == "2025-Q4"
    berlin = policy(clock(), calendar=Calendar(timezone="Europe/Berlin"))
    assert told(berlin, arrived=eve).quarter == "2026-Q1"
    assert told(policy(clock()), (eve, e.FixReleased()), arrived=datetime.min.replace(tzinfo=UTC)).quarter


def test_a_confirmed_arrival_replaces_the_proposed_one() -> None:
    arrived = datetime(2025, 11, 1, tzinfo=UTC)
    facts = told(AUMOS, (january(10), e.ArrivalConfirmed(arrived)))
    assert (facts.arrived_at, facts.quarter) == (arrived, "2025-Q4")


def test_percentiles_are_taken_as_spreadsheets_do() -> None:
    values = [n * HOUR for n in (1, 2, 4, 8)]
    assert percentile(values, 50) == 3 * HOUR
    assert percentile(values, 90) == 6.8 * HOUR
    assert percentile(values[:1], 90) == HOUR
    assert (percentile(values, 0), percentile(values, 100)) == (HOUR, 8 * HOUR)


def test_below_three_cases_the_values_stand_for_themselves() -> None:
    cases = [told(AUMOS, (RECEIVED + n * HOUR, e.AckSent())) for n in (5, 1, 3)]
    few, enough = only("acknowledge", *cases[:2]), only("acknowledge", *cases)
    assert (few.median, few.ninetieth, few.quartiles) == (None, None, None)
    assert [point.took for point in few.points] == [HOUR, 5 * HOUR]
    assert (enough.median, enough.ninetieth) == (3 * HOUR, 4.6 * HOUR)


def test_what_is_overdue_is_listed_the_longest_first_with_its_stage() -> None:
    old = told(AUMOS, arrived=january(1))
    ended = told(AUMOS, (january(11), rejected("spam")), (january(11), e.CaseClosed("x")), arrived=january(1))
    count = Count(january(11, 17))
    count.add([told(AUMOS), old])
    with_ended = Count(january(11, 17))
    with_ended.add([told(AUMOS), old, ended])
    assert with_ended.metrics().overdue == count.metrics().overdue
    metrics = count.metrics()
    assert metrics.overdue_count == len(metrics.overdue) == 3
    assert [(o.measure, o.due) for o in metrics.overdue] == [
        ("acknowledge", january(3)), ("assess", january(8)), ("acknowledge", january(11, 16)),
    ]  # fmt: skip
    assert metrics.stages == (("Intake", 2),)


def test_a_clock_that_waits_for_its_start_has_not_begun_and_is_no_missing_promise() -> None:
    waiting = policy(clock("fix", starts=("report.confirmed",), stops=("fix.released",)))
    assert told(waiting).fix == Course(verdict="unbegun")
    fix = only("fix", told(waiting))
    assert (fix.unbegun, fix.promised, fix.waiting) == (1, 0, 1)
    assert only("publish", told(waiting)).unbegun == 0
    assert told(waiting, (january(10), e.ReportConfirmed())).fix.verdict != "unbegun"


def test_severities_stand_by_their_rank_and_unknown_ones_behind() -> None:
    count = Count(LATER, ("critical", "high", "low"))
    count.add(
        msgspec.structs.replace(told(AUMOS), case_id=level, severity=level)
        for level in ("low", "high", "weird", "critical")
    )
    listed = [f.severity for f in count.metrics().of("fix", "") if not f.policy_id]
    assert listed == ["", "critical", "high", "low", "weird"]


def test_a_fix_that_is_taken_back_counts_as_first_kept_while_its_case_is_open_in_that_stage() -> None:
    released = (january(20), e.FixReleased())
    back = (january(25), e.FixReverted("Widget", "It broke the login", "1.4"))
    facts = told(AUMOS, (january(10), severity("high")), (january(10), e.ReportConfirmed()), released, back)
    count = Count(LATER)
    count.add([facts])
    assert count.metrics().figure("fix").kept == 1
    assert (facts.open, count.metrics().stages) == (True, ((facts.stage, 1),))


def test_a_holding_advisory_keeps_no_promise_to_publish() -> None:
    held = told(AUMOS, (january(12), e.AdvisoryPublished(holding=True)))
    assert held.publish.done_at is None
    full = told(AUMOS, (january(12), e.AdvisoryPublished(holding=True)), (january(20), e.AdvisoryPublished()))
    assert full.publish.done_at == january(20)
