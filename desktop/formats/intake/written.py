"""A report that was written into a form: inert words, and the bytes that they stood in."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.inert import Untrusted

EXPORT_BYTES = 16 * 1024 * 1024
"""The largest export that is read; a person's words in a form are short."""
MOST_REPORTS = 10_000
HELD_BYTES = 64 * 1024 * 1024
"""Of all reports of one export together, once each carries the names of its own columns."""

KEY = re.compile(r"entry:[0-9a-f]{64}")
"""The form of a key that `key_of` makes."""

Form = Literal["web-form", "github", "csaf"]


class WrittenReport(msgspec.Struct, frozen=True):
    """One report of an export; the instant goes in UTC with its zone beside it, as msgpack knows no zones."""

    raw: bytes
    """What the export holds of it, by which it is known again."""
    form: Form = "web-form"
    title: Untrusted = Untrusted("")
    text: Untrusted = Untrusted("")
    name: Untrusted = Untrusted("")
    address: Untrusted = Untrusted("")
    written_utc: datetime | None = None
    zone_min: int = 0
    date_unread: bool = False
    """Whether it has a date that nobody can read."""
    zoneless: bool = False
    """Whether its date names no zone, so that it is only written as if in UTC."""
    content_key: str = ""
    """What it says, as a digest: the same however it was exported and whatever was noted beside it since."""
    entry_key: str = ""
    """Whose entry it is under which id, as a digest; empty where it has no id of its own."""
    flaw: str = ""
    """Why it is no report, in a sentence of ours; "" for one that is."""

    @property
    def date(self) -> datetime | None:
        """When it was written, in the zone that it gave; raises ValueError or OverflowError for no zone."""
        if self.written_utc is None:
            return None
        return self.written_utc.astimezone(timezone(timedelta(minutes=self.zone_min)))


def key_of(*parts: str) -> str:
    """A digest of words, by which they are known again; no file's own SHA-256 can be the same."""
    return f"entry:{sha256(msgspec.json.encode(parts))}"


def split_zone(instant: datetime | None) -> tuple[datetime | None, int]:
    """The instant in UTC and its zone's minutes; without a zone it is UTC, beyond all calendars None."""
    if instant is None:
        return None, 0
    known = instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)
    try:
        offset = known.utcoffset() or timedelta()
        return known.astimezone(UTC), int(offset.total_seconds()) // 60
    except OverflowError:
        return None, 0
