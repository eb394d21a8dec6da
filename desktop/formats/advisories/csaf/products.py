"""The product tree of a CSAF document: vendor, product, and a leaf for each version or range."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from desktop.domain.advisories.advisory import ProductFacts
from desktop.domain.versions.package_url import with_version
from desktop.domain.versions.ranges import canonical_range, is_exact, to_vers

_READS_AS_RANGE = re.compile(r"\ball\b|\bbefore\b|\bthrough\b|\.x\b", re.IGNORECASE)
"""Words in an exact version that test 6.1.31 takes for a range, such as 2.4.X."""


class ListedProduct(msgspec.Struct, frozen=True):
    """A product, its versions in their one spelling, with the ids of its leaves in the order of the facts."""

    facts: ProductFacts
    affected: tuple[str, ...]
    fixed: tuple[str, ...]
    unaffected: tuple[str, ...]
    investigated: tuple[str, ...]

    def ids_of(self, versions: Iterable[str]) -> tuple[str, ...]:
        """Those of the affected that are these versions."""
        wanted = frozenset(versions)
        pairs = zip(self.affected, self.facts.affected, strict=True)
        return tuple(product_id for product_id, version in pairs if version in wanted)


class ProductTree(msgspec.Struct, frozen=True):
    """The tree as CSAF has it, and which leaf stands for what."""

    tree: dict[str, Any]
    products: tuple[ListedProduct, ...]

    def every(self, group: str) -> list[str]:
        """The ids of all products that are, say, affected."""
        return [product_id for listed in self.products for product_id in getattr(listed, group)]


def build_product_tree(products: tuple[ProductFacts, ...], *, all_open: bool = False) -> ProductTree:
    """The tree for these products, ids counted in its order: that of the facts, each vendor's together.

    Where all is open, what is investigated stands with what is listed. Raises ValueError for a version that
    is none.
    """
    ids = (f"CSAFPID-{number:04}" for number in range(1, 1_000_000))
    vendors: dict[str, list[ProductFacts]] = {}
    for facts in products:
        vendors.setdefault(facts.vendor, []).append(_spelled(facts, all_open=all_open))
    branches, listed = [], []
    for vendor, own in vendors.items():
        told = [_product(facts, ids) for facts in own]
        branches.append({"category": "vendor", "name": vendor, "branches": [branch for branch, _ in told]})
        listed += [one for _, one in told]
    return ProductTree({"branches": branches}, tuple(listed))


def _spelled(facts: ProductFacts, *, all_open: bool) -> ProductFacts:
    replace = msgspec.structs.replace
    affected = (*facts.affected, *facts.investigated) if all_open else facts.affected
    return replace(
        facts,
        affected=tuple(map(canonical_range, affected)),
        fixes=tuple(replace(fix, version=canonical_range(fix.version)) for fix in facts.fixes),
        withdrawn=tuple(map(canonical_range, facts.withdrawn)),
        unaffected=tuple(replace(one, version=canonical_range(one.version)) for one in facts.unaffected),
        investigated=() if all_open else tuple(map(canonical_range, facts.investigated)),
        abandoned=tuple(map(canonical_range, facts.abandoned)),
    )


def _product(facts: ProductFacts, ids: Iterator[str]) -> tuple[dict[str, Any], ListedProduct]:
    groups = (facts.affected, facts.fixed, [one.version for one in facts.unaffected], facts.investigated)
    leaves = [[_leaf(facts, version, next(ids)) for version in group] for group in groups]
    branch = {
        "category": "product_name",
        "name": facts.product,
        "branches": [leaf for group in leaves for leaf in group],
    }
    numbers = (tuple(leaf["product"]["product_id"] for leaf in group) for group in leaves)
    return branch, ListedProduct(facts, *numbers)


def _leaf(facts: ProductFacts, version: str, product_id: str) -> dict[str, Any]:
    exact = is_exact(version) and not _READS_AS_RANGE.search(version)
    helper = _helper(facts, version if exact else "")
    named = {"name": f"{facts.vendor} {facts.product} {version}", "product_id": product_id}
    return {
        "category": "product_version" if exact else "product_version_range",
        "name": version if exact else to_vers(version),
        "product": named | ({"product_identification_helper": helper} if helper else {}),
    }


def _helper(facts: ProductFacts, version: str) -> dict[str, str]:
    """The other names of the product; the package URL has the version where there is one."""
    purl = with_version(facts.purl, version) if facts.purl and version else facts.purl
    return {name: value for name, value in (("purl", purl), ("cpe", facts.cpe)) if value}
