"""Days as policies write them: 2023-12-31, February 26th, 2020, 6/24/2024, May 2025."""

import re
from datetime import date

import msgspec

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar"
    r"|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}})-(?P<m>\d{{2}})(?:-(?P<d>\d{{2}}))?\b"
    rf"|\b(?P<mo>{_MONTH}) (?:(?P<da>\d{{1,2}})(?:st|nd|rd|th)?,? )?(?P<ye>\d{{4}})\b"
    rf"|\b(?P<dd>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<mm>{_MONTH}),? (?P<yy>\d{{4}})\b"
    r"|\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<c>\d{4})\b"
)
_MOST_MONTHS = 12


class Day(msgspec.Struct, frozen=True):
    """A day or a month; empty where the order of day and month cannot be told."""

    written: str

    @property
    def exact(self) -> date | None:
        """The day itself, if it is one."""
        return date.fromisoformat(self.written) if self.written.count("-") > 1 else None


def day_in(low: str) -> Day | None:
    """The first date of a text in small letters; None where there is none."""
    match = _DATE.search(low)
    if match is None:
        return None
    year, month, day = _parts(match)
    try:
        written = date(year, month, day or 1).isoformat()  # %Y writes the year 320 with three digits
        return Day(written if day else written[:7])
    except ValueError:
        return Day("")


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    if match["iso"]:
        return int(match["iso"]), int(match["m"]), int(match["d"] or 0)
    if match["mo"]:
        return int(match["ye"]), _month(match["mo"]), int(match["da"] or 0)
    if match["mm"]:
        return int(match["yy"]), _month(match["mm"]), int(match["dd"])
    first, second = int(match["a"]), int(match["b"])
    if first > _MOST_MONTHS:
        return int(match["c"]), second, first
    return (int(match["c"]), first, second) if second > _MOST_MONTHS else (0, 0, 0)


def _month(word: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word.rstrip(".")[:3]))
