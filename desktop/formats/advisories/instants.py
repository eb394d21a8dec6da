"""Dates and times as every format for machines writes them."""

from datetime import UTC, datetime


def instant(moment: datetime) -> str:
    """In UTC, to the second (RFC 3339)."""
    return to_the_second(moment).isoformat().replace("+00:00", "Z")


def read_instant(written: str) -> datetime | None:
    """What it says, in UTC and to the second; None for what is no date with a time."""
    try:
        return to_the_second(datetime.fromisoformat(written))
    except (ValueError, OverflowError):
        return None


def require_instant(written: str) -> datetime:
    """The same. Raises ValueError for what is no date with a time, or lies beyond the calendar."""
    found = read_instant(written)
    if found is None:
        raise ValueError("a time of the document is none")
    return found


def to_the_second(moment: datetime) -> datetime:
    """In UTC; a time without a zone is UTC. Raises OverflowError at the ends of the calendar."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
