"""metrics: how fast cases went, and which promises were kept."""

import argparse
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.clocks.words import how_long
from desktop.domain.failures import Exit
from desktop.domain.metrics import Figure, Metrics
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.promises.export_metrics import export_csv, metrics_csv
from desktop.workflows.promises.measure import Measured, measure

_STDOUT = Path("-")
_HEADINGS = ("POLICY", "QUARTER", "MEASURE", "CASES", "OPEN", "MEDIAN", "90%", "LATE BY", "KEPT")


def metrics(parsed: argparse.Namespace, program: Program) -> int:
    """The figures by policy and quarter, what is overdue, and the open cases by stage."""
    bar = ProgressBar()
    with open_desk(parsed, program, read_only=True) as desk:
        measured = measure(desk, MetricQuery(parsed.policy, parsed.first, parsed.last), bar)
        bar.finish()
        if parsed.csv is not None and parsed.csv != _STDOUT:
            export_csv(desk, measured, parsed.csv.absolute())
            say(f"The figures were written to {shown_path(parsed.csv.absolute())}.")
    if parsed.csv == _STDOUT:
        print_text(metrics_csv(measured, "-").content.decode().replace("\r\n", "\n").rstrip("\n"))
    elif parsed.json:
        print_json(_values(measured))
    else:
        print_text("\n".join(_page(measured)))
    return Exit.DONE


def _page(measured: Measured) -> Iterator[str]:
    counted = measured.metrics
    period = f"{measured.wanted.first} to {measured.wanted.last}"
    if not counted.cases:
        of_policy = f" under {measured.wanted.policy_id}" if measured.wanted.policy_id else ""
        yield f"No case arrived{of_policy} from {period}."
        return
    yield f"Cases that arrived from {period}: {counted.cases}."
    yield ""
    rows = [_row(figure) for figure in counted.figures if figure.policy_id and figure.cases]
    yield table(rows, _HEADINGS)
    if counted.stages:
        yield ""
        yield f"Open: {', '.join(f'{count} in {stage}' for stage, count in counted.stages)}."
    yield from _overdue(counted)


def _overdue(counted: Metrics) -> Iterator[str]:
    if not counted.overdue:
        return
    yield ""
    rows = [(o.case_id, o.measure, when(o.due), how_long(o.since(counted.at))) for o in counted.overdue]
    yield table(rows, ("OVERDUE", "MEASURE", "DUE", "FOR"))
    if counted.overdue_count > len(counted.overdue):
        yield f"And {counted.overdue_count - len(counted.overdue)} more."


def _row(figure: Figure) -> tuple[str, ...]:
    measure_ = f"{figure.measure} ({figure.severity})" if figure.severity else figure.measure
    few = ", ".join(how_long(point.took) for point in figure.points) if figure.median is None else ""
    return (
        figure.policy_id,
        figure.quarter or "all",
        measure_,
        str(figure.cases),
        str(figure.waiting),
        few or _span(figure.median),
        _span(figure.ninetieth),
        _span(figure.late_by),
        _kept(figure),
    )


def _kept(figure: Figure) -> str:
    """How many promises were kept of those that were due, or why there is no such number."""
    if figure.due:
        return f"{figure.kept} of {figure.due}"
    if figure.promised:
        return "none due yet"
    if figure.undated:
        return "no date"
    if figure.conditional:
        return "waits for a severity or an answer"
    return "not begun" if figure.unbegun else "no promise"


def _span(span: timedelta | None) -> str:
    return how_long(span) if span is not None else "-"


def _values(measured: Measured) -> dict[str, object]:
    """The keys that scripts rely on; durations in seconds, null below three measured cases."""
    counted = measured.metrics
    return {
        "at": counted.at,
        "from": measured.wanted.first,
        "to": measured.wanted.last,
        "cases": counted.cases,
        "figures": [_figure(figure) for figure in counted.figures],
        "open_by_stage": dict(counted.stages),
        "overdue_count": counted.overdue_count,
        "overdue": [
            {"case": o.case_id, "policy": o.policy_id, "measure": o.measure, "due": o.due, "stage": o.stage}
            for o in counted.overdue
        ],
    }


def _figure(figure: Figure) -> dict[str, object]:
    counts = (
        "cases", "measured", "waiting", "without", "promised", "due", "kept", "late", "overdue", "running",
        "conditional", "undated", "unbegun",
    )  # fmt: skip
    low, middle, high = figure.allowed or (None, None, None)
    return {
        "policy": figure.policy_id or None,
        "quarter": figure.quarter or None,
        "measure": figure.measure,
        "severity": figure.severity or None,
        **{name: getattr(figure, name) for name in counts},
        "median_s": _seconds(figure.median),
        "p90_s": _seconds(figure.ninetieth),
        "late_by_median_s": _seconds(figure.late_by),
        "allowed_s": [_seconds(span) for span in (low, middle, high)] if figure.allowed else None,
        "values_s": [_seconds(point.took) for point in figure.points],
    }


def _seconds(span: timedelta | None) -> float | None:
    return span.total_seconds() if span is not None else None
