"""Until when nothing may be told, in words."""

from datetime import datetime

from desktop.cli.output import when
from desktop.domain.clocks.hold import Hold


def hold_text(hold: Hold, now: datetime) -> str:
    """When the hold ends, as far as it is known, or ended, and why."""
    end = f"ended {when(hold.until)}" if hold.ended(now) else hold_end(hold)
    return f"Hold: {end}. {hold.why}"


def hold_end(hold: Hold) -> str:
    """Its end alone."""
    if hold.until is None:
        return "no date"
    return f"until {when(hold.until)}{', which may come sooner' if hold.may_come_sooner else ''}"
