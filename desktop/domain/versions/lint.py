"""Contradictions between versions that no schema sees: inverted ranges, a fix that is listed as affected.

Where versions cannot be ordered, nothing is claimed but that they are the same.
"""

from collections.abc import Iterator
from itertools import combinations

from desktop.domain.advisories.advisory import ProductFacts
from desktop.domain.versions.ranges import Range, overlap, parse_range


def contradictions(products: tuple[ProductFacts, ...]) -> tuple[str, ...]:
    """What is wrong with the versions, as sentences."""
    return tuple(sentence for product in products for sentence in _in_product(product))


def _in_product(product: ProductFacts) -> Iterator[str]:
    groups = {
        "affected": dict.fromkeys(product.affected),
        "fixed": dict.fromkeys(product.fixed),
        "not affected": dict.fromkeys(one.version for one in product.unaffected),
        "under investigation": dict.fromkeys(product.investigated),
    }
    ranges: dict[str, Range] = {}
    for written in dict.fromkeys(version for group in groups.values() for version in group):
        try:
            ranges[written] = parse_range(written)
        except ValueError as error:
            yield f"{product.product}: {error}."
            continue
        if overlap(ranges[written]) is False:
            yield f"{product.product}: the range {written} contains no version."
    for (graver, held), (called, said) in combinations(groups.items(), 2):
        for one in held:
            for other in said:
                if one in ranges and other in ranges and overlap(ranges[one], ranges[other]):
                    how = "lies within" if ranges[other].is_exact else "overlaps"
                    yield f"{product.product}: {other} is called {called} and {how} the {graver} {one}."
