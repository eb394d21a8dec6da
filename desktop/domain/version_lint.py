"""Contradictions between versions that no schema sees: inverted ranges, a fix that is listed as affected.

Only versions of dotted numbers are ordered; about others nothing is claimed.
"""

import re
from collections.abc import Iterator

from desktop.domain.advisory import ProductFacts
from desktop.domain.versions import Constraint, is_exact, parse_range

_Key = tuple[int, ...]
_NUMERIC = re.compile(r"\d{1,9}(\.\d{1,9})*")


def contradictions(products: tuple[ProductFacts, ...]) -> tuple[str, ...]:
    """What is wrong with the versions, as sentences."""
    return tuple(sentence for product in products for sentence in _in_product(product))


def _in_product(product: ProductFacts) -> Iterator[str]:
    for written in product.affected:
        try:
            constraints = parse_range(written)
        except ValueError as error:
            yield f"{product.product}: {error}."
            continue
        if _inverted(constraints):
            yield f"{product.product}: the range {written} contains no version."
        for fixed in product.fixed:
            if is_exact(fixed) and _contains(constraints, parse_range(fixed)[0].version):
                yield f"{product.product}: {fixed} is called fixed and lies within the affected {written}."


def _inverted(constraints: tuple[Constraint, ...]) -> bool:
    """Whether the highest lower bound lies above the lowest upper bound."""
    bounds = [(c.operator, _key(c.version)) for c in constraints if _key(c.version) is not None]
    lower = [key for operator, key in bounds if operator in (">", ">=") and key is not None]
    upper = [key for operator, key in bounds if operator in ("<", "<=") and key is not None]
    if not lower or not upper:
        return False
    inclusive = (">=", max(lower)) in bounds and ("<=", min(upper)) in bounds
    return max(lower) > min(upper) or (max(lower) == min(upper) and not inclusive)


def _contains(constraints: tuple[Constraint, ...], version: str) -> bool:
    return all(_holds(constraint, version) for constraint in constraints)


def _holds(constraint: Constraint, version: str) -> bool:
    if constraint.operator == "=":
        return constraint.version == version
    bound, key = _key(constraint.version), _key(version)
    if bound is None or key is None:
        return False
    return {">": key > bound, ">=": key >= bound, "<": key < bound, "<=": key <= bound}[constraint.operator]


def _key(version: str) -> _Key | None:
    """Numbers to compare by; trailing zeros say nothing (1.4 is 1.4.0)."""
    if not _NUMERIC.fullmatch(version):
        return None
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
