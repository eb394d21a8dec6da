"""All cases counted, one after another: into the smallest groups, of which every other group is a sum."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from heapq import nsmallest

import msgspec

from desktop.domain.metrics.course import MEASURES, CaseFacts, Measure
from desktop.domain.metrics.figures import Figure, figure_of
from desktop.domain.metrics.tally import Tally

_LISTED = 200
"""Overdue promises that are listed; all of them are counted."""
_Group = tuple[str, str, Measure, str]
"""Policy, quarter, measure, severity; empty for all."""


class Overdue(msgspec.Struct, frozen=True):
    """A promise of an open case whose date has passed and that nothing has kept."""

    due: datetime
    case_id: str
    policy_id: str
    measure: Measure
    stage: str
    severity: str

    def since(self, now: datetime) -> timedelta:
        """How long its date has passed."""
        return now - self.due


class Metrics(msgspec.Struct, frozen=True, dict=True):
    """Everything that was counted, as of an instant."""

    at: datetime
    cases: int
    figures: tuple[Figure, ...]
    stages: tuple[tuple[str, int], ...]
    """Open cases by the stage that they stand in."""
    overdue: tuple[Overdue, ...]
    """Those of open cases, the longest overdue first, and of very many not all."""
    overdue_count: int

    def figure(
        self, measure: Measure, *, policy_id: str = "", quarter: str = "", severity: str = ""
    ) -> Figure:
        """The figure of a group; one that no case belongs to counts nothing."""
        found = (f for f in self.of(measure, quarter) if (f.policy_id, f.severity) == (policy_id, severity))
        return next(found, None) or figure_of(policy_id, quarter, measure, severity, Tally())

    def of(self, measure: Measure, quarter: str) -> tuple[Figure, ...]:
        """All figures of a measure in one quarter, or over the whole period: by policy and severity."""
        return self._placed.get((measure, quarter), ())

    @cached_property
    def _placed(self) -> dict[tuple[Measure, str], tuple[Figure, ...]]:
        placed: dict[tuple[Measure, str], list[Figure]] = {}
        for figure in self.figures:
            placed.setdefault((figure.measure, figure.quarter), []).append(figure)
        return {place: tuple(figures) for place, figures in placed.items()}


class Count:
    """Takes cases in any order and any number of pages; a case is given once.

    `levels` are the severities, the worst first: figures stand in their order, unknown ones by name behind.
    """

    def __init__(self, now: datetime, levels: Sequence[str] = ()) -> None:
        self._now = now
        self._ranks = {level: rank for rank, level in enumerate(levels)}
        self._cells: dict[_Group, Tally] = {}
        self._stages: Counter[str] = Counter()
        self._overdue: list[Overdue] = []
        self._overdue_count = 0
        self._cases = 0

    def add(self, page: Iterable[CaseFacts]) -> None:
        """Count more cases in."""
        for facts in page:
            self._cases += 1
            if facts.open:
                self._stages[facts.stage] += 1
            for measure in MEASURES:
                cell = (facts.policy_id, facts.quarter, measure, facts.severity)
                tally = self._cells.get(cell)
                if tally is None:
                    tally = self._cells[cell] = Tally()
                tally.add(facts, measure, self._now)
                self._note(facts, measure)
        self._overdue = nsmallest(_LISTED, self._overdue, key=_longest_first)

    def metrics(self) -> Metrics:
        """What all of them come to."""
        groups: dict[_Group, Tally] = {}
        for (policy_id, quarter, measure, severity), tally in self._cells.items():
            severities = {"", severity} if measure == "fix" else {""}
            for policy in ("", policy_id):
                for period in ("", quarter):
                    for level in severities:
                        group = groups.setdefault((policy, period, measure, level), Tally())
                        group += tally
        return Metrics(
            at=self._now,
            cases=self._cases,
            figures=tuple(figure_of(*group, groups[group]) for group in sorted(groups, key=self._in_order)),
            stages=tuple(sorted(self._stages.items())),
            overdue=tuple(self._overdue),
            overdue_count=self._overdue_count,
        )

    def _in_order(self, group: _Group) -> tuple[str, str, int, int, str]:
        """All severities together stand before each one."""
        policy_id, quarter, measure, severity = group
        rank = self._ranks.get(severity, len(self._ranks)) if severity else -1
        return policy_id, quarter, MEASURES.index(measure), rank, severity

    def _note(self, facts: CaseFacts, measure: Measure) -> None:
        course = facts.course(measure)
        if course.due is None or not facts.open or course.end(self._now) != "overdue":
            return
        self._overdue_count += 1
        self._overdue.append(
            Overdue(course.due, facts.case_id, facts.policy_id, measure, facts.stage, facts.severity)
        )


def _longest_first(overdue: Overdue) -> tuple[datetime, str, int]:
    return overdue.due, overdue.case_id, MEASURES.index(overdue.measure)
