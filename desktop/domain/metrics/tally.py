"""Cases added up: one measure of one group of cases, which is a sum of its parts."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Self

from desktop.domain.metrics.course import DATED, CaseFacts, End, Measure


class Tally:
    """How often each thing happened, and the durations; `+=` joins two groups that share no case."""

    def __init__(self) -> None:
        self.cases = 0
        self.waiting = 0
        self.ends: Counter[End] = Counter()
        self.points: list[tuple[timedelta, End]] = []
        """How long each case took that was measured, and how its promise ended."""
        self.lateness: list[timedelta] = []
        """By how much each promise was kept too late."""
        self.allowed: list[timedelta] = []
        """From the arrival until the date that was promised."""

    def add(self, facts: CaseFacts, measure: Measure, now: datetime) -> None:
        """Count a case in."""
        course, took = facts.course(measure), facts.took(measure, now)
        end = course.end(now)
        self.cases += 1
        self.ends[end] += 1
        if took is not None:
            self.points.append((took, end))
        elif facts.waits(measure, now):
            self.waiting += 1
        if end == "late" and course.done_at is not None and course.due is not None:
            self.lateness.append(course.done_at - course.due)
        if course.due is not None and end in DATED:
            self.allowed.append(max(course.due - facts.arrived_at, timedelta()))

    def __iadd__(self, other: "Tally") -> Self:
        self.cases += other.cases
        self.waiting += other.waiting
        self.ends.update(other.ends)
        self.points += other.points
        self.lateness += other.lateness
        self.allowed += other.allowed
        return self
