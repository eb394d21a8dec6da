"""How instants are kept: in UTC, with the zone that they were given in beside them."""

from datetime import datetime


def zone_of(instant: datetime) -> str:
    """The offset that an instant was given in, as +01:00. Raises ValueError for a time without a zone."""
    written = instant.strftime("%z")
    if not written:
        raise ValueError("a time without a zone names no instant")
    return f"{written[:3]}:{written[3:5]}"
