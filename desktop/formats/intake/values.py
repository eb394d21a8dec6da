"""Values of a form as words and instants: everything that a stranger may have put there is taken as text."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from desktop.formats.mail.dates import read_date

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS = 100_000_000_000
"""Numbers from here on count milliseconds: as seconds they would lie beyond the year 5100."""
_STAMP_DIGITS = (10, 13)
_LONGEST_DATE = 100


def words_of(value: Any) -> str:
    """A value as a person reads it; what is nested stays as it was written."""
    if isinstance(value, str):
        return value.strip()
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(item.strip() for item in value)
    return msgspec.json.encode(value).decode()


def instant_of(value: Any) -> datetime | None:
    """The instant that a value names (ISO 8601, RFC 5322, seconds or milliseconds since 1970), or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _since_epoch(value)
    written = words_of(value)[:_LONGEST_DATE]
    if written.isdecimal() and len(written) in _STAMP_DIGITS:
        return _since_epoch(int(written))
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return read_date(written)


def dicts_in(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a list; nothing for whatever else stands where a list should."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def dict_in(value: Any) -> dict[str, Any]:
    """An object, or an empty one for whatever else stands there."""
    return value if isinstance(value, dict) else {}


def paragraphs(*parts: tuple[str, str]) -> str:
    """Labelled words below one another; what is empty is left out, a first part may have no label."""
    shown = [f"{label}: {words}" if label else words for label, words in parts if words]
    return "\n\n".join(shown)


def _since_epoch(number: float) -> datetime | None:
    seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return None
