"""Weekdays of releases, and dates that move off weekends: seen and named, as no clock is made of them."""

import re
from collections.abc import Iterator

from desktop.domain.policy.proposing import LeftOut
from desktop.formats.policies.reading.found import left
from desktop.formats.policies.reading.sentences import Sentence

_STEMS = ("week", "holiday", "day")
_OFF = re.compile(
    r"\bweekends?\b|\b(?:public |bank |us |national )?holidays?\b|\bnon-(?:business|working) days?\b"
)
_DUE = re.compile(
    r"\b(?:deadlines?|dates?|embargo\w*|falls?|fall on|ends?|moves?|moved|shift\w*|postpone\w*|roll\w*|due"
    r"|next (?:business|working) day|following (?:monday|business|working))\b"
)
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekdays?\b"
    r"|\b(?:on|never on|before) (?:a |the )?weekends?\b"
)
_RELEASE = re.compile(r"\b(?:releas\w*|publish\w*|patch\w*|fix\w*|ship\w*|announc\w*|disclos\w*)\b")


def moves_dates(low: str) -> bool:
    """Whether a sentence says what becomes of a date that falls on a day without work."""
    return _OFF.search(low) is not None and _DUE.search(low) is not None


def weekdays_in(sentence: Sentence) -> Iterator[LeftOut]:
    """What a sentence says of weekends that move a date, and of the weekdays on which releases come."""
    low = sentence.low
    if not any(stem in low for stem in _STEMS):
        return
    if moves_dates(low):
        yield left("unclear", "Whether a date moves off a weekend is set by hand.", sentence.passage)
    elif _DAY.search(low) and _RELEASE.search(low):
        yield left("unclear", "The weekdays on which releases come are set by hand.", sentence.passage)
