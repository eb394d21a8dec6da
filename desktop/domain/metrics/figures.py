"""What a group of cases comes to: durations, and promises kept of those that were due."""

from datetime import timedelta

import msgspec

from desktop.domain.metrics.course import DATED, End, Measure
from desktop.domain.metrics.percentiles import LEAST, percentile
from desktop.domain.metrics.tally import Tally

FEW = 30
"""Up to so many measured cases stand in a figure one by one."""
_STEPS = (25, 50, 75)


class Point(msgspec.Struct, frozen=True):
    """A measured case: how long it took, and how its promise ended."""

    took: timedelta
    end: End


class Figure(msgspec.Struct, frozen=True):
    """One measure of one group; an empty policy, quarter or severity means all of them.

    Of its `cases` some were `measured`, some are still `waiting`, which is no measurement, and some ended
    `without`. Every promise for a date was kept, late, overdue or is running; a case that ended overdue stays
    `overdue`. Times run from the arrival, whatever started the clock of the promise.
    """

    policy_id: str
    quarter: str
    measure: Measure
    severity: str
    cases: int
    measured: int
    waiting: int
    kept: int
    late: int
    overdue: int
    running: int
    conditional: int
    undated: int
    unbegun: int
    median: timedelta | None
    """None below three measured cases, as for all percentiles here; `points` shows the values then."""
    ninetieth: timedelta | None
    quartiles: tuple[timedelta, timedelta, timedelta] | None
    longest: timedelta | None
    late_by: timedelta | None
    """The median of how long after its date a late promise was kept; of two it is their middle."""
    allowed: tuple[timedelta, timedelta, timedelta] | None
    """From the arrival until the promised date: the shortest, the median, the longest."""
    points: tuple[Point, ...]
    """Every measured case while they are few, the quickest first; else none."""

    @property
    def without(self) -> int:
        """Cases that ended without it."""
        return self.cases - self.measured - self.waiting

    @property
    def promised(self) -> int:
        """Promises for a date."""
        return self.kept + self.late + self.overdue + self.running

    @property
    def due(self) -> int:
        """Promises whose outcome is known: kept, or their date has passed."""
        return self.kept + self.late + self.overdue

    @property
    def stated(self) -> bool:
        """Whether anything was promised, if only in words."""
        return bool(self.promised or self.conditional or self.undated)


def figure_of(policy_id: str, quarter: str, measure: Measure, severity: str, tally: Tally) -> Figure:
    """What a tally comes to."""
    points = sorted(tally.points)
    durations = [took for took, _ in points]
    enough = len(durations) >= LEAST
    dated = {end: tally.ends[end] for end in DATED}
    late, allowed = sorted(tally.lateness), sorted(tally.allowed)
    return Figure(
        policy_id=policy_id,
        quarter=quarter,
        measure=measure,
        severity=severity,
        cases=tally.cases,
        measured=len(points),
        waiting=tally.waiting,
        kept=dated["kept"],
        late=dated["late"],
        overdue=dated["overdue"],
        running=dated["running"],
        conditional=tally.ends["conditional"],
        undated=tally.ends["undated"],
        unbegun=tally.ends["unbegun"],
        median=percentile(durations, 50) if enough else None,
        ninetieth=percentile(durations, 90) if enough else None,
        quartiles=_quartiles(durations) if enough else None,
        longest=durations[-1] if durations else None,
        late_by=percentile(late, 50) if late else None,
        allowed=(allowed[0], percentile(allowed, 50), allowed[-1]) if allowed else None,
        points=tuple(Point(took, end) for took, end in points) if len(points) <= FEW else (),
    )


def _quartiles(durations: list[timedelta]) -> tuple[timedelta, timedelta, timedelta]:
    low, middle, high = (percentile(durations, step) for step in _STEPS)
    return low, middle, high
