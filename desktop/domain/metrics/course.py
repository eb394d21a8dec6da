"""What is known of a case for its measurement: for each measure when it was done, and what was promised."""

from datetime import datetime, timedelta
from typing import Literal, get_args

import msgspec

Measure = Literal["acknowledge", "assess", "fix", "publish"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Verdict = Literal["kept", "late", "lapsed", "asking", "conditional", "undated", "unbegun", "none"]
"""How a promise stands in the journal; one that is `lapsed` was overdue when the case ended without it, and
the clock of one that is `unbegun` waits for what starts it."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
End = Literal["kept", "late", "overdue", "running", "conditional", "undated", "unbegun", "none"]
"""How it stands at an instant. The first four were promised for a date; `conditional` hangs on a severity or
an answer, `undated` is promised in words without a number, and of `none` nothing was promised."""
ENDS: tuple[End, ...] = get_args(End)
DATED: tuple[End, ...] = ("kept", "late", "overdue", "running")


class Course(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One measure in one case."""

    done_at: datetime | None = None
    due: datetime | None = None
    verdict: Verdict = "none"

    def done_by(self, now: datetime) -> datetime | None:
        """When it was done; what is dated in the future has not happened yet."""
        return self.done_at if self.done_at is not None and self.done_at <= now else None

    def end(self, now: datetime) -> End:
        """How its promise stands now."""
        if self.verdict == "lapsed":
            return "overdue"
        waits = self.verdict in ("kept", "late") and self.done_by(now) is None
        if self.verdict != "asking" and not waits:
            return self.verdict
        return "overdue" if self.due is not None and self.due < now else "running"


class CaseFacts(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A case as it is measured; `quarter` is that of its arrival in the zone of its policy.

    Dates of arrival and of what was done count, whenever they were written down.
    """

    case_id: str
    policy_id: str
    quarter: str
    arrived_at: datetime
    severity: str
    stage: str
    open: bool
    rejected: bool
    acknowledge: Course
    assess: Course
    fix: Course
    publish: Course

    def course(self, measure: Measure) -> Course:
        """One measure of it."""
        course: Course = getattr(self, measure)
        return course

    def took(self, measure: Measure, now: datetime) -> timedelta | None:
        """From the arrival until it was done; what is dated before the arrival took no time."""
        done = self.course(measure).done_by(now)
        return None if done is None else max(done - self.arrived_at, timedelta())

    def waits(self, measure: Measure, now: datetime) -> bool:
        """Whether it is still to be done; a closed case asks for nothing, a rejected report for answers."""
        course = self.course(measure)
        if course.done_by(now) is not None:
            return False
        owed = course.end(now) in ("overdue", "running")
        return self.open and (owed or not self.rejected)
