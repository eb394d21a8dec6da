"""A period is measured, and its figures go to a new file through the gate."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.failures import Cancelled, RefusedByPolicy, Usage, WriteFailed
from desktop.domain.inert import Untrusted
from desktop.formats.metrics_csv import COLUMNS, guarded
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.paper_ports import Printed
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.promises import measure as room
from desktop.workflows.promises.export_metrics import export_csv, export_pdf
from desktop.workflows.promises.measure import measure
from tests.workflows.desks import NOW

HOUR = timedelta(hours=1)


def put(
    desk: Desk,
    number: int,
    arrived: datetime,
    *acts: tuple[timedelta, Event],
    policy: str = "mushin",
    zone: str = "UTC",
) -> None:
    source = desk.tools.policies.source(policy).replace(b'"UTC"', f'"{zone}"'.encode())
    report = e.ReportReceived(
        policy_id=policy,
        policy_sha256=sha256(source),
        channel="mail",
        report_kind="plain",
        title=Untrusted("Secret hole"),
        reporter_address=Untrusted("ada@reporter.example"),
        reporter_name=Untrusted("Ada Finder"),
        grade="claimed",
        arrival_source="date-header",
    )
    drafts = [Draft(report, arrived), *(Draft(act, arrived + after) for after, act in acts)]
    desk.vault.append(
        f"TST-2026-00000{number:02}", drafts, author="me", now=NOW, blobs={sha256(source): source}
    )


def test_without_a_period_the_last_eight_quarters_are_counted(desk: Desk) -> None:
    put(desk, 1, NOW - timedelta(days=700), (HOUR, e.AckSent()))
    put(desk, 2, NOW - timedelta(days=1000), (HOUR, e.AckSent()))
    measured = measure(desk, MetricQuery(), Silent())
    assert (measured.quarters[0], measured.quarters[-1], len(measured.quarters)) == ("2024-Q2", "2026-Q1", 8)
    assert measured.metrics.cases == 1
    assert measured.policies == ("mushin",)
    whole = measure(desk, MetricQuery("mushin", "2023-Q1"), Silent())
    assert (whole.metrics.cases, whole.metrics.figure("acknowledge").kept) == (2, 2)


def test_what_arrives_where_the_next_quarter_has_begun_is_counted_today(desk: Desk) -> None:
    eve = datetime(2026, 3, 31, 20, tzinfo=UTC)
    desk = replace(desk, tools=replace(desk.tools, now=lambda: eve))
    put(desk, 1, eve - HOUR)
    assert measure(desk, MetricQuery(), Silent()).quarters[-1] == "2026-Q1"
    put(desk, 2, eve - HOUR, zone="Asia/Tokyo")
    measured = measure(desk, MetricQuery(), Silent())
    assert (measured.quarters[-1], measured.metrics.cases) == ("2026-Q2", 2)


def test_a_period_of_centuries_names_the_quarters_that_have_cases(desk: Desk) -> None:
    put(desk, 1, NOW)
    put(desk, 2, NOW.replace(year=1526))
    measured = measure(desk, MetricQuery("", "1500-Q1"), Silent())
    assert measured.quarters == ("1526-Q1", "2026-Q1")


@pytest.mark.parametrize(
    "wanted", [MetricQuery("", "2026"), MetricQuery("", "", "Q1"), MetricQuery("", "2026-Q2", "2026-Q1")]
)
def test_a_period_that_is_none_is_said(desk: Desk, wanted: MetricQuery) -> None:
    with pytest.raises(Usage):
        measure(desk, wanted, Silent())


def test_pages_are_counted_one_after_another_until_somebody_stops(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_PAGE", 2)
    for number in range(5):
        put(desk, number, NOW - number * HOUR)
    steps: list[tuple[int, int]] = []

    class Impatient(Silent):
        def step(self, _words: str, done: int = 0, total: int = 0) -> None:
            steps.append((done, total))
            if len(steps) > 4:
                raise Cancelled

    assert measure(desk, MetricQuery(), Impatient()).metrics.cases == 5
    assert steps == [(2, 5), (4, 5), (5, 5)]
    with pytest.raises(Cancelled):
        measure(desk, MetricQuery(), Impatient())


def test_the_table_holds_figures_and_nothing_of_any_report(desk: Desk, out) -> None:
    for number in range(3):
        put(desk, number, NOW - timedelta(days=9), ((number + 1) * HOUR, e.AckSent()))
    put(desk, 4, NOW - timedelta(days=9), (49 * HOUR, e.AckSent()), policy="aumos")
    path = out / "figures.csv"
    cleared = export_csv(desk, measure(desk, MetricQuery(), Silent()), path)
    assert cleared.kind == "figures"
    text = path.read_text()
    for leak in ("Secret", "Ada", "reporter.example", "@", "TST-"):
        assert leak not in text
    rows = {
        (r["policy"], r["quarter"], r["measure"], r["severity"]): r for r in csv.DictReader(io.StringIO(text))
    }
    assert tuple(next(csv.reader(io.StringIO(text)))) == COLUMNS
    ack = rows["mushin", "2026-Q1", "acknowledge", "all"]
    assert (ack["cases"], ack["median_hours"], ack["p90_hours"], ack["kept"]) == ("3", "2.00", "2.80", "3")
    late = rows["aumos", "all", "acknowledge", "all"]
    assert (late["median_hours"], late["values_hours"], late["late"]) == ("", "49.00", "1")
    assert late["late_by_median_hours"] == "1.00"
    assert rows["all", "all", "acknowledge", "all"]["cases"] == "4"
    with pytest.raises(WriteFailed):
        export_csv(desk, measure(desk, MetricQuery(), Silent()), path)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert guarded("mushin") == "mushin"


@pytest.mark.parametrize("leak", ["ada@reporter.example", "kept\u202e"])
def test_a_drawing_that_tells_more_is_not_written(desk: Desk, out, leak: str) -> None:
    measured = measure(desk, MetricQuery(), Silent())
    path = out / "a.pdf"
    with pytest.raises(RefusedByPolicy):
        export_pdf(desk, measured, path, lambda _m: Printed(b"%PDF-1.4", ("Metrics", leak)))
    assert not path.exists()
    export_pdf(desk, measured, path, lambda _m: Printed(b"%PDF-1.4", ("Metrics",)))
    assert path.read_bytes() == b"%PDF-1.4"
