"""Calendars in which time can be counted, and dates that mean something."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from desktop.domain.clocks.business_time import office_spans
from desktop.domain.clocks.national import check_place
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.policy import Adoption, Calendar, Profile
from desktop.formats.policies.mistakes import Flaw, TablePath, did_you_mean, shown

_WEEK = 7
_SENTENCE = 160
"""Characters of a rule's own words, in which the value stands."""


def calendar_flaws(profile: Profile) -> Iterator[Flaw]:
    """What is wrong with the policy's calendar, with the one adopted for it, and with single dates."""
    known = Calendar.__struct_fields__[:5]
    yield from _flaws_of(profile.calendar, ("calendar",))
    for key in profile.calendar.assumed:
        if key not in known:
            yield Flaw(
                ("calendar",), "assumed", f"The calendar has no {shown(key)}{did_you_mean(key, known)}"
            )
    if profile.adopted is not None:
        yield from _flaws_of(profile.adopted, ("adopted",))
    yield from _repeated(profile.release.dates, ("release",), "dates")
    for key in ("updated", "effective"):
        day = getattr(profile.policy, key)
        if day and _objection(date.fromisoformat, f"{day}-01"[:10]):
            yield Flaw(("policy",), key, f"There is no day {shown(day)}.")


def _flaws_of(calendar: Calendar | Adoption, path: TablePath) -> Iterator[Flaw]:
    if calendar.timezone and _objection(zone_named, calendar.timezone):
        yield Flaw(path, "timezone", f"There is no time zone {shown(calendar.timezone)}.")
    if len({*(calendar.weekend or ())}) == _WEEK:
        yield Flaw(path, "weekend", "This leaves no business day.")
    yield from _repeated(calendar.holidays, path, "holidays")
    if calendar.national_holidays and (words := _objection(check_place, calendar.national_holidays)):
        yield Flaw(path, "national_holidays", words)
    yield from _office_flaws(calendar.office_hours, path)


def _office_flaws(spans: tuple[str, ...], path: TablePath) -> Iterator[Flaw]:
    wrong = [words for span in spans if (words := _objection(office_spans, (span,)))]
    together = _objection(office_spans, spans)
    for words in wrong or filter(None, [together]):
        yield Flaw(path, "office_hours", words)


def _objection(check: Callable[[Any], object], value: object) -> str:
    """What a rule of the calendar itself says against a value, as a sentence."""
    try:
        check(value)
    except ValueError as error:
        words = shown(error, _SENTENCE)
        return f"{words[:1].upper()}{words[1:]}."
    return ""


def _repeated(days: tuple[date, ...], path: TablePath, key: str) -> Iterator[Flaw]:
    for day in sorted({day for day in days if days.count(day) > 1}):
        yield Flaw(path, key, f"{day} stands twice.")
