"""Patterns behind needles: without one of these, which are quick to look for, a pattern stands nowhere."""

import re
from collections.abc import Iterator

import msgspec


class Needled(msgspec.Struct, frozen=True):
    """A pattern, and strings one of which stands in whatever it matches; without any it is always sought."""

    needles: tuple[str, ...]
    pattern: re.Pattern[str]

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where it stands; that no needle stands there takes a hundredth of the time."""
        if not self.needles or any(needle in text for needle in self.needles):
            yield from self.pattern.finditer(text)


def needled(needles: str, pattern: str) -> Needled:
    """Needles with blanks between them, and what is sought."""
    return Needled(tuple(needles.split()), re.compile(pattern))
