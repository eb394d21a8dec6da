"""The product tree of a CSAF document: vendor, product, and a leaf for each version or range."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.advisories.advisory import ProductFacts
from desktop.domain.versions.ranges import canonical_range, is_exact, to_vers

_READS_AS_RANGE = re.compile(r"\ball\b|\bbefore\b|\bthrough\b|\.x\b", re.IGNORECASE)
"""Words in an exact version that test 6.1.31 takes for a range, such as 2.4.X."""


class ListedProduct(msgspec.Struct, frozen=True):
    """A product with the ids of its leaves."""

    facts: ProductFacts
    affected: tuple[str, ...]
    fixed: tuple[str, ...]


class ProductTree(msgspec.Struct, frozen=True):
    """The tree as CSAF has it, and which leaf stands for what."""

    tree: dict[str, Any]
    products: tuple[ListedProduct, ...]


def build_product_tree(products: tuple[ProductFacts, ...]) -> ProductTree:
    """The tree for these products, ids counted in the order of the facts.

    Raises ValueError for a version that is none.
    """
    ids = (f"CSAFPID-{number:04}" for number in range(1, 1_000_000))
    vendors: dict[str, list[dict[str, Any]]] = {}
    listed = []
    for facts in products:
        affected = [_leaf(facts, written, next(ids)) for written in facts.affected]
        fixed = [_leaf(facts, written, next(ids)) for written in facts.fixed]
        branch = {"category": "product_name", "name": facts.product, "branches": [*affected, *fixed]}
        vendors.setdefault(facts.vendor, []).append(branch)
        listed.append(ListedProduct(facts, tuple(_ids_of(affected)), tuple(_ids_of(fixed))))
    branches = [
        {"category": "vendor", "name": vendor, "branches": products} for vendor, products in vendors.items()
    ]
    return ProductTree({"branches": branches}, tuple(listed))


def _leaf(facts: ProductFacts, written: str, product_id: str) -> dict[str, Any]:
    exact = is_exact(written) and not _READS_AS_RANGE.search(written)
    return {
        "category": "product_version" if exact else "product_version_range",
        "name": canonical_range(written) if exact else to_vers(written),
        "product": {"name": f"{facts.vendor} {facts.product} {written}", "product_id": product_id},
    }


def _ids_of(leaves: list[dict[str, Any]]) -> Iterator[str]:
    return (leaf["product"]["product_id"] for leaf in leaves)
