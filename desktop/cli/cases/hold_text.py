"""Until when nothing may be told, in words."""

from datetime import datetime

from desktop.cli.output import when
from desktop.domain.clocks.hold import Hold


def hold_text(hold: Hold, now: datetime) -> str:
    """When the hold ends, as far as it is known, or ended, and why."""
    return f"Hold: {hold_end(hold, now)}. {hold.why}"


def hold_end(hold: Hold, now: datetime | None = None) -> str:
    """Its end alone; without `now` as it was or will be."""
    if hold.until is None:
        return "no date"
    if now is not None and hold.ended(now):
        return f"ended {when(hold.until)}"
    return f"until {when(hold.until)}{', which may come sooner' if hold.may_come_sooner else ''}"
