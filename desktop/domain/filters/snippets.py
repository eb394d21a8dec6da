"""The place where something was found, as one line of inert text with the hits marked."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from desktop.domain.filters.folding import fold
from desktop.domain.filters.terms import Term
from desktop.domain.inert import Untrusted

_BEFORE, _AFTER = 40, 120
"""Characters shown before a hit, and from its beginning on."""
_STEP = 512


class Snippet(msgspec.Struct, frozen=True):
    """Text around the first hit in a `source`; `marks` are where hits begin and end in it."""

    source: str
    text: Untrusted
    marks: tuple[tuple[int, int], ...]


def snippet(source: str, text: str, terms: Sequence[Term]) -> Snippet | None:
    """The surroundings of the first hit of any of these terms, or None where none is."""
    pattern = _pattern(tuple((term.tokens, term.open_ended) for term in terms))
    found = pattern.search(fold(text)) if pattern else None
    if found is None:
        return None
    at, end = _origin(text, found.start()), _origin(text, found.end())
    while end < len(text) and not fold(text[end]):
        end += 1  # an accent belongs to the letter before it
    first = max(0, at - _BEFORE)
    last = max(end, min(len(text), at + _AFTER))
    first, last = _whole_word(text, first, at), min(last, end + 2 * _AFTER)
    before, hit, after = (_inert(text[a:b]) for a, b in ((first, at), (at, end), (end, last)))
    before = f"{'…' if first else ''}{before.lstrip()}"
    after = f"{after.rstrip()}{'…' if last < len(text) else ''}"
    mark = (len(before), len(before) + len(hit))
    return Snippet(source, Untrusted(before + hit + after), (mark,))


@lru_cache(maxsize=32)
def _pattern(wanted: tuple[tuple[tuple[str, ...], bool], ...]) -> re.Pattern[str] | None:
    """Any of these words, at the beginning of a word, in folded text."""
    words = [
        r"[\W_]+".join(map(re.escape, tokens)) + (r"[^\W_]*" if open_ended else r"(?![^\W_])")
        for tokens, open_ended in wanted
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})") if words else None


def _origin(text: str, folded_at: int) -> int:
    """Where in the text a place of the folded text comes from: folding may drop or add characters."""
    if text.isascii():
        return folded_at
    place = 0
    for step in (_STEP, 1):
        while place < len(text) and (length := len(fold(text[place : place + step]))) <= folded_at:
            if step == 1 and folded_at == 0:
                break
            folded_at -= length
            place += step
    return min(place, len(text))


def _whole_word(text: str, first: int, at: int) -> int:
    """The beginning of a word behind `first`, so that none is cut."""
    gap = text.find(" ", first, at) if first else -1
    return first if gap < 0 else gap + 1


def _inert(text: str) -> str:
    """On one line, what nobody sees spelt out; spaces at the ends stay."""
    return Untrusted(re.sub(r"\s+", " ", text)).shown
