"""Where two cases agree, on each axis, and how much that says in this vault.

What many cases share says little: a token's weight falls with the number of cases that have it.
"""

import math
import re
from collections.abc import Iterable, Mapping

import msgspec

from desktop.domain.triage.bug_class import near
from desktop.domain.triage.read_again import (
    NONE,
    Kinds,
    names_spelt_out,
    pairs_apart,
    shared_pairs,
    shared_params,
    words_in,
)
from desktop.domain.triage.traits import AXES, AXIS_OF, Axis, Sketch, kind_of, value_of
from desktop.domain.triage.words import spelt, telling

WEIGHTS = {
    "route": 1.0,
    "file": 1.0,
    "name": 1.0,
    "product": 0.3,
    "pair": 1.0,
    "apart": 0.75,
    "class": 1.0,
    "param": 1.0,
    "header": 1.0,
    "option": 1.0,
    "word": 0.4,
    "ref": 1.0,
    "way": 0.5,
    "where": 0.35,
}
_ENOUGH, _ENOUGH_WITH, _ENOUGH_THERE = 0.75, 0.6, 0.3
"""What the shared tokens of an axis must weigh together, each counting half of the one before; what a place
must weigh beside a way in that is shared, and what the way in must weigh beside a place that is."""
_ENOUGH_ALONE = 0.8
"""What a place must weigh to count as the same beyond doubt."""
_OF_A_PRODUCT = 0.3
"""What is left of a pair of words of which one is a product's name: it stands in every report about it."""
_FEWEST = 60
"""A smaller vault is taken for one of so many cases: that two of five agree does not make it usual."""
_RARE_IN = 100
"""What one case in so many has is rare."""
_RARE_AT_LEAST = 4
_OUTRIGHT: dict[Axis, tuple[str, ...]] = {
    "component": ("route", "name", "file"),
    "class": ("class",),
    "path": ("param", "header", "option"),
}
"""Kinds of tokens that say outright where or by what, the most exact first."""
_RARE_WORD = 0.3
"""How rare a word must be that both say and nobody marked as a name."""
_NO_WORD = re.compile(r"\W+")


class Spread(msgspec.Struct, frozen=True):
    """How many cases tell of the same class of bug, or of any where none is told, and have each token."""

    cases: int
    having: dict[str, int]
    products: frozenset[str] = frozenset()
    """Stems of the names of products that the vault knows."""

    def rarity(self, token: str) -> float:
        """From 1, for what hardly another case has, down to 0 for what all have."""
        cases = max(self.cases, _FEWEST)
        usual = max(_RARE_AT_LEAST, cases / _RARE_IN)
        having = min(max(self.having.get(token, 0), 1), cases)
        rarity = 1.0 if having <= usual else (math.log(cases / having) / math.log(cases / usual)) ** 2
        return rarity * _OF_A_PRODUCT if self._names_a_product(token) else rarity

    def _names_a_product(self, token: str) -> bool:
        return kind_of(token) in ("pair", "apart") and not self.products.isdisjoint(value_of(token).split())


class Agreement(msgspec.Struct, frozen=True):
    """What two cases share on one axis: it `agrees` when that is enough, `differs` when both name others."""

    axis: Axis
    shared: tuple[str, ...]
    """Tokens, those that say most in front."""
    weight: float
    agrees: bool
    differs: bool = False
    outright: bool = True
    """Whether something that only one place or way in has is named by both, not words alone."""
    evidence: tuple[str, ...] = ()
    """The same for people, in a stranger's words."""


def compare(own: Sketch, other: Sketch, spread: Spread) -> dict[Axis, Agreement]:
    """Every axis, agreeing or not."""
    mine, theirs = _without_params(by_kind(own.traits), by_kind(other.traits))
    shared = {kind: _shared(kind, mine, theirs) for kind in {*mine, *theirs}}
    shared["pair"], shared["param"] = (
        shared_pairs(own, other, mine, theirs),
        shared_params(own, other, mine, theirs),
    )
    shared["name"] = shared.get("name", NONE) | names_spelt_out(own, other, mine, theirs)
    shared["apart"] = frozenset() if shared["pair"] else pairs_apart(own, other)
    found = {axis: _agreement(axis, shared, mine, theirs, spread) for axis in AXES}
    component, path = found["component"], found["path"]
    if path.weight < _ENOUGH_THERE and component.weight >= _ENOUGH_WITH:
        shared["word"] = _words(own, other, component, spread)
        path = _agreement("path", shared, mine, theirs, spread)
        path = msgspec.structs.replace(path, outright=False)
    place = component.agrees or (component.weight >= _ENOUGH_WITH and path.weight >= _ENOUGH_THERE)
    there = path.agrees or (place and path.weight >= _ENOUGH_THERE)
    return found | {
        "component": msgspec.structs.replace(
            component,
            agrees=place and not _other_product(mine, theirs),
            outright=component.weight >= _ENOUGH_ALONE,
        ),
        "class": msgspec.structs.replace(
            found["class"], outright=mine.get("class", NONE) == theirs.get("class", NONE)
        ),
        "path": msgspec.structs.replace(path, agrees=there),
    }


def by_kind(tokens: Iterable[str]) -> dict[str, frozenset[str]]:
    """The values of each kind of token."""
    found: dict[str, set[str]] = {}
    for token in tokens:
        found.setdefault(kind_of(token), set()).add(value_of(token))
    return {kind: frozenset(values) for kind, values in found.items()}


def _without_params(*reports: dict[str, frozenset[str]]) -> list[Kinds]:
    """What is a parameter in one report is a bare name in another: it tells the way in there, no place."""
    params = {param.replace("_", "") for report in reports for param in report.get("param", NONE)}
    return [{**report, "name": report.get("name", NONE) - params} for report in reports]


def _agreement(
    axis: Axis, shared: Mapping[str, frozenset[str]], mine: Kinds, theirs: Kinds, spread: Spread
) -> Agreement:
    kinds = [kind for kind, of in AXIS_OF.items() if of == axis]
    tokens = [f"{kind}:{value}" for kind in kinds for value in shared.get(kind, NONE)]
    weighed = sorted(
        ((weight_of(token, spread), token) for token in tokens), key=lambda pair: (-pair[0], pair[1])
    )
    weight = sum(w / 2**place for place, (w, _) in enumerate(weighed))
    enough = weight >= _ENOUGH and (axis != "fix" or _has_way(tokens))
    differs = _differs(axis, shared, mine, theirs)
    if axis == "component" and _other_product(mine, theirs):
        enough, differs = False, True
    return Agreement(axis, tuple(token for _, token in weighed), weight, enough, differs)


def weight_of(token: str, spread: Spread) -> float:
    """What a shared token says; a word that nobody marked as a name never says much, however rare."""
    kind = kind_of(token)
    if kind == "word":
        return min(spread.rarity(token), WEIGHTS[kind])
    return WEIGHTS.get(kind, 0.0) * (1.0 if kind in ("class", "way") else spread.rarity(token))


def _has_way(tokens: Iterable[str]) -> bool:
    """Words that a proposal is about are no proposal yet."""
    return any(kind_of(token) in ("way", "ref") for token in tokens)


def _differs(axis: Axis, shared: Mapping[str, frozenset[str]], mine: Kinds, theirs: Kinds) -> bool:
    """Whether both say outright where, or by what, and say something else."""
    both = (kind for kind in _OUTRIGHT.get(axis, ()) if mine.get(kind) and theirs.get(kind))
    exact = next(both, "")
    if exact == "class" and any(near(one, other) for one in mine["class"] for other in theirs["class"]):
        return False
    return bool(exact) and not shared.get(exact)


def _other_product(mine: Kinds, theirs: Kinds) -> bool:
    ours, others = mine.get("product", NONE), theirs.get("product", NONE)
    words = {word for name in ours for word in name.split()}
    return bool(ours and others) and not any(word in words for name in others for word in name.split())


def _shared(kind: str, mine: Kinds, theirs: Kinds) -> frozenset[str]:
    ours, others = mine.get(kind, NONE), theirs.get(kind, NONE)
    if kind == "route":
        return frozenset(route for route in ours if any(_same_route(route, other) for other in others))
    return ours & others


def _same_route(one: str, other: str) -> bool:
    """Whether one ends or begins with the other: reports differ in how much of an address they give."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    return short.count("/") > 1 and (long.endswith(short) or long.startswith(f"{short}/"))


def _words(own: Sketch, other: Sketch, component: Agreement, spread: Spread) -> frozenset[str]:
    """Words that both say, that few other reports of the class do, and that are no part of the place."""
    named = value_of(component.shared[0])
    place = {*named.split(), *telling(_NO_WORD.sub(" ", named)), *spread.products}
    both = words_in(own.text) & words_in(other.text)
    return frozenset(
        word
        for word in both
        if f"word:{word}" in spread.having
        and spread.rarity(f"word:{word}") >= _RARE_WORD
        and word.replace("_", "") not in place
        and not place.issuperset(list(telling(spelt(word))) or [word])
    )
