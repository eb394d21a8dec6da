"""Until when nothing may be told, in words: the hour of the policy on the wall, and that of UTC."""

from datetime import datetime, timedelta, tzinfo

from desktop.domain.clocks.hold import Hold
from desktop.domain.clocks.words import both_hours


def hold_text(hold: Hold, now: datetime, zone: tzinfo) -> str:
    """When the hold ends, as far as it is known, or ended, and why; `zone` is that of the policy."""
    return f"Hold: {hold_end(hold, zone, now)}. {hold.why}"


def hold_end(hold: Hold, zone: tzinfo, now: datetime | None = None) -> str:
    """Its end alone; without `now` as it was or will be."""
    if hold.until is None:
        return "no date"
    if now is not None and hold.ended(now):
        return f"ended {hours(hold.until, zone)}"
    return f"until {hours(hold.until, zone)}{', which may come sooner' if hold.may_come_sooner else ''}"


def hours(instant: datetime, zone: tzinfo) -> str:
    """`2026-04-09 18:00 CEST (16:00 UTC)`, by the zone of the policy; also the hour here if it is another.

    The hours are the policy's, as everywhere that the end of an embargo is told; this machine's come last.
    """
    shown, here = both_hours(instant, zone), instant.astimezone()
    if here.utcoffset() in (timedelta(0), instant.astimezone(zone).utcoffset()):
        return shown
    other_day = here.date() != instant.astimezone(zone).date()
    local = f"{here:%Y-%m-%d} " if other_day else ""
    local += f"{here:%H:%M} {here.tzname()} here"
    return f"{shown[:-1]}; {local})" if shown.endswith(")") else f"{shown} ({local})"


def local_hour(instant: datetime | None, zone: tzinfo) -> str | None:
    """The same instant on clocks on the wall, for scripts: ISO 8601 with the offset of the policy's zone."""
    return instant.astimezone(zone).isoformat() if instant is not None else None
