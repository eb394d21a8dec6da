"""What clocks on the wall show, and the instants that this means where days are shortened or doubled."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

MIDNIGHT = time()
_SECOND = timedelta(seconds=1)


def zone_named(name: str) -> tzinfo:
    """The zone of this IANA name. Raises ValueError or ZoneInfoNotFoundError when there is none."""
    return UTC if name == "UTC" else ZoneInfo(name)


def at_wall_time(day: date, wall: time, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which local clocks show this; the earlier of two, the first after a gap.

    A zone gives two offsets for a time that is doubled or skipped, the greater one second where it is skipped
    (PEP 495).
    """
    shown = datetime.combine(day, wall.replace(tzinfo=None, fold=0), UTC)
    if zone is UTC:
        return shown
    local = shown.replace(tzinfo=zone)
    earlier, later = local.utcoffset(), local.replace(fold=1).utcoffset()
    assert earlier is not None
    assert later is not None
    if later <= earlier:
        return shown - earlier
    return _end_of_gap(shown - later, shown - earlier, zone)


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
