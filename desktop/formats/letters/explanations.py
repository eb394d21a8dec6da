"""The usual words for each reason of a rejection; a file of Embargo's own."""

import tomllib
from functools import cache

import msgspec

from desktop.domain.events import RejectReason
from desktop.formats.shipped import shipped


def explanation_of(reason: RejectReason) -> str:
    """What a reporter is told when the handler wrote nothing else. Raises Unreadable."""
    return _all()[reason]


@cache
def _all() -> dict[RejectReason, str]:
    read = tomllib.loads(shipped("letters", "explanations.toml").decode())
    said = msgspec.convert(read, dict[RejectReason, str])
    return {reason: words.strip() for reason, words in said.items()}
