"""How instants are kept: in UTC, with the zone that they were given in beside them."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(instant: datetime) -> int:
    """Microseconds since 1970; exact, unlike a float timestamp."""
    return (instant - _EPOCH) // _MICROSECOND


def zone_of(instant: datetime) -> str:
    """The offset that an instant was given in, as +01:00. Raises ValueError for a time without a zone."""
    written = instant.strftime("%z")
    if not written:
        raise ValueError("a time without a zone names no instant")
    return f"{written[:3]}:{written[3:5]}"
