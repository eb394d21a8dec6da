"""How near what somebody types is to a name: beginnings of its words, its initials, a slip of the finger."""

import re

from rapidfuzz import fuzz

from desktop.domain.filters import fold, plain

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 300
"""Characters of a name that are compared: a stranger's title may have millions."""
_BEGINS, _INITIALS, _WITHIN, _SLIP = 96.0, 92.0, 80.0, 75.0
"""What a match counts beside a word that is typed in full (100)."""
_LEAST_WITHIN, _LEAST_SLIP = 3, 4
"""Letters of a piece: shorter ones are inside, or near, too many words."""
_NEAR = 75.0
"""Percent of the letters that agree in order, of a word with a slip in it."""
SURE = 90.0
"""From here on every word that was typed begins one of the name, or it is its initials."""


def words_of_name(text: str) -> list[str]:
    """The words of a name as they are compared."""
    return _WORD.findall(fold(plain(text[:_LONGEST])))


def nearness(typed: str, name: str) -> float:
    """From 0, where they have nothing to do with each other, to a little above 100."""
    wanted, words = words_of_name(typed), words_of_name(name)
    if not wanted or not words:
        return 0.0
    initials = "".join(word[0] for word in words)
    if len(wanted) == 1 and len(wanted[0]) > 1 and initials.startswith(wanted[0]):
        return _INITIALS + 1
    each = [_nearest(piece, words) for piece in wanted]
    if min(each) == 0:
        return 0.0
    begun = 2.0 if words[0].startswith(wanted[0]) else 0.0
    return sum(each) / len(each) + begun + len(wanted) / len(words)


def _nearest(piece: str, words: list[str]) -> float:
    return max(_to_word(piece, word) for word in words)


def _to_word(piece: str, word: str) -> float:
    if word == piece:
        return 100.0
    if word.startswith(piece):
        return _BEGINS
    if len(piece) >= _LEAST_WITHIN and piece in word:
        return _WITHIN
    if len(piece) < _LEAST_SLIP:
        return 0.0
    near = max(fuzz.ratio(piece, word), fuzz.ratio(piece, word[: len(piece)]))
    return _SLIP * near / 100 if near >= _NEAR else 0.0
