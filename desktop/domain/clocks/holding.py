"""Clocks of force "rule": a time to keep silent, that ends and is never overdue."""

from datetime import datetime

from desktop.domain.clocks.reading import Reading
from desktop.domain.clocks.run import Run
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import both_hours, happened, happens

ENDING = ("details.disclosed", "exploit.published", "embargo.exited")
"""What ends every hold at once, for good: there is nothing left to hold."""


def read_held(run: Run) -> Reading:
    """A hold ends at its stop or its due instant, whichever comes first; early disclosure is told.

    What both parties agreed on counts alone: no stop comes before or behind it. Once the details are public
    there is nothing left to hold.
    """
    agreed = run.moved_by == "agreement"
    public = run.chronicle.first(ENDING)
    instants = (run.stop.at if run.stop and not agreed else None, run.due, public.at if public else None)
    ends = min((at for at in instants if at is not None), default=None)
    if run.since is None and run.due is None:
        return run.shown("waiting", run.start_words)
    early = _early_disclosure(run, run.due if public is not None and public.at == ends else ends)
    if ends is None or run.now < ends:
        return run.shown("held", f"{_held_until(run)}{early}")
    if public is not None and public.at == ends:
        return run.shown("ended", early.strip() or f"Ended when {happened(public.event)}.", ends)
    stopped = not agreed and run.stop is not None and run.stop.at == ends
    what = happened(run.stop.event) if run.stop is not None and stopped else "its time was over"
    return run.shown("ended", f"Ended when {what}.{early}", ends)


def _held_until(run: Run) -> str:
    if run.moved_by == "agreement" and run.due is not None:
        return f"Held until {_shown(run, run.due)}, as agreed."
    stops = f" until {happens(run.clock.stops)}" if run.clock.stops else ""
    if run.due is None:
        return f"Held{stops}. {run.why_undated}".strip()
    return f"Held{stops}{', but' if stops else ''} no longer than {_shown(run, run.due)}."


def _early_disclosure(run: Run, ends: datetime | None) -> str:
    published = run.chronicle.first(("advisory.published", *ENDING[:2]))
    if published is None or (ends is not None and published.at >= ends):
        return ""
    return f" Disclosed early: {happened(published.event)} on {_shown(run, published.at)}."


def _shown(run: Run, instant: datetime) -> str:
    """An end of an embargo, in the hours of the policy's calendar and of UTC."""
    return both_hours(instant, zone_named(run.profile.calendar.timezone))
