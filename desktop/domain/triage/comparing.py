"""Where two cases agree, on each axis, and how much that says in this vault.

What many cases share says little: a token's weight falls with the number of cases that have it.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from desktop.domain.triage.bug_class import near
from desktop.domain.triage.traits import AXES, AXIS_OF, Axis, Sketch, kind_of, named_pairs, pairs_in, value_of
from desktop.domain.triage.words import readable, spelt, stem, telling

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
    "word": 0.8,
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
_WORDS = re.compile(r"[a-z_][\w.-]{2,40}(?<![.-])")
_READ_AGAIN = 4_000
_RARE_WORD = 0.37
"""How rare a word must be that both say and nobody marked as a name."""
_OF_A_PLACE = ("route", "file", "name", "pair", "apart")


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
    shared["pair"], shared["param"] = _pairs(own, other, mine, theirs), _params(own, other, mine, theirs)
    shared["apart"] = frozenset() if shared["pair"] else _apart(own, other)
    found = {axis: _agreement(axis, shared, mine, theirs, spread) for axis in AXES}
    component, path = found["component"], found["path"]
    if path.weight < _ENOUGH_THERE and component.weight >= _ENOUGH_WITH:
        shared["word"] = _words(own, other, shared, spread)
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
        "path": msgspec.structs.replace(path, agrees=there),
    }


def words_in(text: str) -> frozenset[str]:
    """Its words as names of parameters are compared with them."""
    return frozenset(_WORDS.findall(text[:_READ_AGAIN].lower()))


def stems_in(text: str) -> frozenset[str]:
    """The stems of its words."""
    return frozenset(telling(spelt(readable(text, _READ_AGAIN))))


def by_kind(tokens: Iterable[str]) -> dict[str, frozenset[str]]:
    """The values of each kind of token."""
    found: dict[str, set[str]] = {}
    for token in tokens:
        found.setdefault(kind_of(token), set()).add(value_of(token))
    return {kind: frozenset(values) for kind, values in found.items()}


_Kinds = Mapping[str, frozenset[str]]
_NONE: frozenset[str] = frozenset()


def _without_params(*reports: dict[str, frozenset[str]]) -> list[_Kinds]:
    """What is a parameter in one report is a bare name in another: it tells the way in there, no place."""
    params = {param.replace("_", "") for report in reports for param in report.get("param", _NONE)}
    return [{**report, "name": report.get("name", _NONE) - params} for report in reports]


def _agreement(
    axis: Axis, shared: Mapping[str, frozenset[str]], mine: _Kinds, theirs: _Kinds, spread: Spread
) -> Agreement:
    kinds = [kind for kind, of in AXIS_OF.items() if of == axis]
    tokens = [f"{kind}:{value}" for kind in kinds for value in shared.get(kind, _NONE)]
    weighed = sorted(
        ((_weight(token, spread), token) for token in tokens), key=lambda pair: (-pair[0], pair[1])
    )
    weight = sum(w / 2**place for place, (w, _) in enumerate(weighed))
    enough = weight >= _ENOUGH and (axis != "fix" or _has_way(tokens))
    differs = _differs(axis, shared, mine, theirs)
    if axis == "component" and _other_product(mine, theirs):
        enough, differs = False, True
    return Agreement(axis, tuple(token for _, token in weighed), weight, enough, differs)


def _weight(token: str, spread: Spread) -> float:
    kind = kind_of(token)
    return WEIGHTS.get(kind, 0.0) * (1.0 if kind in ("class", "way") else spread.rarity(token))


def _has_way(tokens: Iterable[str]) -> bool:
    """Words that a proposal is about are no proposal yet."""
    return any(kind_of(token) in ("way", "ref") for token in tokens)


def _differs(axis: Axis, shared: Mapping[str, frozenset[str]], mine: _Kinds, theirs: _Kinds) -> bool:
    """Whether both say outright where, or by what, and say something else."""
    both = (kind for kind in _OUTRIGHT.get(axis, ()) if mine.get(kind) and theirs.get(kind))
    exact = next(both, "")
    if exact == "class" and any(near(one, other) for one in mine["class"] for other in theirs["class"]):
        return False
    return bool(exact) and not shared.get(exact)


def _other_product(mine: _Kinds, theirs: _Kinds) -> bool:
    ours, others = mine.get("product", _NONE), theirs.get("product", _NONE)
    words = {word for name in ours for word in name.split()}
    return bool(ours and others) and not any(word in words for name in others for word in name.split())


def _shared(kind: str, mine: _Kinds, theirs: _Kinds) -> frozenset[str]:
    ours, others = mine.get(kind, _NONE), theirs.get(kind, _NONE)
    if kind == "route":
        return frozenset(route for route in ours if any(_same_route(route, other) for other in others))
    return ours & others


def _same_route(one: str, other: str) -> bool:
    """Whether one ends or begins with the other: reports differ in how much of an address they give."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    return short.count("/") > 1 and (long.endswith(short) or long.startswith(f"{short}/"))


def _pairs(own: Sketch, other: Sketch, mine: _Kinds, theirs: _Kinds) -> frozenset[str]:
    """Pairs that tell the place of one and stand anywhere in the other."""
    ours, others = mine.get("pair", _NONE), theirs.get("pair", _NONE)
    params = mine.get("param", _NONE) | theirs.get("param", _NONE)
    return (ours & _all_pairs(other, params)) | (others & _all_pairs(own, params))


def _all_pairs(sketch: Sketch, params: frozenset[str]) -> frozenset[str]:
    return frozenset(pairs_in(sketch.title.raw, readable(sketch.text, _READ_AGAIN), params))


def _params(own: Sketch, other: Sketch, mine: _Kinds, theirs: _Kinds) -> frozenset[str]:
    """Names of parameters of one that stand anywhere in the other: "with dots in `folder`", "the folder"."""
    ours, others = mine.get("param", _NONE), theirs.get("param", _NONE)
    return (ours & (others | words_in(other.text))) | (others & words_in(own.text))


def _apart(own: Sketch, other: Sketch) -> frozenset[str]:
    """Pairs of which a name of one is made, when both words stand somewhere in the other."""
    return frozenset((*_both_in(own, other), *_both_in(other, own)))


def _both_in(named: Sketch, other: Sketch) -> Iterator[str]:
    said = stems_in(other.text)
    for pair in named_pairs(readable(named.text, _READ_AGAIN)):
        if said.issuperset(pair.split()):
            yield pair


def _words(
    own: Sketch, other: Sketch, shared: Mapping[str, frozenset[str]], spread: Spread
) -> frozenset[str]:
    """Words that both say, that few other reports of the class do, and that are no part of the place."""
    place = " ".join(value for kind in _OF_A_PLACE for value in shared.get(kind, _NONE))
    known = {*telling(re.sub(r"\W", " ", place)), *place.split(), *spread.products}
    both = words_in(own.text) & words_in(other.text)
    return frozenset(
        word
        for word in both
        if not known.issuperset(telling(spelt(word)) if "_" in word else (stem(word),))
        and f"word:{word}" in spread.having
        and spread.rarity(f"word:{word}") >= _RARE_WORD
    )
