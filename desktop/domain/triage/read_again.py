"""What two reports share that only one of them marks as a place or a way in, read in their texts again."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from desktop.domain.triage.traits import Sketch, named_pairs, pairs_in
from desktop.domain.triage.words import readable, spelt, telling

_WORDS = re.compile(r"[a-z_][\w.-]{2,40}(?<![.-])")
_PLAIN = re.compile(r"[a-z0-9]{2,30}")
_READ_AGAIN = 4_000
Kinds = Mapping[str, frozenset[str]]
"""The values of each kind of token."""
NONE: frozenset[str] = frozenset()


def words_in(text: str) -> frozenset[str]:
    """Its words as names of parameters are compared with them."""
    return frozenset(_WORDS.findall(text[:_READ_AGAIN].lower()))


def stems_in(text: str) -> frozenset[str]:
    """The stems of its words."""
    return frozenset(telling(spelt(readable(text, _READ_AGAIN))))


def joined_in(text: str) -> frozenset[str]:
    """Every two and three words that stand together, written as one."""
    words = _PLAIN.findall(spelt(text[:_READ_AGAIN]).lower())
    two = map("".join, pairwise(words))
    three = map("".join, zip(words, words[1:], words[2:], strict=False))
    return frozenset((*two, *three))


def shared_pairs(own: Sketch, other: Sketch, mine: Kinds, theirs: Kinds) -> frozenset[str]:
    """Pairs that tell the place of one and stand anywhere in the other."""
    ours, others = mine.get("pair", NONE), theirs.get("pair", NONE)
    params = mine.get("param", NONE) | theirs.get("param", NONE)
    return (ours & _all_pairs(other, params)) | (others & _all_pairs(own, params))


def _all_pairs(sketch: Sketch, params: frozenset[str]) -> frozenset[str]:
    return frozenset(pairs_in(sketch.title.raw, readable(sketch.text, _READ_AGAIN), params))


def shared_params(own: Sketch, other: Sketch, mine: Kinds, theirs: Kinds) -> frozenset[str]:
    """Names of parameters of one that stand anywhere in the other: "with dots in `folder`", "the folder"."""
    ours, others = mine.get("param", NONE), theirs.get("param", NONE)
    return (ours & (others | words_in(other.text))) | (others & words_in(own.text))


def pairs_apart(own: Sketch, other: Sketch) -> frozenset[str]:
    """Pairs of which a name of one is made, when both words stand somewhere in the other."""
    return frozenset((*_both_in(own, other), *_both_in(other, own)))


def _both_in(named: Sketch, other: Sketch) -> Iterator[str]:
    said = stems_in(other.text)
    for pair in (*pairs_in(named.title.raw, ""), *named_pairs(readable(named.text, _READ_AGAIN))):
        if said.issuperset(pair.split()):
            yield pair


def names_spelt_out(own: Sketch, other: Sketch, mine: Kinds, theirs: Kinds) -> frozenset[str]:
    """Names of code in one that the other writes as words: chunk_index, "the chunk index"."""
    ours, others = mine.get("name", NONE), theirs.get("name", NONE)
    return (ours & joined_in(other.text)) | (others & joined_in(own.text))
