"""What a revision of an advisory says of itself: where its facts are others than those that left before."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, AdvisoryText, ProductFacts
from desktop.domain.advisories.moments import CONFIRMED, REPORTED

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
    yield from _in_words(before.text, after.text)
    if any(_moved(before, after, what) for what in (REPORTED, CONFIRMED)):
        yield "The timeline was corrected."
    yield from (said for said, names in _OF_THE_WHOLE if _differ(before, after, names))


_OF_THE_WHOLE = (
    ("The severity was assessed anew.", ("severity", "cvss", "cvss4")),
    ("The weakness was named anew.", ("cwe",)),
    ("What to do was decided anew by SSVC.", ("ssvc",)),
    ("Credit was changed.", ("credits",)),
    ("How to reach the publisher was changed.", ("publisher", "publisher_namespace", "contact")),
)


def _moved(before: AdvisoryFacts, after: AdvisoryFacts, what: str) -> bool:
    """Whether both tell of it, and name other instants."""
    was, now = ({moment.at for moment in facts.timeline if moment.what == what} for facts in (before, after))
    return bool(was and now) and was != now


def _differ(one: msgspec.Struct, other: msgspec.Struct, names: Sequence[str]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in names)


def _in_product(old: ProductFacts, new: ProductFacts, *, of: str) -> Iterator[str]:
    was, now = ({fix.branch: fix.version for fix in product.fixes} for product in (old, new))
    gone = [version for branch, version in was.items() if branch not in now]
    come = [version for branch, version in now.items() if was.get(branch) != version]
    if gone:
        noun, verb = ("fix", "was") if len(gone) == 1 else ("fixes", "were")
        yield f"The {noun}{of} in {' and '.join(gone)} {verb} withdrawn."
    if come:
        yield f"A fix{of} is in {' and '.join(come)}."
    yield from _of_fixes(old, new, of=of)
    if (set(new.affected) ^ set(old.affected)) - {*new.withdrawn, *old.withdrawn}:
        yield f"The affected versions{of} are others."
    if set(old.unaffected) != set(new.unaffected):
        yield f"The versions{of} that do not have the problem are others."
    if set(old.investigated) != set(new.investigated):
        still = "are others" if new.investigated else "are all known now"
        yield f"The versions{of} under investigation {still}."
    if set(old.abandoned) != set(new.abandoned):
        yield f"The affected versions{of} that get no fix are others."
    if _differ(old, new, ("purl", "cpe")):
        yield f"{new.product} is identified otherwise."


def _of_fixes(old: ProductFacts, new: ProductFacts, *, of: str) -> Iterator[str]:
    """What is told of fixes that were named before, too."""
    before = {(fix.branch, fix.version): fix for fix in old.fixes}
    known = [
        (before[fix.branch, fix.version], fix) for fix in new.fixes if (fix.branch, fix.version) in before
    ]
    out = [fix.version for was, fix in known if was.released is None and fix.released is not None]
    moved = [fix.version for was, fix in known if was.released is not None and was.released != fix.released]
    shown = [fix.version for was, fix in known if was.reference != fix.reference]
    if out:
        yield f"The fix{of} in {' and '.join(out)} is out."
    if moved:
        yield f"The day on which the fix{of} in {' and '.join(moved)} came out was corrected."
    if shown:
        yield f"The fix{of} in {' and '.join(shown)} can be looked at elsewhere than before."


def _in_words(old: AdvisoryText, new: AdvisoryText) -> Iterator[str]:
    if old.cve != new.cve:
        yield f"Its CVE id is {new.cve}." if new.cve else f"{old.cve} is no more its CVE id."
    if set(old.aliases) != set(new.aliases):
        yield (
            f"It is also known as {', '.join(new.aliases)}." if new.aliases else "It has no other names now."
        )
    if old.tlp != new.tlp:
        yield f"It may be shared as TLP:{new.tlp}."
    if _differ(old, new, ("title", "summary", "details", "remediation", "workaround", "references")):
        yield "The text was revised."
