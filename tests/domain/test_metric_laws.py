"""What holds of the figures, whatever happened in the cases."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.event import Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.metrics import (
    MEASURES,
    CaseFacts,
    Count,
    Metrics,
    facts_of,
    percentile,
    quarters_from,
)
from desktop.domain.metrics.quarters import quarters_before
from desktop.domain.stages import stage_of
from tests.histories import history, profile, received

POLICIES = {name: profile(name) for name in ("aumos", "czm", "m87", "mushin", "terragon")}
BEGINS = datetime(2025, 1, 1, tzinfo=UTC)
ACTS = st.sampled_from(
    [
        e.AckSent(),
        e.QuestionSent(),
        e.AssessmentSent(),
        e.RejectionSent(),
        e.ReportConfirmed(),
        e.FixReleased(),
        e.RemediationComplete(),
        e.AdvisoryPublished(),
        e.CaseClosed("done"),
        *(e.SeveritySet(level=level, rationale="so") for level in ("critical", "high", "medium", "low")),
        *(e.ReportRejected(reason, "no") for reason in ("spam", "duplicate")),
    ]
)
HOURS = st.integers(0, 24 * 200).map(lambda hours: timedelta(hours=hours))
CASES = st.tuples(st.sampled_from(sorted(POLICIES)), HOURS, st.lists(st.tuples(HOURS, ACTS), max_size=6))
NOW = st.integers(0, 24 * 500).map(lambda hours: BEGINS + timedelta(hours=hours))
PARTS = ("cases", "measured", "waiting", "without", "kept", "late", "overdue", "running", "conditional")


def happened(number: int, policy_id: str, after: timedelta, acts: list) -> list[Recorded]:
    arrived = BEGINS + after
    told = sorted(((arrived + later, act) for later, act in acts), key=lambda pair: pair[0])
    return history((arrived, received(policy_id)), *told, case_id=f"TST-2025-{number:07}")


def facts_in(events: list[Recorded]) -> CaseFacts:
    case = fold(events)
    policy = POLICIES[case.policy_id]
    return facts_of(case, events, policy, stage_of(case, policy))


def counted(cases: list[CaseFacts], now: datetime) -> Metrics:
    count = Count(now)
    count.add(cases)
    return count.metrics()


@given(st.lists(CASES, max_size=8), NOW)
def test_every_case_counts_once_and_parts_sum_to_the_whole(cases: list, now: datetime) -> None:
    facts = [facts_in(happened(number, *case)) for number, case in enumerate(cases)]
    metrics = counted(facts, now)
    assert metrics.cases == len(cases)
    for measure in MEASURES:
        whole = metrics.figure(measure)
        assert whole.cases == len(cases)
        assert whole.measured + whole.waiting + whole.without == whole.cases
        assert whole.kept + whole.late + whole.overdue + whole.running == whole.promised
        assert whole.promised + whole.conditional + whole.undated <= whole.cases
        assert min(whole.without, whole.waiting) >= 0
        groups = [f for f in metrics.figures if f.measure == measure and f.policy_id and f.quarter]
        parts = [f for f in groups if not f.severity]
        for part in PARTS:
            assert sum(getattr(f, part) for f in parts) == getattr(whole, part)


@given(st.lists(CASES, max_size=8), NOW, st.integers(1, 4))
def test_pages_of_any_size_in_any_order_come_to_the_same(cases: list, now: datetime, size: int) -> None:
    facts = [facts_in(happened(number, *case)) for number, case in enumerate(cases)]
    paged = Count(now)
    for start in range(0, len(facts), size):
        paged.add(facts[::-1][start : start + size])
    assert paged.metrics() == counted(facts, now)


@given(CASES, ACTS, HOURS)
def test_an_undone_event_changes_no_figure(case: tuple, act: Event, later: timedelta) -> None:
    events = happened(1, *case)
    at = events[-1].occurred_at + later
    added = history(*((r.occurred_at, r.event) for r in events), (at, act), case_id=events[0].case_id)
    taken_back = history(
        *((r.occurred_at, r.event) for r in added),
        (at, e.EventUndone(added[-1].id)),
        case_id=events[0].case_id,
    )
    now = at + timedelta(days=400)
    assert counted([facts_in(taken_back)], now) == counted([facts_in(events)], now)


@given(CASES, NOW, HOURS)
def test_late_and_overdue_never_become_kept_as_time_passes(
    case: tuple, now: datetime, later: timedelta
) -> None:
    facts = facts_in(happened(1, *case))
    for measure in MEASURES:
        before, after = facts.course(measure).end(now), facts.course(measure).end(now + later)
        if before in ("late", "overdue"):
            assert after in ("late", "overdue")
        if before == "kept":
            assert after == "kept"


@given(st.lists(HOURS, min_size=1, max_size=40).map(sorted), st.integers(0, 100), st.integers(0, 100))
def test_percentiles_lie_among_the_values_and_ascend(values: list[timedelta], one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert values[0] <= percentile(values, low) <= percentile(values, high) <= values[-1]


@given(st.integers(1, 9000), st.integers(1, 4), st.integers(0, 40))
def test_quarters_are_counted_back_and_forth(year: int, number: int, count: int) -> None:
    quarter = f"{year:04}-Q{number}"
    first = quarters_before(quarter, count)
    found = quarters_from(first, quarter)
    assert list(found) == sorted(set(found))
    assert (found[0], found[-1]) == (first, quarter)
    assert len(found) == count + 1 or first == "0001-Q1"
