"""What closes a promise that nobody kept: a rejection, the end of the case, nobody left to answer."""

from datetime import datetime
from typing import Literal

import msgspec

from desktop.domain.clocks.run import Run

_LETTERS = frozenset({"status.sent", "reporter.notified"})


class Closing(msgspec.Struct, frozen=True):
    """When and why a clock stopped asking."""

    state: Literal["ended", "not-applicable"]
    at: datetime
    why: str


def closing_of(run: Run, *, counts: bool) -> Closing | None:
    """What closed the clock, if anything did; `counts` when nothing stands against it.

    Rejecting a report ends its fix, status and target clocks. An answer stays owed, save to spam, to a
    reporter who took the report back or who cannot be reached, and only if not overdue by then (CZM-3g).
    """
    if run.chronicle.goes_on or run.clock.track != "report":
        return None
    letters = run.answers or run.clock.tick in _LETTERS or not _LETTERS.isdisjoint(run.clock.stops)
    closing = _nobody_to_answer(run) if letters else None
    if closing is not None and (not counts or run.due is None or closing.at <= run.due):
        return closing
    return None if run.answers else _over(run)


def _nobody_to_answer(run: Run) -> Closing | None:
    chronicle, rejection = run.chronicle, run.chronicle.rejection
    # a judgement counts from when it was made: dated back, it would excuse what was overdue
    spam = rejection.known_at if rejection is not None and rejection.reason == "spam" else None
    reasons = (
        (spam, "The report is spam: nobody waits for an answer."),
        (chronicle.withdrawn, "The reporter took the report back."),
        (chronicle.unreachable, "The reporter cannot be reached."),
    )
    found = [(at, why) for at, why in reasons if at is not None]
    return Closing("not-applicable", *min(found)) if found else None


def _over(run: Run) -> Closing | None:
    rejection, closed = run.chronicle.rejection, run.chronicle.closed
    if rejection is not None and (run.stop is None or rejection.at <= run.stop.at):
        overdue = run.due is not None and rejection.at > run.due
        late = " It was overdue by then." if overdue else ""
        return Closing("ended", rejection.at, f"The report was rejected.{late}")
    if closed is not None and run.stop is None and (run.due is None or closed <= run.due):
        return Closing("ended", closed, "The case is closed.")
    return None
