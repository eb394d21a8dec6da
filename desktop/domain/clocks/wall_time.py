"""What clocks on the wall show, and the instants that this means where days are shortened or doubled.

The rules of zones come from the `tzdata` package alone, never from the system: one version of Embargo names
the same deadlines on every machine.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

MIDNIGHT = time()
_SECOND = timedelta(seconds=1)


@cache
def zone_names() -> frozenset[str]:
    """Every IANA name of a zone."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


@cache
def zone_named(name: str) -> tzinfo:
    """The zone of this IANA name. Raises ValueError when there is none."""
    if name == "UTC":
        return UTC
    if name not in zone_names():
        raise ValueError(f"there is no time zone {name!r}")
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def at_wall_time(day: date, wall: time, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which local clocks show this; the earlier of two, the first after a gap.

    A zone gives two offsets for a time that is doubled or skipped, the greater one second where it is skipped
    (PEP 495).
    """
    local = datetime.combine(day, wall.replace(fold=0) if wall.fold else wall, zone)
    if zone is UTC:
        return local
    earlier, later = local.utcoffset(), local.replace(fold=1).utcoffset()
    assert earlier is not None
    assert later is not None
    shown = local.replace(tzinfo=UTC)
    if later <= earlier:
        return shown - earlier
    return _end_of_gap(shown - later, shown - earlier, zone)


def said_of_wall_time(shown: datetime, zone: tzinfo | None, taken: datetime) -> str:
    """That clocks on the wall never show this time, or show it twice, and what was `taken` for it; else "".

    `shown` has no zone of its own; `zone` None is that of this machine.
    """
    first, second = (_read(shown.replace(fold=fold), zone) for fold in (0, 1))
    if first == second:
        return ""
    how = "comes twice" if first < second else "does not exist"
    utc = taken.astimezone(UTC)
    said = f"{shown:%H:%M} {how} on {shown:%Y-%m-%d}, for the clocks are set: {utc:%H:%M} UTC is taken"
    if first > second:
        return f"{said}."
    which, other = ("earlier", second) if utc == first else ("later", first)
    return f"{said}, the {which} one; the other is {other:%H:%M} UTC."


def _read(shown: datetime, zone: tzinfo | None) -> datetime:
    return (shown if zone is None else shown.replace(tzinfo=zone)).astimezone(UTC)


def _end_of_gap(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The change of offset between two instants, to the second."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
