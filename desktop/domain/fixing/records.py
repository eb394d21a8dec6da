"""The fix of one branch as its events tell it: a record, and the state that follows from it."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

import msgspec

from desktop.domain.event import Event
from desktop.domain.events import (
    BranchReleased,
    FixExempted,
    FixOwned,
    FixPrepared,
    FixReverted,
    FixReviewed,
    FixTested,
)

Branch = tuple[str, str]
"""A product and one of its branches, "" where it has one line."""
FixState = Literal["not-started", "in-work", "ready", "released", "not-needed", "taken-back"]
BranchAct = FixOwned | FixPrepared | FixTested | FixReviewed | BranchReleased | FixReverted | FixExempted
"""What is recorded about the fix of one branch."""


class BranchRecord(msgspec.Struct, frozen=True):
    """What is known of the fix of a branch; its state is never set, only read off it."""

    product: str
    branch: str = ""
    owner_named: str = ""
    prepared: FixPrepared | None = None
    """The last one that was prepared, also one that was taken back since."""
    preparer: str = ""
    """Who recorded it."""
    tests: tuple[FixTested, ...] = ()
    """Of the fix that was prepared last."""
    reviews: tuple[FixReviewed, ...] = ()
    """The same."""
    released: BranchReleased | None = None
    declared: bool = False
    """Whether all fixes were said to be out while this one stood."""
    claimed: bool = False
    """Whether an advisory left that calls it fixed."""
    reverted: FixReverted | None = None
    withdrawn: tuple[str, ...] = ()
    """Versions that came out, or that an advisory named, with a fix that was taken back since."""
    exempted: FixExempted | None = None
    spared: tuple[str, ...] = ()
    """The similar problems that were known when it was said that the branch needs no fix."""

    @property
    def name(self) -> str:
        """As people call it."""
        return f"{self.product} {self.branch}".strip()

    @property
    def owner(self) -> str:
        """Who makes the fix: the person who was named, else who prepared the one that stands."""
        return self.owner_named or (self.preparer if self.fix is not None else "")

    @property
    def fix(self) -> FixPrepared | None:
        """The fix that stands."""
        return None if self.reverted or self.exempted else self.prepared

    @property
    def test(self) -> FixTested | None:
        """The last test of it."""
        return self.tests[-1] if self.tests else None

    @property
    def review(self) -> FixReviewed | None:
        """The last word of a reviewer on it."""
        return self.reviews[-1] if self.reviews else None

    @property
    def tested(self) -> bool:
        """Whether the last test of the fix that stands passed."""
        return self.fix is not None and self.test is not None and self.test.outcome == "passed"

    @property
    def approved(self) -> bool:
        """Whether the last review of the fix that stands approved it."""
        return self.fix is not None and self.review is not None and self.review.verdict == "approved"

    @property
    def version(self) -> str:
        """The version that carries the fix: the one that came out, else the one it is prepared for."""
        if self.fix is None:
            return ""
        return self.released.version if self.released else self.fix.fixed_in

    @property
    def state(self) -> FixState:
        """Where the fix stands."""
        if self.exempted:
            return "not-needed"
        if self.reverted:
            return "taken-back"
        if self.released or self.declared:
            return "released"
        if self.tested and self.approved:
            return "ready"
        return "in-work" if self.fix is not None or self.owner else "not-started"

    @property
    def unmended(self) -> bool:
        """Whether people may run a version whose fix was taken back, and no other one is out."""
        is_out = self.fix is not None and (self.state == "released" or self.claimed)
        return bool(self.withdrawn) and not (self.exempted or is_out)

    def covers(self, variant: str) -> bool:
        """Whether a similar problem of this name is dealt with in this branch."""
        if self.exempted:
            return variant in self.spared
        return self.fix is not None and variant in self.fix.covers


def branch_of(act: BranchAct | BranchRecord) -> Branch:
    """The branch that an act or a record is about."""
    return act.product, act.branch


def after(record: BranchRecord, act: BranchAct, variants: Iterable[str], by: str = "") -> BranchRecord:
    """The record with this act of `by` in it; `variants` are the similar problems known by then. Total."""
    if isinstance(act, FixPrepared):
        return _prepared(record, act, by)
    if isinstance(act, FixExempted):
        return msgspec.structs.replace(record, exempted=act, spared=tuple(variants))
    return msgspec.structs.replace(record, **_CHANGES[type(act)](record, act))


_CHANGES: dict[type[Event], Callable[[BranchRecord, Any], dict[str, Any]]] = {
    FixOwned: lambda _r, x: {"owner_named": x.owner},
    FixTested: lambda r, x: {"tests": (*r.tests, x)},
    FixReviewed: lambda r, x: {"reviews": (*r.reviews, x)},
    BranchReleased: lambda _r, x: {"released": x},
    FixReverted: lambda r, x: {"reverted": x, "withdrawn": _withdrawn(r)},
}


def _withdrawn(record: BranchRecord) -> tuple[str, ...]:
    """The versions that people may run and believe fixed, with the one whose fix is taken back now."""
    is_out = bool(record.version) and (record.state == "released" or record.claimed)
    return (*record.withdrawn, record.version) if is_out else record.withdrawn


def _prepared(record: BranchRecord, fix: FixPrepared, by: str) -> BranchRecord:
    """What was said of a fix stays with it; another fix, or one that comes back, has to be proved anew."""
    if record.fix is not None and is_same(record.fix, fix):
        return msgspec.structs.replace(record, prepared=fix)
    return BranchRecord(
        record.product, record.branch, record.owner_named, fix, by, withdrawn=record.withdrawn
    )


def is_same(one: FixPrepared, other: FixPrepared) -> bool:
    """Whether both may be the same change: what only one of them names tells nothing."""
    pairs = ((one.commit, other.commit), (one.patch_sha256, other.patch_sha256))
    return one.fixed_in == other.fixed_in and all(a == b for a, b in pairs if a and b)
