"""What a text says of times beside its promises, where a profile can carry it."""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from desktop.domain.policy.proposing.proposal import LeftOut, Passage, Proposal, Proposed

_OFF = re.compile(r"\b(?:week-?ends?|saturdays?|sundays?|holidays?|non-(?:business|working) days?)\b")
_NEXT = re.compile(r"\b(?:next|following|first) (?:(?:business|working|week) ?days?|monday)\b")
_PREVIOUS = re.compile(
    r"\b(?:previous|preceding|last|prior) (?:business|working|week) ?days?\b"
    r"|\b(?:business|working) day before\b|\bfriday before\b|\bpreceding friday\b"
)
_NOT = re.compile(r"\b(?:not|never|no)\b|n't\b")
_ALL = re.compile(r"\b(?:deadlines?|due|dates?|time ?frames?|time ?lines?|time limits?|periods?)\b")
_HELD = re.compile(r"\b(?:embargo\w*|disclosures?|publications?)\b")
_COUNTED = re.compile(r"\d(?:h|d|w|mo)$")
"""Durations that can end on a day that is no business day."""


def with_moved_dates(proposal: Proposal) -> Proposal:
    """The clocks with the rollover that the text gives them, each with that sentence beside its own.

    Only a sentence that says which way a date moves is carried; one that speaks of no deadlines in general is
    taken to mean the clocks of its own lines. What concerns no clock stays among what is left out.
    """
    items, left = list(proposal.items), []
    for one in proposal.left_out:
        direction = _direction(one)
        concerned = {item.id for item in _concerned(items, one.passage)} if direction else set()
        items = [_moved(item, direction, one.passage) if item.id in concerned else item for item in items]
        left += [] if concerned else [one]
    return msgspec.structs.replace(proposal, items=tuple(items), left_out=tuple(left))


def _direction(left: LeftOut) -> Literal["", "next", "previous"]:
    said = left.passage.quote.lower()
    ways = [bool(_NEXT.search(said)), bool(_PREVIOUS.search(said))]
    if left.reason != "unclear" or not _OFF.search(said) or sum(ways) != 1 or _NOT.search(said):
        return ""
    return "next" if ways[0] else "previous"


def _concerned(items: Iterable[Proposed], passage: Passage) -> list[Proposed]:
    clocks = [
        item for item in items if item.table == "clocks" and _COUNTED.search(item.value.get("within", ""))
    ]
    if _ALL.search(passage.quote.lower()):
        return clocks
    if _HELD.search(passage.quote.lower()):
        return [item for item in clocks if item.value.get("force") == "rule"]
    return [item for item in clocks if any(_next_to(one, passage) for one in item.passages)]


def _next_to(one: Passage, other: Passage) -> bool:
    return one.source == other.source and one.first <= other.first <= one.last + 1


def _moved(item: Proposed, direction: str, passage: Passage) -> Proposed:
    return msgspec.structs.replace(
        item, value={**item.value, "rollover": direction}, passages=(*item.passages, passage)
    )
