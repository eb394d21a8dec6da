"""Contradictions between versions that no schema sees: inverted ranges, a fix that is listed as affected.

Where versions cannot be ordered, nothing is claimed but that they are the same.
"""

from collections.abc import Iterator

from desktop.domain.advisories.advisory import ProductFacts
from desktop.domain.versions.ranges import Range, overlap, parse_range


def contradictions(products: tuple[ProductFacts, ...]) -> tuple[str, ...]:
    """What is wrong with the versions, as sentences."""
    return tuple(sentence for product in products for sentence in _in_product(product))


def _in_product(product: ProductFacts) -> Iterator[str]:
    ranges: dict[str, Range] = {}
    for written in dict.fromkeys((*product.affected, *product.fixed)):
        try:
            ranges[written] = parse_range(written)
        except ValueError as error:
            yield f"{product.product}: {error}."
            continue
        if overlap(ranges[written]) is False:
            yield f"{product.product}: the range {written} contains no version."
    for affected in product.affected:
        for fixed in product.fixed:
            if affected in ranges and fixed in ranges and overlap(ranges[affected], ranges[fixed]):
                how = "lies within" if ranges[fixed].is_exact else "overlaps"
                yield f"{product.product}: {fixed} is called fixed and {how} the affected {affected}."
