"""How fast cases are answered, assessed, fixed and published, and which promises of that were kept.

Pure. `measuring` turns a case into a few instants, `tally` adds cases up, `figures` says what they come to. A
case counts once, under its own policy, in the quarter of its arrival; packs that it took on are not measured,
nor is a case that an incident began, in which nobody was promised anything of that.
"""

from desktop.domain.metrics.counting import Count, Metrics, Overdue
from desktop.domain.metrics.course import (
    ENDS,
    MEASURES,
    CaseFacts,
    Course,
    End,
    Measure,
    Verdict,
)
from desktop.domain.metrics.figures import FEW, Figure, Point
from desktop.domain.metrics.measuring import facts_of
from desktop.domain.metrics.percentiles import percentile
from desktop.domain.metrics.quarters import is_quarter, quarter_of, quarters_from

__all__ = [
    "ENDS",
    "FEW",
    "MEASURES",
    "CaseFacts",
    "Count",
    "Course",
    "End",
    "Figure",
    "Measure",
    "Metrics",
    "Overdue",
    "Point",
    "Verdict",
    "facts_of",
    "is_quarter",
    "percentile",
    "quarter_of",
    "quarters_from",
]
