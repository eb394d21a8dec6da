"""Quarters of a year, written as 2026-Q1: as text they sort in the order of time."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_WRITTEN = re.compile(r"(\d{4})-Q([1-4])")


def quarter_of(instant: datetime, timezone: str) -> str:
    """The quarter in which an instant falls, by the days of the calendar that a policy counts in."""
    try:
        local = instant.astimezone(ZoneInfo(timezone))
    except OverflowError:  # the very first or last day of all, beyond which no zone can go
        local = instant
    return f"{local.year:04}-Q{(local.month + 2) // 3}"


def is_quarter(written: str) -> bool:
    """Whether it is one, such as 2026-Q1."""
    return _WRITTEN.fullmatch(written) is not None


def quarters_from(first: str, last: str) -> tuple[str, ...]:
    """All quarters from one to another, both among them; none where the first comes later."""
    return tuple(_written(number) for number in range(_number(first), _number(last) + 1))


def quarters_before(quarter: str, count: int) -> str:
    """The quarter that lies so many before this one, at most as early as the calendar goes."""
    return _written(max(_number(quarter) - count, 4))


def _number(quarter: str) -> int:
    found = _WRITTEN.fullmatch(quarter)
    if found is None:
        raise ValueError("a quarter is written as 2026-Q1")
    return int(found[1]) * 4 + int(found[2]) - 1


def _written(number: int) -> str:
    return f"{number // 4:04}-Q{number % 4 + 1}"
