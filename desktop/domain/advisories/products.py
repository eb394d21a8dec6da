"""What an advisory says of a product of the case: its versions in their groups, and how it is identified."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain.advisories.advisory import FixedVersion, ProductFacts
from desktop.domain.advisories.moments import released_at
from desktop.domain.advisories.versions import abandoned, sort_versions
from desktop.domain.case import Case
from desktop.domain.events import AffectedListed, ProductListed
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.links import is_address
from desktop.domain.policy import Profile
from desktop.domain.versions.catalogue import find_product
from desktop.domain.versions.package_url import without_version
from desktop.domain.versions.ranges import canonical_range


class Restraint(msgspec.Struct, frozen=True):
    """What an advisory holds back that leaves early."""

    holding: bool
    """It names no fix that is not out, which nobody may have tested."""
    correcting: bool
    """It says that a fix was taken back, and names no other in its place until that one is ready."""


def product_facts(
    case: Case,
    listed: AffectedListed,
    profile: Profile,
    restraint: Restraint,
    catalogue: Sequence[ProductListed],
    at: datetime,
) -> ProductFacts:
    """The product as it is known at `at`."""
    records = _named(case, listed.product, restraint)
    fixes = tuple(_fix(record, case, profile, at) for record in records)
    fixed = {fix.version for fix in fixes}
    again = [(_spelled(v), r not in records) for r in _unspared(case, listed.product) for v in r.withdrawn]
    again = [(version, alone) for version, alone in again if version not in fixed]
    affected = dict.fromkeys((*map(_spelled, listed.affected), *(version for version, _ in again)))
    withdrawn = tuple(dict.fromkeys(version for version, alone in again if alone))
    others = sort_versions(case, listed, (*affected, *fixed))
    entry = find_product(catalogue, listed.vendor, listed.product)
    return ProductFacts(
        vendor=listed.vendor.strip(),
        product=listed.product.strip(),
        affected=tuple(affected),
        fixes=fixes,
        withdrawn=withdrawn,
        unaffected=others.unaffected,
        investigated=others.investigated,
        abandoned=abandoned(listed, [version for version in affected if version not in withdrawn]),
        purl=without_version(entry.purl.strip())[0] if entry else "",
        cpe=entry.cpe.strip() if entry else "",
    )


def _named(case: Case, product: str, restraint: Restraint) -> list[BranchRecord]:
    """The branches whose fix is told."""
    return [
        record
        for record in case.fixed
        if record.product == product
        and not (restraint.correcting and record.unmended)
        and (record.state == "released" or not restraint.holding)
    ]


def _fix(record: BranchRecord, case: Case, profile: Profile, at: datetime) -> FixedVersion:
    reference = record.fix.reference.strip() if record.fix is not None else ""
    return FixedVersion(
        version=_spelled(record.version),
        branch=record.branch.strip(),
        released=released_at(record, case, profile, at),
        reference=reference if is_address(reference) else "",
    )


def _unspared(case: Case, product: str) -> list[BranchRecord]:
    """The branches of a product that are listed and need a fix: a version of theirs may be affected again."""
    return [r for r in records_of(case) if r.product == product and not r.exempted]


def _spelled(written: str) -> str:
    try:
        return canonical_range(written)
    except ValueError:  # a fold is total: what is no version is shown as it is, and refused by the lint
        return written.strip()
