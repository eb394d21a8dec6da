"""What a calendar of reminders has to be before it leaves: instants and case ids, and nothing else."""

import re
from collections.abc import Iterator

_REMINDER_LINE = re.compile(
    r"(BEGIN|END):(VCALENDAR|VEVENT|VALARM)"
    r"|VERSION:2\.0|PRODID:[\w ./-]+|CALSCALE:GREGORIAN|METHOD:PUBLISH|TRANSP:TRANSPARENT|ACTION:DISPLAY"
    r"|UID:[0-9a-f]{32}@embargo"
    r"|(DTSTAMP|DTSTART):\d{8}T\d{6}Z"
    r"|TRIGGER:-PT?\d{1,2}[DH]"
    r"|(SUMMARY|DESCRIPTION):(Embargo|[A-Z0-9]{2,8}-\d{4}-[0-9A-Z]{7})"
    r"|DESCRIPTION:[A-Z0-9]{2,8}-\d{4}-[0-9A-Z]{7} \d{4}-\d\d-\d\d \d\d:\d\d "
    r"(UTC|([A-Z]{2,5}|[+-]\d{2,4}) \((\d{4}-\d\d-\d\d )?\d\d:\d\d UTC\))"
)


def objections_to_calendar(content: bytes) -> Iterator[str]:
    """Which lines tell more."""
    others = [line for line in _unfolded(content) if not _REMINDER_LINE.fullmatch(line)]
    if others:
        names = ", ".join(sorted({line.split(":")[0].split(";")[0][:40] for line in others}))
        yield f"The calendar tells more than instants and case ids, in {names}."


def _unfolded(content: bytes) -> list[str]:
    """The lines of an iCalendar file, with folded ones joined (RFC 5545 §3.1)."""
    lines = content.decode("utf-8", "replace").replace("\r\n ", "").split("\r\n")
    return [line for line in lines if line]
