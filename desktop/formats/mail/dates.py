"""Dates of mail (RFC 5322 §3.3, with the obsolete zones of §4.3), and the topmost Received line."""

import re
from datetime import UTC, datetime, timedelta, timezone

_DATE = re.compile(
    r"(?:[A-Za-z]{3,9}\s*,\s*)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?"
    r"\s*([+-]\d{4}|[A-Za-z]{1,4})?"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ZONES_H = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
FIRST_YEAR, LAST_YEAR = 1900, 9998
_THREE_DIGITS, _CENTURY_TURN = 1000, 50
_LEAP_SECOND = 60


def read_date(value: str) -> datetime | None:
    """The instant with the zone it was given in; None when it cannot be read. An unknown zone is UTC."""
    match = _DATE.search(re.sub(r"\s+", " ", value)[:200])
    if match is None or match[2].lower() not in _MONTHS:
        return None
    year = _full_year(int(match[3]))
    second = min(int(match[6] or 0), _LEAP_SECOND - 1)
    try:
        moment = datetime(
            year,
            _MONTHS.index(match[2].lower()) + 1,
            int(match[1]),
            int(match[4]),
            int(match[5]),
            second,
            tzinfo=_zone(match[7] or ""),
        )
    except ValueError:
        return None
    return moment if FIRST_YEAR <= year <= LAST_YEAR else None


def read_received(values: list[str]) -> datetime | None:
    """When the topmost Received line, the reader's own server, took the message; None if it is silent."""
    return read_date(values[0].rpartition(";")[2]) if values else None


def _full_year(year: int) -> int:
    """Years of two and three digits, as RFC 5322 §4.3 reads them."""
    if year < _CENTURY_TURN:
        return year + 2000
    return year + 1900 if year < _THREE_DIGITS else year


def _zone(written: str) -> timezone:
    if written[:1] in ("+", "-"):
        offset = timedelta(hours=int(written[1:3]), minutes=int(written[3:5]))
        return timezone(offset if written[0] == "+" else -offset)
    hours = _ZONES_H.get(written.lower(), 0)
    return timezone(timedelta(hours=hours)) if hours else UTC
