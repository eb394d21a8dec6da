"""Whether two sets of ranges hold the same versions, decided by listing versions, not by their text.

Listed are all versions that either names, and one point before, between and after them: there a range that
names no end of its own begins or ends nowhere. Where they cannot be ordered, the text decides.
"""

from collections.abc import Iterable, Sequence
from functools import cmp_to_key

from desktop.domain.versions.order import GENERIC, compare
from desktop.domain.versions.ranges import Constraint, Range, canonical_range, parse_range

_MOST = 200
"""Named versions beyond which no order is looked for: each is compared with each."""


class _NoOrder(Exception):  # noqa: N818 - an answer, not an error
    """Nobody can say which version comes first."""


def same_versions(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether both hold the same versions; what is no range is the same as itself alone."""
    first, second = (frozenset(map(_read, ranges)) for ranges in (one, other))
    if first == second:
        return True
    spans = [[span for span in side if isinstance(span, Range)] for side in (first, second)]
    if len(spans[0]) + len(spans[1]) < len(first) + len(second):
        return False
    try:
        ranks = _ranks([span for side in spans for span in side])
    except _NoOrder:
        return False
    return all(
        _holds(spans[0], ranks, point) == _holds(spans[1], ranks, point)
        for point in range(2 * max(ranks.values(), default=0) + 3)
    )


def _read(written: str) -> Range | str:
    """The range without a bound that keeps nothing out: nothing comes before 0 (OSV 1.7, `introduced`)."""
    try:
        span = parse_range(written)
    except ValueError:
        return written
    bounds = (bound for bound in span.constraints if str(bound) != ">=0")
    return Range(tuple(sorted(bounds, key=str)), span.scheme)


def spelled(written: str) -> str:
    """The one spelling of a range; what is none stays as it stands."""
    try:
        return canonical_range(written)
    except ValueError:
        return written


def _ranks(spans: Sequence[Range]) -> dict[str, int]:
    """The place of each version that is named, from 0; the same one for two that are the same.

    Raises _NoOrder.
    """
    schemes = {span.scheme for span in spans} - {GENERIC}
    versions = list(dict.fromkeys(version for span in spans for version in span.versions))
    if len(schemes) > 1 or len(versions) > _MOST:
        raise _NoOrder
    scheme = schemes.pop() if schemes else GENERIC

    def order(earlier: str, later: str) -> int:
        found = compare(scheme, earlier, later)
        if found is None:
            raise _NoOrder
        return found

    ranks: dict[str, int] = {}
    ordered = sorted(versions, key=cmp_to_key(order))
    for place, version in enumerate(ordered):
        before = [order(earlier, version) for earlier in ordered[:place]]
        if any(found > 0 for found in before):
            raise _NoOrder
        ranks[version] = ranks[ordered[before.index(0)]] if 0 in before else len(set(ranks.values()))
    return ranks


def _holds(spans: Iterable[Range], ranks: dict[str, int], point: int) -> bool:
    """Whether any range holds the point: 2n + 1 is the version of rank n, and 2n lies right before it."""
    return any(all(_admits(bound, ranks, point) for bound in span.constraints) for span in spans)


def _admits(bound: Constraint, ranks: dict[str, int], point: int) -> bool:
    place = 2 * ranks[bound.version] + 1
    if point == place:
        return "=" in bound.operator
    return bound.operator != "=" and (point > place) == (bound.operator[0] == ">")
