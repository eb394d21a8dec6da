"""The products of a CSAF document with what is said of each of their versions."""

from collections import defaultdict
from collections.abc import Callable

import msgspec

from desktop.domain.advisories.advisory import FixedVersion, ProductFacts, Unaffected
from desktop.formats.advisories.csaf import wording as w
from desktop.formats.advisories.csaf.document import Document, Remediation
from desktop.formats.advisories.csaf.head import BASE
from desktop.formats.advisories.csaf.leaves import Leaf, Products, read_tree
from desktop.formats.advisories.instants import to_the_second


class Found(msgspec.Struct, frozen=True):
    """The products, and whether all that is listed as affected is still under investigation."""

    products: tuple[ProductFacts, ...]
    all_open: bool


class _Standing(msgspec.Struct, frozen=True):
    """What is said of which ids."""

    affected: frozenset[str]
    fixed: frozenset[str]
    unaffected: frozenset[str]
    investigated: frozenset[str]
    withdrawn: frozenset[str]
    abandoned: frozenset[str]
    justified: dict[str, str]
    """Why an id is not affected."""
    updates: dict[str, list[Remediation]]
    """The fixes that help an id."""


def products_in(document: Document) -> Found:
    """In the order of the tree, those that a status speaks of. Raises InvalidDocument, OverflowError."""
    tree = read_tree(document.product_tree)
    standing, all_open = _standing(document, tree)
    told = standing.affected | standing.fixed | standing.unaffected | standing.investigated
    tree.of(told)
    by_name: dict[tuple[str, str], list[tuple[str, Leaf]]] = defaultdict(list)
    for product_id, leaf in tree.leaves.items():
        if product_id in told:
            by_name[leaf.vendor, leaf.product].append((product_id, leaf))
    return Found(tuple(_product(leaves, standing) for leaves in by_name.values()), all_open)


def _standing(document: Document, tree: Products) -> tuple[_Standing, bool]:
    """Only what is listed as affected is helped: so help shows what is listed, though all is open still."""
    problem = document.vulnerability
    status = problem.product_status
    concerned = [(frozenset(tree.concerned(r)), r) for r in problem.remediations]
    affected = frozenset((*status.known_affected, *status.first_affected, *status.last_affected))
    asked = frozenset(status.under_investigation)
    helped = any(asked & ids for ids, _ in concerned)
    all_open = not affected and (document.document.category == BASE or helped)
    why = {i: t.details for t in problem.threats if t.category == "impact" for i in tree.concerned(t)}
    why = {product_id: said for product_id, said in why.items() if said != w.NOT_AFFECTED}
    standing = _Standing(
        affected=asked if all_open else affected,
        fixed=frozenset((*status.fixed, *status.first_fixed)),
        unaffected=frozenset(status.known_not_affected),
        investigated=frozenset() if all_open else asked,
        withdrawn=_ids(concerned, lambda r: w.says_withdrawn(w.first_line(r))),
        abandoned=_ids(concerned, lambda r: r.category == "no_fix_planned"),
        justified=why | {i: flag.label for flag in problem.flags for i in tree.concerned(flag)},
        updates=_updates(concerned),
    )
    return standing, all_open


def _ids(
    concerned: list[tuple[frozenset[str], Remediation]], meant: Callable[[Remediation], bool]
) -> frozenset[str]:
    return frozenset(product_id for ids, r in concerned if meant(r) for product_id in ids)


def _updates(concerned: list[tuple[frozenset[str], Remediation]]) -> dict[str, list[Remediation]]:
    found: dict[str, list[Remediation]] = defaultdict(list)
    for ids, remediation in concerned:
        if remediation.category == "vendor_fix":
            for product_id in ids:
                found[product_id].append(remediation)
    return found


def _product(leaves: list[tuple[str, Leaf]], standing: _Standing) -> ProductFacts:
    first = leaves[0][1]

    def those(ids: frozenset[str]) -> tuple[str, ...]:
        return tuple(leaf.version for product_id, leaf in leaves if product_id in ids)

    return ProductFacts(
        vendor=first.vendor,
        product=first.product,
        affected=those(standing.affected),
        fixes=_fixes(leaves, those(standing.fixed), standing),
        withdrawn=those(standing.affected & standing.withdrawn),
        unaffected=tuple(
            Unaffected(leaf.version, standing.justified.get(product_id, ""))
            for product_id, leaf in leaves
            if product_id in standing.unaffected
        ),
        investigated=those(standing.investigated),
        abandoned=those(standing.affected & standing.abandoned),
        purl=next((leaf.purl for _, leaf in leaves if leaf.purl), ""),
        cpe=next((leaf.cpe for _, leaf in leaves if leaf.cpe), ""),
    )


def _fixes(
    leaves: list[tuple[str, Leaf]], fixed: tuple[str, ...], standing: _Standing
) -> tuple[FixedVersion, ...]:
    """By branch as the remediations tell, then what else is called fixed."""
    product, updates, known = leaves[0][1].product, standing.updates, frozenset(fixed)
    helping = {id(r): r for product_id, _ in leaves for r in updates.get(product_id, ())}
    told = [
        msgspec.structs.replace(fix, released=r.date and to_the_second(r.date), reference=r.url)
        for r in helping.values()
        if (fix := w.read_update(product, w.first_line(r))) and fix.version in known
    ]
    named = {fix.version for fix in told}
    return (*told, *(FixedVersion(version) for version in dict.fromkeys(fixed) if version not in named))
