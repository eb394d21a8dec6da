"""What a CSAF document tells to do: an update for each branch, no fix yet, none planned, a workaround."""

from collections.abc import Iterator
from typing import Any

from desktop.domain.advisories.advisory import AdvisoryFacts, FixedVersion
from desktop.formats.advisories.csaf import wording as w
from desktop.formats.advisories.csaf.head import tidy
from desktop.formats.advisories.csaf.products import ListedProduct, ProductTree
from desktop.formats.advisories.instants import instant

_Json = dict[str, Any]


def remediations(facts: AdvisoryFacts, tree: ProductTree) -> list[_Json]:
    """One for each thing to do, of product after product, and the workaround for all."""
    advice = tidy(facts.text.remediation)
    found = [
        {"category": category, "details": "\n".join(filter(None, (says, advice))), "product_ids": ids} | more
        for listed in tree.products
        for category, says, ids, more in _of_product(listed)
        if ids
    ]
    workaround, affected = tidy(facts.text.workaround), tree.every("affected")
    if workaround and affected:
        found.append({"category": "workaround", "details": workaround, "product_ids": affected})
    return found


def _of_product(listed: ListedProduct) -> Iterator[tuple[str, str, tuple[str, ...], _Json]]:
    """A version whose fix was withdrawn, or that nobody will fix, is helped by no fix of another branch."""
    facts = listed.facts
    abandoned = listed.ids_of(facts.abandoned)
    withdrawn = tuple(one for one in listed.ids_of(facts.withdrawn) if one not in abandoned)
    others = tuple(one for one in listed.affected if one not in (*abandoned, *withdrawn))
    for fix in facts.fixes:
        says = w.update_sentence(facts.product, fix)
        yield "vendor_fix", says, others or listed.fixed, _when_and_where(fix)
    if not facts.fixes:
        yield "none_available", w.NO_FIX_YET, others, {}
    yield "none_available", w.withdrawn_sentence(facts.withdrawn), withdrawn, {}
    yield "no_fix_planned", w.NO_FIX_PLANNED, abandoned, {}


def _when_and_where(fix: FixedVersion) -> _Json:
    return {
        **({"date": instant(fix.released)} if fix.released else {}),
        **({"url": fix.reference} if fix.reference else {}),
    }
