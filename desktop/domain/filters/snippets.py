"""The place where something was found, as one line of inert text with the hits marked."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from desktop.domain.filters.folding import CUT, fold
from desktop.domain.filters.terms import Term
from desktop.domain.inert import Untrusted

_BEFORE, _AFTER = 40, 120
"""Characters shown before a hit, and from its beginning on."""
_WINDOW, _OVERLAP = 16 * 1024, 512
"""Characters that are looked at together, and those that the next window has again."""
_LOOKED_AT = 256 * 1024
"""Characters of a text in which the place of a hit is looked for; a longer text is found all the same."""


class Snippet(msgspec.Struct, frozen=True):
    """Text around the first hit in a `source`; `marks` are where hits begin and end in it."""

    source: str
    text: Untrusted
    marks: tuple[tuple[int, int], ...]


def snippet(source: str, text: str, terms: Sequence[Term]) -> Snippet | None:
    """The surroundings of the first hit of any of these terms in a plain text, or None where none is seen."""
    pattern = _pattern(tuple((term.tokens, term.open_ended) for term in terms))
    found = _first(pattern, text) if pattern else None
    if found is None:
        return None
    at, end = found
    first = max(0, at - _BEFORE)
    last = max(end, min(len(text), at + _AFTER))
    first, last = _whole_word(text, first, at), min(last, end + 2 * _AFTER)
    before, hit, after = (_inert(text[a:b]) for a, b in ((first, at), (at, end), (end, last)))
    before = f"{'…' if first else ''}{before.lstrip()}"
    after = f"{after.rstrip()}{'…' if last < len(text) else ''}"
    mark = (len(before), len(before) + len(hit))
    return Snippet(source, Untrusted(before + hit + after), (mark,))


def _first(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    """Where the first hit begins and ends."""
    for start in range(0, min(len(text), _LOOKED_AT), _WINDOW - _OVERLAP):
        begun = start - 1 if start else 0  # the character before tells whether a word begins
        found = pattern.search(fold(text[begun : start + _WINDOW]), start - begun)
        if found is not None:
            return begun + found.start(), begun + found.end()
    return None


@lru_cache(maxsize=32)
def _pattern(wanted: tuple[tuple[tuple[str, ...], bool], ...]) -> re.Pattern[str] | None:
    """Any of these words, at the beginning of a word, in folded text."""
    words = [
        r"[\W_]+".join(re.escape(fold(token)) for token in tokens)
        + (r"[^\W_]*" if open_ended else r"(?![^\W_])")
        for tokens, open_ended in wanted
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})") if words else None


def _whole_word(text: str, first: int, at: int) -> int:
    """The beginning of a word behind `first`, so that none is cut."""
    gap = text.find(" ", first, at) if first else -1
    return first if gap < 0 else gap + 1


def _inert(text: str) -> str:
    """On one line, what nobody sees spelt out; spaces at the ends stay."""
    return Untrusted(re.sub(r"\s+", " ", text.replace(CUT, ""))).shown
