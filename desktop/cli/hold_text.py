"""Until when nothing may be told, in words."""

from desktop.cli.output import when
from desktop.domain.clocks.hold import Hold


def hold_text(hold: Hold) -> str:
    """When the hold ends, as far as it is known, and why."""
    return f"Hold: {hold_end(hold)}. {hold.why}"


def hold_end(hold: Hold) -> str:
    """Its end alone."""
    if hold.until is None:
        return "no date"
    return f"until {when(hold.until)}{', which may come sooner' if hold.may_come_sooner else ''}"
