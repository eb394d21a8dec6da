"""What a revision of an advisory says of itself: where its facts are others than those that left before."""

from collections.abc import Iterator

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts

FIRST = "Initial publication."
UPDATED = "Updated."
"""Where nothing else can be told."""


def what_changed(before: AdvisoryFacts, after: AdvisoryFacts) -> str:
    """The changes as sentences, fixes first: that one is withdrawn is what readers must not miss."""
    return " ".join(_changes(before, after)) or UPDATED


def _changes(before: AdvisoryFacts, after: AdvisoryFacts) -> Iterator[str]:
    if before.holding and not after.holding:
        yield "The full advisory, in place of a holding one."
    old = {(p.vendor, p.product): p for p in before.products}
    new = {(p.vendor, p.product): p for p in after.products}
    several = len(old | new) > 1
    for key in old | new:
        if key not in new:
            yield f"{old[key].product} is listed no more."
        elif key not in old:
            yield f"{new[key].product} is listed too."
        else:
            yield from _in_product(old[key], new[key], of=f" of {new[key].product}" if several else "")
    if (before.severity, before.cvss, before.cvss4) != (after.severity, after.cvss, after.cvss4):
        yield "The severity was assessed anew."
    if before.credits != after.credits:
        yield "Credit was changed."
    if before.text != after.text:
        yield "The text was revised."


def _in_product(old: ProductFacts, new: ProductFacts, *, of: str) -> Iterator[str]:
    was, now = ({fix.branch: fix.version for fix in product.fixes} for product in (old, new))
    gone = [version for branch, version in was.items() if branch not in now]
    come = [version for branch, version in now.items() if was.get(branch) != version]
    if gone:
        noun, verb = ("fix", "was") if len(gone) == 1 else ("fixes", "were")
        yield f"The {noun}{of} in {' and '.join(gone)} {verb} withdrawn."
    if come:
        yield f"A fix{of} is in {' and '.join(come)}."
    if (set(new.affected) ^ set(old.affected)) - {*new.withdrawn, *old.withdrawn}:
        yield f"The affected versions{of} are others."
