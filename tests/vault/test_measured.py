"""What a vault says of the measurement of its cases: the fake, the real one, and one in its own process."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.event import Draft, Event
from desktop.domain.metrics import Course
from desktop.vault.remote import RemoteCustody
from desktop.workflows.metric_ports import Arrivals, MetricQuery
from tests.fake_metrics import facts_in
from tests.fakes import InMemoryVault

POLICY = b"""schema = "cvd-profile/1"
[policy]
id = "TST"
code = "TST"
organisation = "Test"
namespace = "https://test.example"
[calendar]
timezone = "Asia/Tokyo"
[[clocks]]
id = "ack"
sentence = "We answer within two days."
starts = ["report.received"]
stops = ["ack.sent"]
within = "2d"
[[clocks]]
id = "fix"
sentence = "We fix it with the next release."
starts = ["report.received"]
stops = ["fix.released"]
within = "next:release.scheduled"
"""
ARRIVED = datetime(2026, 3, 31, 20, tzinfo=UTC)
"""In Tokyo the second quarter has begun."""
ALL = MetricQuery()
FIRST, SECOND, THIRD = (f"TST-2026-00000{n}0" for n in (1, 2, 3))


class Desk:
    """A vault and what tests do to it."""

    def __init__(self, bench: Any, vault: Any) -> None:
        self.bench = bench
        self.vault = vault

    def report(self, case_id: str, arrived: datetime = ARRIVED) -> None:
        self.bench.report(self.vault, case_id, arrived=arrived, policy=POLICY)

    def act(self, case_id: str | None, at: datetime, *events: Event) -> list[str]:
        drafts = [Draft(event, at) for event in events]
        now = max(at, self.bench.now)
        return [r.id for r in self.vault.append(case_id, drafts, author="hand", now=now)]


@pytest.fixture(params=["in memory", "in this process", "in its own process"])
def desk(request: pytest.FixtureRequest, bench: Any, child_command: list[str]) -> Iterator[Desk]:
    if request.param == "in memory":
        yield Desk(bench, InMemoryVault(lambda: bench.now))
        return
    if request.param == "in this process":
        vault = bench.make()
        yield Desk(bench, vault)
        assert vault.verify().sound
        return
    custody = RemoteCustody(child_command)
    bench.custody = custody
    with closing(custody):
        yield Desk(bench, bench.make())
        bench.close()


def test_a_case_is_told_as_its_history_tells_it(desk: Desk) -> None:
    desk.report(FIRST)
    desk.act(FIRST, ARRIVED + timedelta(days=1), e.AckSent())
    desk.act(FIRST, ARRIVED + timedelta(days=3), e.SeveritySet(level="high", rationale="so"))
    (facts,) = desk.vault.measured(ALL)
    assert (facts.case_id, facts.policy_id, facts.quarter) == (FIRST, "TST", "2026-Q2")
    assert (facts.arrived_at, facts.severity, facts.open) == (ARRIVED, "high", True)
    assert facts.acknowledge == Course(ARRIVED + timedelta(days=1), ARRIVED + timedelta(days=2), "kept")
    assert (facts.fix, facts.publish) == (Course(None, None, "undated"), Course())


def test_closed_cases_are_measured_too(desk: Desk) -> None:
    desk.report(FIRST)
    desk.act(FIRST, ARRIVED + timedelta(days=4), e.AckSent(), e.CaseClosed("done"))
    (facts,) = desk.vault.measured(ALL)
    assert (facts.open, facts.stage, facts.acknowledge.verdict) == (False, "Closed", "late")


def test_pages_join_up_and_keep_to_the_quarters_and_the_policy(desk: Desk) -> None:
    for case_id, days in ((FIRST, 0), (SECOND, -100), (THIRD, 0)):
        desk.report(case_id, ARRIVED + timedelta(days=days))
    whole = desk.vault.measured(ALL)
    assert [(f.quarter, f.case_id) for f in whole] == [
        ("2025-Q4", SECOND), ("2026-Q2", FIRST), ("2026-Q2", THIRD),
    ]  # fmt: skip
    for cut in range(3):
        after = (whole[cut].quarter, whole[cut].case_id)
        assert desk.vault.measured(ALL, after, 1) == whole[cut + 1 : cut + 2]
    assert desk.vault.measured(MetricQuery("TST", "2026-Q1", "2026-Q2")) == whole[1:]
    assert desk.vault.measured(MetricQuery("", "", "2026-Q1")) == whole[:1]
    assert desk.vault.measured(MetricQuery("other")) == []
    assert desk.vault.arrivals() == [Arrivals("TST", "2025-Q4", 1), Arrivals("TST", "2026-Q2", 2)]


def test_an_empty_vault_measures_nothing(desk: Desk) -> None:
    assert desk.vault.measured(ALL) == desk.vault.arrivals() == []


def test_a_release_day_that_is_told_later_dates_the_promises_of_open_and_closed_cases(desk: Desk) -> None:
    desk.report(FIRST)
    desk.report(SECOND)
    desk.act(SECOND, ARRIVED + timedelta(days=9), e.FixReleased(), e.CaseClosed("done"))
    day = (ARRIVED + timedelta(days=5)).date()
    told = desk.act(None, ARRIVED + timedelta(days=30), e.ReleaseScheduled("TST", day))
    before, after = desk.vault.measured(ALL)
    assert (before.fix.verdict, after.fix.verdict) == ("asking", "late")
    assert before.fix.due == after.fix.due
    desk.act(None, ARRIVED + timedelta(days=31), e.EventUndone(told[0]))
    assert [f.fix.verdict for f in desk.vault.measured(ALL)] == ["undated", "undated"]


_acts = st.sampled_from(
    [
        e.AckSent(),
        e.QuestionSent(),
        e.FixReleased(),
        e.AdvisoryPublished(),
        e.CaseClosed("x"),
        e.ReportRejected("spam", "no"),
        e.ReportConfirmed(),
        e.SeveritySet(level="low", rationale="so"),
    ]
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_acts, st.integers(-40, 40), st.booleans()), max_size=6))
def test_rows_made_act_by_act_are_those_that_the_history_tells(bench: Any, acts: list) -> None:
    desk = Desk(bench, bench.make())
    try:
        desk.report(FIRST)
        profile = desk.vault._profile_of(bench.sha256(POLICY))
        for act, days, undone in acts:
            (written,) = desk.act(FIRST, ARRIVED + timedelta(days=days), act)
            if undone:
                desk.act(FIRST, ARRIVED + timedelta(days=days), e.EventUndone(written))
        assert desk.vault.measured(ALL) == [facts_in(desk.vault.history(FIRST), profile)]
        assert desk.vault.verify().sound
        desk.vault.rebuild()
        assert desk.vault.measured(ALL) == [facts_in(desk.vault.history(FIRST), profile)]
    finally:
        bench.close()
        shutil.rmtree(bench.directory)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE measured SET acknowledge_due = acknowledge_due + 1",
        "UPDATE measured SET quarter = '2020-Q1'",
        "UPDATE measured SET fix_verdict = 'kept'",
        "DELETE FROM measured",
    ],
)
def test_a_row_that_differs_from_the_journal_is_found(bench: Any, harm: str) -> None:
    vault = bench.make()
    bench.report(vault, FIRST)
    assert vault.verify().sound
    vault._database.run(harm)
    assert vault.verify().database == ("a case's rows in the lists differ from the journal",)


def test_each_page_is_read_from_an_index(bench: Any) -> None:
    vault = bench.make()
    sqls: list[tuple[str, tuple[object, ...]]] = []
    real = vault._database.rows
    vault._database.rows = lambda sql, *values: sqls.append((sql, values)) or real(sql, *values)
    for policy in ("", "TST"):
        vault.measured(MetricQuery(policy, "2026-Q1"), ("2026-Q1", FIRST))
    vault.arrivals()
    for sql, values in sqls:
        plan = " ".join(row[3] for row in real(f"EXPLAIN QUERY PLAN {sql}", *values))
        assert "USING" in plan, plan
        assert "INDEX measured_by_" in plan, plan
        assert "TEMP B-TREE" not in plan, plan
