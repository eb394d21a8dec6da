"""Several branches at once: which of them wait for a test, a review, a release."""

from collections.abc import Collection, Iterable
from datetime import date

from desktop.domain.case import Case
from desktop.domain.events import BranchReleased, FixExempted
from desktop.domain.fixing.gaps import records_of, unfixed
from desktop.domain.fixing.records import Branch, BranchRecord
from desktop.domain.matrix.matrix import matrix_of
from desktop.domain.versions.ranges import parse_range


def untested_branches(case: Case) -> tuple[Branch, ...]:
    """The branches whose fix no test proves yet."""
    return tuple((r.product, r.branch) for r in records_of(case) if r.fix is not None and not r.tested)


def unreviewed_branches(case: Case) -> tuple[Branch, ...]:
    """Those whose fix nobody approved yet."""
    return tuple((r.product, r.branch) for r in records_of(case) if r.fix is not None and not r.approved)


def all_out(case: Case) -> bool:
    """Whether every branch is released or needs no fix, for any problem of the case."""
    records = records_of(case)
    out = all(r.exempted or (r.fix is not None and r.released) for r in records)
    return bool(records) and out and not unfixed(case)


def releases_of(
    records: Iterable[BranchRecord], on: date, *, out_of_band: bool
) -> tuple[BranchReleased, ...]:
    """A release of each fix that stands and has none, in the version that it was prepared for."""
    return tuple(
        BranchReleased(r.product, r.fix.fixed_in, on, r.branch, out_of_band)
        for r in records
        if r.fix is not None and r.released is None
    )


def exemptions_of(case: Case, branches: Collection[Branch]) -> tuple[FixExempted, ...]:
    """That those branches need no fix which the matrix calls not affected, with its reason and evidence.

    Nothing is said of a branch that has a fix, or of which it was said already.
    """
    found = []
    for record in records_of(case):
        row = matrix_of(case, record.product).branch(record.branch)
        is_named = (record.product, record.branch) in branches
        if is_named and row.justification and record.fix is None and record.exempted is None:
            found.append(FixExempted(record.product, row.justification, row.evidence, record.branch))
    return tuple(found)


def proposed_version(case: Case, branch: Branch) -> str:
    """The first version that is listed as affected no more, where the list leaves no doubt; else ""."""
    product, line = branch
    found = set()
    for written in (w for p in case.products if p.product == product for w in p.affected):
        try:
            constraints = parse_range(written).constraints
        except ValueError:  # a fold is total: what is no range proposes nothing
            continue
        found |= {c.version for c in constraints if c.operator == "<"}
    if line:
        found = {version for version in found if version.startswith(f"{line}.")}
    return found.pop() if len(found) == 1 else ""
