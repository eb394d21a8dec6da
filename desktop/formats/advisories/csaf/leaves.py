"""What the ids of a CSAF product tree stand for: vendor, product and version, however nested."""

from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.domain.versions.package_url import without_version
from desktop.formats.advisories.claims import plain_range
from desktop.formats.advisories.csaf.document import Branch, Concerning, FullProductName, Helper, Tree

_VERSIONS = ("product_version", "product_version_range")
_EVERY = ">=0"
"""The range of a product that the document names without a version."""


class Leaf(msgspec.Struct, frozen=True):
    """A product id; `purl` has no version."""

    vendor: str
    product: str
    version: str
    purl: str = ""
    cpe: str = ""


class Products(msgspec.Struct, frozen=True):
    """Every id of a tree, in its order."""

    leaves: dict[str, Leaf]
    groups: dict[str, tuple[str, ...]]

    def of(self, ids: Iterable[str]) -> tuple[Leaf, ...]:
        """Those of the ids. Raises InvalidDocument for one that the tree lacks."""
        ids = tuple(ids)
        for product_id in ids:
            if product_id not in self.leaves:
                raise InvalidDocument("The CSAF document speaks of a product that its tree does not have.")
        return tuple(self.leaves[product_id] for product_id in ids)

    def concerned(self, part: Concerning) -> tuple[str, ...]:
        """The ids that something is said of, those of its groups among them."""
        grouped = (one for group in part.group_ids for one in self.groups.get(group, ()))
        return tuple(dict.fromkeys((*part.product_ids, *grouped)))


def read_tree(tree: Tree) -> Products:
    """The products of a tree. Raises InvalidDocument where they refer to what is not there."""
    leaves = {one.product_id: _leaf((), one) for one in tree.full_product_names}
    for branch in tree.branches:
        leaves |= dict(_within(branch, ()))
    for related in tree.relationships:
        one = leaves.get(related.product_reference)
        other = leaves.get(related.relates_to_product_reference)
        if one is None or other is None:
            raise InvalidDocument("The CSAF document relates products that its tree does not have.")
        on = " ".join(filter(None, (related.category.replace("_", " "), other.product, other.version)))
        leaves[related.full_product_name.product_id] = msgspec.structs.replace(
            one, product=f"{one.product}, {on}"
        )
    return Products(leaves, {group.group_id: group.product_ids for group in tree.product_groups})


def _within(branch: Branch, above: tuple[Branch, ...]) -> Iterator[tuple[str, Leaf]]:
    path = (*above, branch)
    if branch.product is not None:
        yield branch.product.product_id, _leaf(path, branch.product)
    for inner in branch.branches:
        yield from _within(inner, path)


def _leaf(path: tuple[Branch, ...], named: FullProductName) -> Leaf:
    """What is neither vendor nor version tells the product; one without branches has its full name alone."""
    vendor = " ".join(branch.name for branch in path if branch.category == "vendor")
    version = next((branch for branch in reversed(path) if branch.category in _VERSIONS), None)
    names = [branch.name for branch in path if branch.category not in ("vendor", *_VERSIONS)]
    return Leaf(
        vendor,
        " ".join(names) or named.name,
        plain_range(version.name) if version else _EVERY,
        _package(named.product_identification_helper, version),
        named.product_identification_helper.cpe,
    )


def _package(helper: Helper, version: Branch | None) -> str:
    package, named = without_version(helper.purl)
    return package if version is not None and named == version.name else helper.purl
