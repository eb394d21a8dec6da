"""What two reports share, in the words of one of them: tokens are stems, which nobody writes."""

from collections.abc import Iterable, Iterator

from desktop.domain.triage.traits import Sketch, kind_of, value_of
from desktop.domain.triage.words import readable, spelt, words_with_stems

_READ, _MOST = 4_000, 4
_LAST = ("reach", "rights", "victim", "way", "where")
"""Kinds that say least; they are named when nothing better is shared."""
_PAIRS = ("pair", "apart")


def told(tokens: Iterable[str], own: Sketch) -> tuple[str, ...]:
    """The best few of the shared tokens as a person would say them, what says most in front."""
    better = sorted(tokens, key=lambda token: kind_of(token) in _LAST)
    words = dict(words_with_stems(spelt(readable(f"{own.title.raw} {own.text}", _READ))))
    return tuple(dict.fromkeys(_said(token, words) for token in _fresh(better)))[:_MOST]


def _said(token: str, words: dict[str, str]) -> str:
    value = value_of(token)
    if kind_of(token) in _PAIRS:
        return " + ".join(words.get(stem, stem) for stem in value.split())
    return words.get(value, value) if kind_of(token) == "where" else value


def _fresh(tokens: Iterable[str]) -> Iterator[str]:
    """Pairs of words that were all named already add nothing."""
    named: set[str] = set()
    for token in tokens:
        stems = set(value_of(token).split()) if kind_of(token) in _PAIRS else set()
        if not stems or not stems <= named:
            yield token
        named |= stems
