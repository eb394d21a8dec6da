"""Words in a long text: where they stand, part by part, so that nobody waits for all of it."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.inert import Untrusted, escape_invisible

MOST_PLACES = 10_000


class Place(msgspec.Struct, frozen=True):
    """Where words stand: in which part, at which character of what is shown of it, and how many they are."""

    part: int
    at: int
    length: int


def places_in(parts: Sequence[Untrusted], part: int, words: str) -> Iterator[Place]:
    """Where the words begin in this part, in upper or lower case; they may end in the one behind it."""
    if not words:
        return
    own = escape_invisible(parts[part].raw)
    behind = escape_invisible(parts[part + 1].raw[: len(words)]) if part + 1 < len(parts) else ""
    for found in re.finditer(re.escape(words), own + behind[: len(words) - 1], re.IGNORECASE):
        if found.start() < len(own):
            yield Place(part, found.start(), min(found.end(), len(own)) - found.start())
