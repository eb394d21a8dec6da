"""Whether documents say the same: fact by fact, of which several speak, and versions by listing them.

Products are matched by their names. Vendors are compared where both sides tell one; a package URL, or the
name in it, stands for the product that another side gives it to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import msgspec

from desktop.domain.versions.listing import same_versions
from desktop.formats.advisories.claims import Claims

_BY_VERSION = frozenset(
    {
        "affected",
        "fixed",
        "unaffected",
        "investigated",
        "withdrawn",
        "abandoned",
        "justified",
        "branches",
        "released",
        "fix_references",
    }
)
"""Facts that are told of versions: vendor, product, version and what is told."""
_BY_PRODUCT = frozenset({"purls", "cpes"})
_Entries = frozenset[tuple[str, ...]]
_Calls = dict[tuple[str, str], str]
_Said = dict[tuple[str, ...], list[str]]


class Difference(msgspec.Struct, frozen=True):
    """A fact that files tell differently, with what each of those that speak of it says."""

    fact: str
    values: dict[str, Any]


def compare(claims: Mapping[str, Claims]) -> tuple[Difference, ...]:
    """What differs between any two of them, in the order of the facts; empty when all say the same."""
    pairs = list(combinations(claims.values(), 2))
    unlike = {fact for one, other in pairs for fact in differences(one, other)}
    return tuple(
        Difference(fact, {file: _shown(value) for file, value in _values(claims, fact).items()})
        for fact in Claims.__struct_fields__
        if fact in unlike
    )


def differences(expected: Claims, found: Claims) -> tuple[str, ...]:
    """The names of the facts of which both speak, and differently."""
    calls = _calls(expected, found), _calls(found, expected)
    return tuple(
        fact
        for fact in Claims.__struct_fields__
        if _differ(fact, (getattr(expected, fact), getattr(found, fact)), calls)
    )


def _differ(fact: str, told: tuple[Any, Any], calls: tuple[_Calls, _Calls]) -> bool:
    if None in told or told[0] == told[1]:
        return False
    if fact not in _BY_VERSION | _BY_PRODUCT:
        return True
    one, other = (_as_called(entries, names) for entries, names in zip(told, calls, strict=True))
    vendorless = {product for vendor, product, *_ in one | other if not vendor}
    one, other = _without(one, vendorless), _without(other, vendorless)
    if fact in _BY_PRODUCT:
        return one != other
    said, also = _by_product(one), _by_product(other)
    return not all(same_versions(said[what], also[what]) for what in said.keys() | also.keys())


def _calls(own: Claims, other: Claims) -> _Calls:
    """What the other side calls products of which it tells the package instead of the name."""
    called = _products(other) - _products(own)
    return {
        (vendor, product): name
        for vendor, product, purl in own.purls or ()
        for name in _names_in(purl)
        if name in called
    }


def _products(claims: Claims) -> set[str]:
    told: Iterable[_Entries | None] = (getattr(claims, fact) for fact in _BY_VERSION | _BY_PRODUCT)
    return {entry[1] for entries in told for entry in entries or ()}


def _as_called(entries: _Entries, calls: _Calls) -> _Entries:
    return frozenset(
        ("", calls[vendor, product], *rest) if (vendor, product) in calls else (vendor, product, *rest)
        for vendor, product, *rest in entries
    )


def _names_in(purl: str) -> tuple[str, ...]:
    """What may stand for the product of a package URL: itself, its name with the namespace, its name."""
    path = purl.partition("/")[2].partition("?")[0].partition("#")[0].replace("%40", "@")
    return path.rpartition("/")[2], path, path.replace("/", ":"), purl


def _without(entries: _Entries, vendorless: set[str]) -> _Entries:
    return frozenset(("" if p in vendorless else vendor, p, *rest) for vendor, p, *rest in entries)


def _by_product(entries: _Entries) -> _Said:
    """The versions of which the same is told of the same product."""
    found: _Said = defaultdict(list)
    for vendor, product, version, *what in entries:
        found[vendor, product, *what].append(version)
    return found


def _values(claims: Mapping[str, Claims], fact: str) -> dict[str, Any]:
    told = {file: getattr(one, fact) for file, one in claims.items()}
    return {file: value for file, value in told.items() if value is not None}


def _shown(value: Any) -> Any:
    """As JSON has it; what is told of versions as lines, sorted."""
    if isinstance(value, frozenset):
        return sorted(" ".join(filter(None, one)) if isinstance(one, tuple) else one for one in value)
    return list(value) if isinstance(value, tuple) else value
