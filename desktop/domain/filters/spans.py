"""Dates and spans of time in a filter: `<3d` counts from now, on or back; days are those of UTC."""

import re
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from desktop.domain.filters.terms import Term

_AMOUNT = re.compile(r"([0-9]{1,4})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_YEARS = range(1970, 3000)


class Span(msgspec.Struct, frozen=True):
    """From an instant on, until before another; None leaves that side open."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, instant: datetime | None) -> bool:
        """Whether an instant lies in it; what has no date lies in none."""
        if instant is None:
            return False
        return (self.since is None or self.since <= instant) and (self.until is None or instant < self.until)


def amount_of(written: str) -> timedelta | None:
    """Hours, days or weeks, as in 36h, 3d, 2w."""
    match = _AMOUNT.fullmatch(written)
    return int(match[1]) * _UNITS[match[2]] if match else None


def day_of(written: str) -> date | None:
    """A day such as 2026-01-31."""
    try:
        day = date.fromisoformat(written) if len(written) == len("2026-01-31") else None
    except ValueError:
        return None
    return day if day is not None and day.year in _YEARS else None


def span_of(term: Term, now: datetime) -> Span:
    """The instants that a term of `due:` or `received:` means at present."""
    if term.value == "overdue":
        return Span(until=now)
    day = day_of(term.value)
    if day is not None:
        return _around(term.sign, day)
    amount = amount_of(term.value) or timedelta()
    if term.kind == "due":
        return Span(until=now + amount) if term.sign == "<" else Span(since=now + amount)
    return Span(since=now - amount) if term.sign == "<" else Span(until=now - amount)


def _around(sign: str, day: date) -> Span:
    begins = datetime.combine(day, time(), UTC)
    ends = begins + timedelta(days=1)
    if sign == "<":
        return Span(until=begins)
    return Span(since=ends) if sign == ">" else Span(begins, ends)
