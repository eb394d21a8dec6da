"""What is known of a product's versions, as a CVE record has it: a status for each version or range.

The record knows affected, unaffected and unknown, and a status for every version that it does not name. A
range without an upper end can only be said there; so it has to be all that is affected of the product.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FixedVersion, ProductFacts, Unaffected
from desktop.domain.versions.order import GENERIC, SCHEMES
from desktop.domain.versions.ranges import canonical_range
from desktop.formats.advisories.bounds import FIRST, Ends, ends_of, range_of, versions_of
from desktop.formats.advisories.cve.document import CveProduct, CveVersion

_Status = Literal["affected", "unaffected", "unknown"]
_CUSTOM = "custom"
_TYPES = {"pypi": "python", GENERIC: _CUSTOM}
"""Schemes that the format calls otherwise."""
SCHEME_OF = {written: scheme for scheme, written in _TYPES.items()}
_ANY_END = "*"


def endless(facts: AdvisoryFacts) -> Iterator[str]:
    """The ranges without an upper end that cannot be said, as sentences."""
    for product in facts.products:
        open_ones = [written for written in versions_of(product) if _is_open(written)]
        alone = open_ones == list(product.affected) and not facts.under_investigation
        if open_ones and not (alone and len(open_ones) == 1 and _below(open_ones[0]) not in _others(product)):
            yield f"{product.product}: the range {open_ones[0]} has no upper end beside other versions."


def listed(facts: AdvisoryFacts, product: ProductFacts) -> CveProduct:
    """The product of a record. Raises ValueError for ranges that cannot be said."""
    rest: _Status = "unknown" if facts.holding or product.investigated else "unaffected"
    entry = CveProduct(
        vendor=product.vendor, product=product.product, cpes=(product.cpe,) if product.cpe else ()
    )
    open_ones = (*(product.affected if facts.under_investigation else ()), *product.investigated)
    others = (
        *_each("unaffected", (*product.fixed, *(one.version for one in product.unaffected))),
        *_each("unknown", open_ones),
    )
    if len(product.affected) == 1 and _is_open(product.affected[0]):
        below = ends_of(_below(product.affected[0]))
        return msgspec.structs.replace(
            entry, default_status="affected", versions=(_version(below, rest), *others)
        )
    versions = (*_each("affected", () if facts.under_investigation else product.affected), *others)
    return msgspec.structs.replace(entry, default_status=rest, versions=tuple(dict.fromkeys(versions)))


def read_product(entry: CveProduct, fixes: tuple[FixedVersion, ...]) -> ProductFacts:
    """The product of a record; `fixes` are those of its unaffected versions that carry the fix."""
    carrying = {fix.version for fix in fixes}
    versions = list(entry.versions)
    affected: list[str] = []
    if entry.default_status == "affected" and versions and (start := _start(versions[0])):
        affected, versions = [start], versions[1:]
    by_status: dict[str, list[str]] = {"affected": affected, "unaffected": [], "unknown": []}
    for version in versions:
        by_status[version.status].append(range_of(_ends(version)))
    unaffected = by_status["unaffected"]
    return ProductFacts(
        vendor=entry.vendor,
        product=entry.product or entry.package_name,
        affected=tuple(dict.fromkeys(affected)),
        fixes=tuple(fix for fix in fixes if fix.version in unaffected),
        unaffected=tuple(Unaffected(one) for one in unaffected if one not in carrying),
        investigated=tuple(by_status["unknown"]),
        cpe=next(iter(entry.cpes), ""),
    )


def holds_back(entry: CveProduct) -> bool:
    """Whether the rest is unknown while no version is: where one is, the rest is so for its sake."""
    rest, named = entry.default_status, entry.versions
    if rest == "affected" and named and _start(named[0]):
        rest, named = named[0].status, named[1:]
    return rest == "unknown" and all(one.status != "unknown" for one in named)


def spelled(versions: Iterable[str]) -> tuple[str, ...]:
    """Versions as a reader of the record finds them."""
    return tuple(range_of(ends_of(canonical_range(version))) for version in versions)


def _each(status: _Status, versions: Iterable[str]) -> Iterator[CveVersion]:
    return (_version(ends_of(written), status) for written in versions)


def _version(ends: Ends, status: _Status) -> CveVersion:
    kind = _TYPES.get(ends.scheme, ends.scheme)
    if ends.exact:
        return CveVersion(ends.exact, status, "" if ends.scheme == GENERIC else kind)
    entry = CveVersion(ends.low or FIRST, status, kind)
    if ends.through:
        return msgspec.structs.replace(entry, less_than_or_equal=ends.high)
    return msgspec.structs.replace(entry, less_than=ends.high)


def _ends(version: CveVersion) -> Ends:
    scheme = SCHEME_OF.get(version.version_type, version.version_type)
    scheme = scheme if scheme in SCHEMES else GENERIC
    high = version.less_than_or_equal or version.less_than
    if not high:
        return Ends(scheme, exact=version.version)
    if high == _ANY_END:  # how others write a range without an end
        return Ends(scheme, low=version.version)
    return Ends(scheme, low=version.version, high=high, through=bool(version.less_than_or_equal))


def _is_open(written: str) -> bool:
    ends = ends_of(written)
    return not (ends.exact or ends.high)


def _below(written: str) -> str:
    """All before an open range."""
    ends = ends_of(written)
    return range_of(Ends(ends.scheme, high=ends.low))


def _others(product: ProductFacts) -> tuple[str, ...]:
    return spelled(written for written in versions_of(product) if written not in product.affected)


def _start(first: CveVersion) -> str:
    """Where everything but this first range is affected: the range that is; empty for something else."""
    ends = _ends(first)
    if first.status == "affected" or ends.low != FIRST or not ends.high or ends.through:
        return ""
    return range_of(Ends(ends.scheme, low=ends.high))
