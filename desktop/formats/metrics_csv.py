"""Figures as CSV for spreadsheets (RFC 4180): ids, quarters and numbers; durations in hours."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import timedelta

from desktop.domain.metrics import Figure
from desktop.domain.metrics.percentiles import LEAST

COLUMNS = (
    "policy",
    "quarter",
    "measure",
    "severity",
    "cases",
    "measured",
    "waiting",
    "without",
    "median_hours",
    "p90_hours",
    "values_hours",
    "promised",
    "kept",
    "late",
    "overdue",
    "running",
    "conditional",
    "undated",
    "late_by_median_hours",
    "allowed_median_hours",
)
ALL = "all"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_HOUR = timedelta(hours=1)


def write_metrics(figures: Iterable[Figure]) -> bytes:
    """One line for each figure, in UTF-8; below three measured cases their values stand for percentiles."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    for figure in figures:
        lines.writerow(guarded(cell) for cell in _cells(figure))
    return written.getvalue().encode()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever a policy calls itself."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _cells(figure: Figure) -> Iterator[str]:
    yield figure.policy_id or ALL
    yield figure.quarter or ALL
    yield figure.measure
    yield figure.severity or ALL
    yield from map(str, (figure.cases, figure.measured, figure.waiting, figure.without))
    yield _hours(figure.median)
    yield _hours(figure.ninetieth)
    few = figure.points if figure.measured < LEAST else ()
    yield " ".join(_hours(point.took) for point in few)
    ends = (figure.promised, figure.kept, figure.late, figure.overdue, figure.running)
    yield from map(str, (*ends, figure.conditional, figure.undated))
    yield _hours(figure.late_by)
    yield _hours(figure.allowed[1] if figure.allowed else None)


def _hours(span: timedelta | None) -> str:
    return "" if span is None else f"{span / _HOUR:.2f}"
