"""Until when nothing may be told, in words: always the hour of UTC, and that of clocks on the wall."""

from datetime import UTC, datetime, timedelta, tzinfo

from desktop.cli.output import when
from desktop.domain.clocks.hold import Hold


def hold_text(hold: Hold, now: datetime, zone: tzinfo = UTC) -> str:
    """When the hold ends, as far as it is known, or ended, and why; `zone` is that of the policy."""
    return f"Hold: {hold_end(hold, now, zone)}. {hold.why}"


def hold_end(hold: Hold, now: datetime | None = None, zone: tzinfo = UTC) -> str:
    """Its end alone; without `now` as it was or will be."""
    if hold.until is None:
        return "no date"
    if now is not None and hold.ended(now):
        return f"ended {hours(hold.until, zone)}"
    return f"until {hours(hold.until, zone)}{', which may come sooner' if hold.may_come_sooner else ''}"


def hours(instant: datetime, zone: tzinfo = UTC) -> str:
    """`2026-04-09 16:00Z (18:00 CEST)`: also the hour here, and by the policy's zone, where they differ."""
    shown: dict[timedelta | None, str] = {timedelta(0): ""}
    for local in (instant.astimezone(), instant.astimezone(zone)):
        shown.setdefault(local.utcoffset(), _on_the_wall(local))
    others = "; ".join(filter(None, shown.values()))
    return f"{when(instant)} ({others})" if others else when(instant)


def _on_the_wall(local: datetime) -> str:
    other_day = local.date() != local.astimezone(UTC).date()
    day = f"{local:%Y-%m-%d} " if other_day else ""
    return f"{day}{local:%H:%M} {local.tzname()}"
