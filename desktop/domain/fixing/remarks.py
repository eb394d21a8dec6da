"""What a handler should know about the fixes as they stand; nothing here stands in the way."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.case import Case
from desktop.domain.events import FixPrepared
from desktop.domain.fixing.gaps import proofs_wanted, records_of
from desktop.domain.fixing.out_of_band import remarks_on_release
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.matrix.advised import is_affected
from desktop.domain.matrix.matrix import matrix_of
from desktop.domain.policy import Profile
from desktop.domain.versions.names import belongs, version_in
from desktop.domain.versions.order import GENERIC, compare
from desktop.domain.versions.ranges import parse_range

_PROOFS = {"untested": "no test of it passed", "unreviewed": "no review approved it"}


def remarks_on_fixes(case: Case, profile: Profile, today: date) -> tuple[str, ...]:
    """On each fix, then on their release."""
    records = records_of(case)
    return (
        *(said for record in records for said in _on(record, case)),
        *remarks_on_release(case, profile, today),
    )


def _on(record: BranchRecord, case: Case) -> Iterator[str]:
    if record.fix is None:
        return
    yield from _strange_version(record, record.version, case)
    yield from _not_covered(record, record.fix, case)
    lacking = [_PROOFS[proof] for proof in proofs_wanted(record, case)]
    if lacking:
        yield f"The fix of {record.name} is released, and {' and '.join(lacking)}."


def _strange_version(record: BranchRecord, version: str, case: Case) -> Iterator[str]:
    number = version_in(version, record.product) or version
    others = [b for p, b in case.branches if p == record.product and b != record.branch and b]
    theirs = next((branch for branch in others if belongs(number, branch)), "")
    if record.branch and theirs and not belongs(number, record.branch):
        yield f"{version} is a version of {record.product} {theirs}, and named for {record.branch}."
    floors = list(_floors(record.product, case))
    if floors and all(compare(GENERIC, number, floor) == -1 for floor in floors):
        yield f"{version} lies before every version of {record.product} that is listed as affected."


def _floors(product: str, case: Case) -> Iterator[str]:
    """Where each listed range begins; nothing at all where one has no beginning."""
    found = []
    for written in (w for listed in case.products if listed.product == product for w in listed.affected):
        try:
            constraints = parse_range(written).constraints
        except ValueError:  # what is no range says nothing
            continue
        begins = [c.version for c in constraints if c.operator in (">=", ">", "=")]
        if not begins:
            return
        found.append(begins[0])
    yield from found


def _not_covered(record: BranchRecord, fix: FixPrepared, case: Case) -> Iterator[str]:
    for name in fix.covers:
        if is_affected(matrix_of(case, record.product, name), record.version):
            yield (
                f"By the matrix {record.product} {record.version} is affected by “{name}”, "
                "which this fix is said to mend."
            )
