"""Instants as the database holds them: microseconds since 1970 in UTC, so that indexes sort them."""

from datetime import UTC, datetime, timedelta

from desktop.domain.instants import micros

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
to_micros = micros
BEGINNING_OF_TIME, _END_OF_TIME = -(2**63), 2**63 - 1


def from_micros(count: int) -> datetime:
    """The instant, in UTC."""
    return _EPOCH + count * _MICROSECOND


def maybe_to_micros(instant: datetime | None) -> int | None:
    """The same for an instant that may be missing."""
    return None if instant is None else to_micros(instant)


def maybe_from_micros(count: int | None) -> datetime | None:
    """The same for an instant that may be missing."""
    return None if count is None else from_micros(count)


def falls_at(due: datetime | None) -> int:
    """Where a due instant stands among others: what has no date stands behind all that have one."""
    return _END_OF_TIME if due is None else to_micros(due)
