"""The usual words for each reason of a rejection; a file of Embargo's own."""

import tomllib
from functools import cache

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.formats.shipped import shipped


def explanation_of(reason: e.RejectReason, original: Case | None = None) -> str:
    """What a reporter is told when the handler wrote nothing else. Raises Unreadable.

    Of a duplicate it says how its `original` stands; without one, only that the problem was known.
    """
    if reason == "duplicate" and original is not None:
        return _all()[f"duplicate-{_standing(original)}"]
    return _all()[reason]


def _standing(original: Case) -> str:
    if original.has(e.FixReleased):
        return "fixed"
    if original.has(e.AdvisoryPublished):
        return "published"
    over = not original.open or original.rejected is not None or original.withdrawn is not None
    return "over" if over else "open"


@cache
def _all() -> dict[str, str]:
    read = tomllib.loads(shipped("letters", "explanations.toml").decode())
    said = msgspec.convert(read, dict[str, str])
    return {reason: words.strip() for reason, words in said.items()}
