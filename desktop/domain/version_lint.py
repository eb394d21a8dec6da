"""Contradictions between versions that no schema sees: inverted ranges, a fix that is listed as affected.

Only versions of dotted numbers are ordered; about others nothing is claimed but that they are the same.
"""

import re
from collections.abc import Iterator

from desktop.domain.advisory import ProductFacts
from desktop.domain.versions import Constraint, is_exact, parse_range

_Key = tuple[int, ...]
_Range = tuple[Constraint, ...]
_NUMERIC = re.compile(r"\d+(\.\d+)*")


def contradictions(products: tuple[ProductFacts, ...]) -> tuple[str, ...]:
    """What is wrong with the versions, as sentences."""
    return tuple(sentence for product in products for sentence in _in_product(product))


def _in_product(product: ProductFacts) -> Iterator[str]:
    ranges: dict[str, _Range] = {}
    for written in dict.fromkeys((*product.affected, *product.fixed)):
        try:
            ranges[written] = parse_range(written)
        except ValueError as error:
            yield f"{product.product}: {error}."
            continue
        if _empty(ranges[written]):
            yield f"{product.product}: the range {written} contains no version."
    for affected in product.affected:
        for fixed in product.fixed:
            if affected in ranges and fixed in ranges and _overlap(ranges[affected], ranges[fixed]):
                how = "lies within" if is_exact(fixed) else "overlaps"
                yield f"{product.product}: {fixed} is called fixed and {how} the affected {affected}."


def _overlap(one: _Range, other: _Range) -> bool:
    """Whether some version is in both, as far as versions can be ordered."""
    both = (*one, *other)
    exact = next((c.version for c in both if c.operator == "="), None)
    if exact is not None:
        return all(_holds(constraint, exact) for constraint in both)
    ordered = all(_key(c.version) is not None for c in both)
    return ordered and not any(_empty(constraints) for constraints in (one, other, both))


def _empty(constraints: _Range) -> bool:
    """Whether the highest lower bound lies above the lowest upper bound."""
    bounds = [(c.operator, key) for c in constraints if (key := _key(c.version)) is not None]
    lower = [(key, operator == ">") for operator, key in bounds if operator in (">", ">=")]
    upper = [(key, operator == "<") for operator, key in bounds if operator in ("<", "<=")]
    if not lower or not upper:
        return False
    (highest, above), (lowest, below) = max(lower), min(upper, key=lambda bound: (bound[0], not bound[1]))
    return highest > lowest or (highest == lowest and (above or below))


def _holds(constraint: Constraint, version: str) -> bool:
    bound, key = _key(constraint.version), _key(version)
    if bound is None or key is None:
        return constraint.operator == "=" and constraint.version == version
    return {
        "=": key == bound,
        ">": key > bound,
        ">=": key >= bound,
        "<": key < bound,
        "<=": key <= bound,
    }[constraint.operator]


def _key(version: str) -> _Key | None:
    """Numbers to compare by; trailing zeros say nothing (1.4 is 1.4.0)."""
    if not _NUMERIC.fullmatch(version):
        return None
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
