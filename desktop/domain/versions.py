"""Version ranges as people write them: `1.4.2`, `>=1.2, <1.4.1`; never a wildcard."""

import re

import msgspec

Operator = str
_CONSTRAINT = re.compile(r"(>=|<=|<|>|=)?\s*(?:v(?=\d))?([0-9A-Za-z][0-9A-Za-z.+~_-]{0,63})")


class Constraint(msgspec.Struct, frozen=True):
    """One comparison; a bare version is `=`."""

    operator: Operator
    version: str


def parse_range(written: str) -> tuple[Constraint, ...]:
    """The comparisons of a range, all of which must hold. Raises ValueError with what is wrong."""
    if "*" in written:
        raise ValueError("a * is no version: write a range such as >=1.0, <2.0")
    constraints = []
    for part in written.split(","):
        match = _CONSTRAINT.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"{part.strip()!r} is no version and no comparison such as >=1.2")
        constraints.append(Constraint(match[1] or "=", match[2]))
    if len(constraints) > 1 and any(c.operator == "=" for c in constraints):
        raise ValueError("list exact versions one by one, not within a range")
    return tuple(constraints)


def to_vers(written: str) -> str:
    """The range in `vers` notation, as CSAF asks for: `vers:generic/>=1.2|<1.4.1`."""
    parts = [
        constraint.version if constraint.operator == "=" else constraint.operator + constraint.version
        for constraint in parse_range(written)
    ]
    return "vers:generic/" + "|".join(parts)


def is_exact(written: str) -> bool:
    """Whether the range names one version."""
    constraints = parse_range(written)
    return len(constraints) == 1 and constraints[0].operator == "="


def canonical_range(written: str) -> str:
    """The one spelling of a range: `v1.2` is `1.2`, comparisons are parted by a comma and a space.

    Raises ValueError.
    """
    return ", ".join(
        constraint.version if constraint.operator == "=" else constraint.operator + constraint.version
        for constraint in parse_range(written)
    )
