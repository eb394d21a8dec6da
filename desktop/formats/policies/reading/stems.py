"""Tables of wordings that are looked for by their stems first, as most sentences hold none of them.

A text is searched for a plain word many times faster than for a pattern, so each pattern is asked which words
it cannot do without, and runs where one of them stands. The answer is the same either way.
"""

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]  # what patterns are made of has no other door
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_SHORTEST = 2
"""Letters of a stem; one letter alone stands in any text."""


class Words:
    """Several patterns of one meaning; a match is the first in the text, and there of the first pattern."""

    def __init__(self, *patterns: str) -> None:
        self.patterns = patterns
        self._each = [(re.compile(pattern), tuple(stems_of(pattern))) for pattern in patterns]
        self._plain = [
            (shape, ascii_) for shape, stems in self._each if (ascii_ := _in_ascii(stems)) or not stems
        ]

    def search(self, text: str) -> re.Match[str] | None:
        """The first of their matches."""
        found = None
        for shape in self._likely(text):
            match = shape.search(text)
            if match and (found is None or match.start() < found.start()):
                found = match
        return found

    def match(self, text: str) -> re.Match[str] | None:
        """The match of the first pattern that matches where the text begins."""
        return next(filter(None, (shape.match(text) for shape, *_ in self._each)), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches of each pattern, which may overlap."""
        for shape in self._likely(text):
            yield from shape.finditer(text)

    def _likely(self, text: str) -> list[re.Pattern[str]]:
        """The patterns of which a stem stands in the text, and those without one."""
        found = []
        for shape, stems in self._plain if text.isascii() else self._each:
            for stem in stems:
                if stem in text:
                    found.append(shape)
                    break
            else:
                found += [] if stems else [shape]
        return found


def stems_of(pattern: str) -> frozenset[str]:
    """Words of which one at least stands in whatever the pattern finds; none where no word has to."""
    parsed = _parser.parse(pattern)
    found = _needed(parsed)
    if parsed.state.flags & re.IGNORECASE or not _worth(found):
        return frozenset()
    return frozenset(stem for stem in found if not any(other in stem for other in found - {stem}))


def _needed(parts: Any) -> frozenset[str]:
    """The words that a row of parts cannot do without: the longest of what its parts offer."""
    offers: list[frozenset[str]] = []
    run = ""
    for kind, value in parts:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if kind is op.AT:  # an edge of a word takes no room
            continue
        offers += [frozenset((run,)), _of_part(kind, value)]
        run = ""
    offers.append(frozenset((run,)))
    return max(offers, key=_worth)


def _of_part(kind: Any, value: Any) -> frozenset[str]:
    if kind is op.SUBPATTERN:
        _, flags, _, inner = value
        return frozenset() if flags & re.IGNORECASE else _needed(inner)  # a stem has its own letter case
    if kind is op.BRANCH:
        each = [_needed(branch) for branch in value[1]]
        return frozenset().union(*each) if all(map(_worth, each)) else frozenset()
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0]:
        return _needed(value[2])
    return frozenset()


def _worth(stems: frozenset[str]) -> int:
    """How much it tells that one of them stands in a text: the length of the shortest, in bytes."""
    shortest = min((len(stem.encode()) for stem in stems), default=0)
    return shortest if shortest >= _SHORTEST else 0


def _in_ascii(stems: tuple[str, ...]) -> tuple[str, ...]:
    """The stems that a text of plain letters can hold."""
    return tuple(stem for stem in stems if stem.isascii())
