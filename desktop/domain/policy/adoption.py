"""Taking a policy into use: what is asked where it is silent or unclear, and what the answers change."""

from typing import Literal

import msgspec

from desktop.domain.policy.clock import Clock
from desktop.domain.policy.identity import Adoption, Calendar
from desktop.domain.policy.profile import Profile

DISCLOSURE = "disclosure"
"""Stands among the readings for the end of the hold, as the id of a clock does for that clock."""
AS_WRITTEN = ""
"""The id of the reading that the profile itself has."""
Answer = Literal["timezone", "weekend", "holidays", "national_holidays", "office_hours", "readings", "text"]
"""What can be decided, and taken back."""


class Choice(msgspec.Struct, frozen=True):
    """One answer; the id is that of an alternative, `AS_WRITTEN`, or the value of a calendar's key."""

    id: str
    text: str


class Question(msgspec.Struct, frozen=True):
    """Something that a person decides when adopting a policy; the first choice is what holds unasked."""

    id: str
    """A key of the calendar, the id of a clock, or `DISCLOSURE`."""
    about: Literal["calendar", "clock", "disclosure"]
    text: str
    choices: tuple[Choice, ...]
    clauses: tuple[str, ...] = ()


def as_adopted(profile: Profile) -> Profile:
    """The profile with the answers of its [adopted] table in place; that table itself stays."""
    adopted = profile.adopted
    if adopted is None:
        return profile
    disclosure = profile.disclosure
    reading = adopted.readings.get(DISCLOSURE)
    for other in disclosure.alternatives:
        if other.id == reading:
            disclosure = msgspec.structs.replace(disclosure, hold=other.hold, assumed=other.text)
    return msgspec.structs.replace(
        profile,
        calendar=_calendar(profile.calendar, adopted),
        clocks=tuple(read_as(clock, adopted.readings.get(clock.id)) for clock in profile.clocks),
        disclosure=disclosure,
    )


def without_adoption(profile: Profile) -> Profile:
    """The same without the table that says how it came about, for comparing what two profiles promise."""
    return msgspec.structs.replace(profile, adopted=None)


def questions_of(profile: Profile) -> tuple[Question, ...]:
    """What adopting has to ask: assumed keys of the calendar, and sentences that can be read in two ways."""
    return (*_about_calendar(profile), *_about_clocks(profile), *_about_disclosure(profile))


def counts_business_hours(clock: Clock) -> bool:
    """Whether the clock, in any of its readings, needs to know when the hours of business are."""
    written = (clock.within, clock.every, clock.outer, *(other.within for other in clock.alternatives))
    return any(w.endswith("bh") and not w.startswith("undated:") for w in written)


def read_as(clock: Clock, reading: str | None) -> Clock:
    """The clock in one of its readings; as it is for one that it does not have."""
    other = next((other for other in clock.alternatives if other.id == reading), None)
    if other is None:
        return clock
    return msgspec.structs.replace(
        clock,
        starts=other.starts or clock.starts,
        stops=other.stops or clock.stops,
        within=other.within or clock.within,
        rollover=other.rollover or clock.rollover,
        assumed=other.text,
    )


def _calendar(calendar: Calendar, adopted: Adoption) -> Calendar:
    answers = {
        "timezone": adopted.timezone or None,
        "weekend": adopted.weekend,
        "holidays": adopted.holidays or None,
        "national_holidays": adopted.national_holidays or None,
        "office_hours": adopted.office_hours or None,
    }
    given = {key: value for key, value in answers.items() if value is not None}
    settled = given.keys() | ({"holidays"} if "national_holidays" in given else set())
    assumed = tuple(key for key in calendar.assumed if key not in settled)
    return msgspec.structs.replace(calendar, assumed=assumed, **given)


def _about_calendar(profile: Profile) -> list[Question]:
    calendar = profile.calendar
    asked = dict.fromkeys(calendar.assumed)
    if not calendar.office_hours and any(counts_business_hours(clock) for clock in profile.clocks):
        asked["office_hours"] = None
    holds = {
        "timezone": calendar.timezone,
        "weekend": " ".join(calendar.weekend),
        "holidays": " ".join(str(day) for day in calendar.holidays),
        "national_holidays": calendar.national_holidays,
        "office_hours": " ".join(calendar.office_hours),
    }
    texts = {
        "timezone": "Which time zone do its days begin and end in?",
        "weekend": "Which days of the week are no business days?",
        "holidays": "Which days are holidays?",
        "national_holidays": "Whose public holidays count?",
        "office_hours": "When are the hours of business?",
    }
    return [
        Question(key, "calendar", texts[key], (Choice(holds[key], holds[key] or "none"),))
        for key in asked
        if key in texts
    ]


def _about_clocks(profile: Profile) -> list[Question]:
    return [
        Question(
            clock.id,
            "clock",
            clock.sentence,
            (
                Choice(AS_WRITTEN, clock.assumed or "As the policy has it."),
                *(Choice(other.id, other.text) for other in clock.alternatives),
            ),
            clock.clauses,
        )
        for clock in profile.clocks
        if clock.alternatives
    ]


def _about_disclosure(profile: Profile) -> list[Question]:
    disclosure = profile.disclosure
    if not disclosure.alternatives:
        return []
    choices = (
        Choice(AS_WRITTEN, disclosure.assumed or "As the policy has it."),
        *(Choice(other.id, other.text) for other in disclosure.alternatives),
    )
    return [Question(DISCLOSURE, "disclosure", "When does the hold end?", choices, disclosure.clauses)]
