"""Ranges as formats for machines have fields for them: a lowest version, and the first one after the range.

"0" stands for the first version of all (OSV 1.7, CVE JSON 5.1), so that a range from 0 on and one without a
lower end are the same there.
"""

from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.versions.order import GENERIC
from desktop.domain.versions.ranges import overlap, parse_range
from desktop.formats.advisories.claims import Claims, Versions, plain_range

FIRST = "0"


class Ends(msgspec.Struct, frozen=True):
    """An exact version, or a range by its two ends; what is empty is open."""

    scheme: str = GENERIC
    exact: str = ""
    low: str = ""
    """The first version in it."""
    high: str = ""
    """Where it ends."""
    through: bool = False
    """Whether `high` is in it."""


def ends_of(written: str) -> Ends:
    """The ends of a range. Raises ValueError for what is none, or has a lower end that is not in it."""
    parsed = parse_range(written)
    if overlap(parsed) is False:
        raise ValueError(f"the range {written} contains no version")
    if parsed.is_exact:
        return Ends(parsed.scheme, exact=parsed.versions[0])
    ends = {constraint.operator: constraint.version for constraint in parsed.constraints}
    if ">" in ends:
        raise ValueError(f"the range {written} starts behind a version instead of with one")
    low, high = ends.get(">=", ""), ends.get("<", "") or ends.get("<=", "")
    return Ends(parsed.scheme, low="" if low == FIRST and high else low, high=high, through="<=" in ends)


def range_of(ends: Ends) -> str:
    """The range as `claims` spell it."""
    if ends.exact:
        return plain_range(f"vers:{ends.scheme}/{ends.exact}")
    upper = ("<=" if ends.through else "<") + ends.high if ends.high else ""
    lower = f">={ends.low}" if ends.low and (ends.low != FIRST or not upper) else ""
    return plain_range(f"vers:{ends.scheme}/{'|'.join(filter(None, (lower, upper)))}")


def unsayable(facts: AdvisoryFacts) -> Iterator[str]:
    """What is wrong with ranges for a format that has these ends only, as sentences."""
    for product in facts.products:
        for written in versions_of(product):
            try:
                ends_of(written)
            except ValueError as error:
                yield f"{product.product}: {error}."


def versions_of(product: ProductFacts) -> tuple[str, ...]:
    """Every version and range that anything is said of."""
    unaffected = (one.version for one in product.unaffected)
    return (*product.affected, *product.fixed, *unaffected, *product.investigated)


def without_first(claims: Claims) -> Claims:
    """The claims with each range from 0 on as one without a lower end."""
    groups = {name: getattr(claims, name) for name in ("affected", "fixed", "unaffected", "investigated")}
    known = {name: _opened(group) for name, group in groups.items() if group is not None}
    return msgspec.structs.replace(claims, **known)


def _opened(group: Iterable[tuple[str, str, str]]) -> Versions:
    return frozenset((vendor, product, _open(written)) for vendor, product, written in group)


def _open(written: str) -> str:
    try:
        return range_of(ends_of(written))
    except ValueError:
        return written
