"""Patterns behind needles: without one of these, which are quick to look for, a pattern stands nowhere."""

import re
from collections.abc import Iterable, Iterator

import msgspec


class Needled(msgspec.Struct, frozen=True):
    """A pattern, and strings one of which stands in whatever it matches; without any it is always sought."""

    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    cased: bool = True
    """Whether the needles stand there as they are; else in any letter case."""
    spaced: bool = False
    """Whether what it matches may hold a blank."""

    def matches(self, text: str, folded: str = "") -> Iterator[re.Match[str]]:
        """Where it stands; that no needle stands there takes a hundredth of the time.

        `folded` is the text without regard to letter case, where that is known already.
        """
        if self.needles and not any_in(self.needles, text if self.cased else folded or text.casefold()):
            return iter(())
        return self.pattern.finditer(text)

    def may_stand_in(self, pieces: str, folded: str) -> bool:
        """Whether it may stand in a text of which these are the pieces between its blanks, each once."""
        hinted = not self.needles or any_in(self.needles, pieces if self.cased else folded)
        return hinted and (self.spaced or self.pattern.search(pieces) is not None)


def any_in(needles: Iterable[str], text: str) -> bool:
    """Whether one of these stands in the text; a loop, for this is asked many thousand times."""
    for needle in needles:  # noqa: SIM110 - a generator for `any` costs more than the search
        if needle in text:
            return True
    return False


def needled(needles: str, pattern: str, *, cased: bool = True, spaced: bool = False) -> Needled:
    """Needles with blanks between them, and what is sought."""
    return Needled(tuple(needles.split()), re.compile(pattern), cased, spaced)
