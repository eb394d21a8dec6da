"""Version ranges as people write them: `1.4.2`, `>=1.2, <1.4.1`, `vers:deb/>=1:2.3|<1:2.4`; never a wildcard.

What a person wrote is kept to the letter; only the order of versions is asked of `order`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from desktop.domain.versions.order import GENERIC, check_version, compare

Operator = str
_SCHEME = re.compile(r"\s*vers:([a-z]+)/(.*)", re.DOTALL | re.IGNORECASE)
_CONSTRAINT = re.compile(r"(>=|<=|<|>|=)?\s*(?:v(?=\d))?([0-9A-Za-z][0-9A-Za-z.+~_-]{0,63})")
_SCHEMED = re.compile(r"(>=|<=|<|>|=)?\s*(?:v(?=\d))?([0-9A-Za-z][0-9A-Za-z.+~_:!-]{0,63})")


class Constraint(msgspec.Struct, frozen=True):
    """One comparison; a bare version is `=`."""

    operator: Operator
    version: str

    def __str__(self) -> str:
        return self.version if self.operator == "=" else self.operator + self.version


class Range(msgspec.Struct, frozen=True):
    """Comparisons that must all hold, in the order of one scheme of versions."""

    constraints: tuple[Constraint, ...]
    scheme: str = GENERIC

    @property
    def is_exact(self) -> bool:
        """Whether it names one version."""
        return len(self.constraints) == 1 and self.constraints[0].operator == "="

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that it names."""
        return tuple(constraint.version for constraint in self.constraints)


@lru_cache(maxsize=20_000)
def parse_range(written: str) -> Range:
    """The comparisons of a range. Raises ValueError with what is wrong."""
    if "*" in written:
        raise ValueError("a * is no version: write a range such as >=1.0, <2.0")
    schemed = _SCHEME.fullmatch(written)
    scheme, text = (schemed[1].lower(), schemed[2].replace("|", ",")) if schemed else (GENERIC, written)
    shape = _SCHEMED if schemed and scheme != GENERIC else _CONSTRAINT
    constraints = []
    for part in text.split(","):
        match = shape.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"{part.strip()!r} is no version and no comparison such as >=1.2")
        check_version(scheme, match[2])
        constraints.append(Constraint(match[1] or "=", match[2]))
    if len(constraints) > 1 and any(c.operator == "=" for c in constraints):
        raise ValueError("list exact versions one by one, not within a range")
    if any(sum(c.operator[0] == side for c in constraints) > 1 for side in "<>"):
        raise ValueError("a range has one lower and one upper bound: write each range on its own")
    return Range(tuple(constraints), scheme)


def to_vers(written: str) -> str:
    """The range in `vers` notation, as CSAF asks for: `vers:generic/>=1.2|<1.4.1`. Raises ValueError."""
    parsed = parse_range(written)
    return f"vers:{parsed.scheme}/{'|'.join(map(str, parsed.constraints))}"


def is_exact(written: str) -> bool:
    """Whether the range names one version. Raises ValueError."""
    return parse_range(written).is_exact


def canonical_range(written: str) -> str:
    """The one spelling of a range: `v1.2` is `1.2`, comparisons are parted by a comma and a space.

    A range of a named scheme stays in `vers` notation. Raises ValueError.
    """
    parsed = parse_range(written)
    return to_vers(written) if parsed.scheme != GENERIC else ", ".join(map(str, parsed.constraints))


def overlap(*ranges: Range) -> bool | None:
    """Whether some version is in all of them; None where their versions cannot be ordered."""
    lower = [bound for one in ranges for bound in _bounds(one, ">")]
    upper = [bound for one in ranges for bound in _bounds(one, "<")]
    if len({one.scheme for one in ranges}) > 1:
        return None
    return _all(_leaves_room(ranges[0].scheme, low, high) for low in lower for high in upper)


def lies_within(one: Range, other: Range) -> bool | None:
    """Whether every version of one is in the other; None where their versions cannot be ordered."""
    if one.scheme != other.scheme:
        return None
    return _all(
        _any(_implies(one.scheme, side, own, bound) for own in _bounds(one, side))
        for side in "<>"
        for bound in _bounds(other, side)
    )


def _bounds(one: Range, side: str) -> list[Constraint]:
    return [c for c in one.constraints if c.operator[0] in (side, "=")]


def _leaves_room(scheme: str, low: Constraint, high: Constraint) -> bool | None:
    order = compare(scheme, low.version, high.version)
    if order == 0:
        return "=" in low.operator and "=" in high.operator
    return None if order is None else order < 0


def _implies(scheme: str, side: str, own: Constraint, bound: Constraint) -> bool | None:
    order = compare(scheme, own.version, bound.version)
    if order == 0:
        return "=" in bound.operator or "=" not in own.operator
    return None if order is None else (order < 0) == (side == "<")


def _all(values: Iterable[bool | None]) -> bool | None:
    known = set(values)
    return False if False in known else None if None in known else True


def _any(values: Iterable[bool | None]) -> bool | None:
    known = set(values)
    return True if True in known else None if None in known else False
