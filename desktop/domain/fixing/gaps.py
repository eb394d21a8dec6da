"""What the fixes of a case still lack, branch by branch, and the sentences that stages say of it."""

from collections.abc import Callable, Sequence

from desktop.domain.case import Case
from desktop.domain.events import FixReady
from desktop.domain.fixing.records import Branch, BranchRecord, FixState, branch_of
from desktop.domain.matrix.matrix import Matrix, matrix_of


def records_of(case: Case) -> tuple[BranchRecord, ...]:
    """A record for each supported branch that is listed, in the order of the list."""
    return tuple(
        case.fixing.get((product, branch)) or BranchRecord(product, branch)
        for product, branch in case.branches
    )


def uncovered(records: Sequence[BranchRecord], case: Case) -> dict[Branch, tuple[str, ...]]:
    """The similar problems of the case for which each branch has no fix and needs one, by name."""
    names_of = {branch_of(r): [v.name for v in case.variants if not r.covers(v.name)] for r in records}
    asked = {(product, name) for (product, _), names in names_of.items() for name in names}
    matrices = {about: matrix_of(case, *about) for about in asked}
    return {
        (product, branch): tuple(n for n in names if _needs_fix(matrices[product, n], branch))
        for (product, branch), names in names_of.items()
    }


def lacks(record: BranchRecord, case: Case) -> tuple[str, ...]:
    """What a branch still lacks, as parts of a sentence."""
    (open_ones,) = uncovered((record,), case).values()
    if record.exempted:
        again = (
            ("a fix, as the matrix calls it affected since",) if record in _belied((record,), case) else ()
        )
        return (*again, *(f"a word on {name}" for name in open_ones))
    if record.fix is None:
        return ("another fix",) if record.reverted else ("a fix",)
    found = [] if record.fix.commit or record.fix.patch_sha256 else ["its commit or patch"]
    found += [f"a fix for {name}" for name in open_ones]
    found += [] if record.tested else [_test_wanted(record)]
    found += [] if record.approved else [_review_wanted(record)]
    found += [] if record.released else ["the day of its release"]
    return tuple(found)


def _test_wanted(record: BranchRecord) -> str:
    failed = f" (the last one failed: {record.test.ran})" if record.test else ""
    return f"a test that passes{failed}"


def _review_wanted(record: BranchRecord) -> str:
    asked = f" ({record.review.reviewer} asks for changes: {record.review.note})" if record.review else ""
    return f"a review that approves it{asked}"


def _belied(records: Sequence[BranchRecord], case: Case) -> list[BranchRecord]:
    """The branches that need no fix by what was said, and that are affected by what was told since."""
    exempted = [record for record in records if record.exempted]
    matrices = {product: matrix_of(case, product, "") for product in {r.product for r in exempted}}
    return [r for r in exempted if matrices[r.product].branch(r.branch).state == "affected"]


def standing(record: BranchRecord, case: Case) -> FixState:
    """Where a branch stands as people are told: no fix is ready that lacks anything but its release."""
    is_whole = len(lacks(record, case)) <= 1
    return record.state if record.state != "ready" or is_whole else "in-work"


def proofs_wanted(record: BranchRecord, case: Case) -> tuple[str, ...]:
    """What is said of a fix that came out without a test or a review; a case from before needs none."""
    if record.state != "released" or _is_from_before(case):
        return ()
    return (*(() if record.tested else ("untested",)), *(() if record.approved else ("unreviewed",)))


def _needs_fix(matrix: Matrix, branch: str) -> bool:
    """Unless the matrix of the similar problem says that the branch needs nothing."""
    return matrix.branch(branch).state not in ("not-affected", "fixed")


def unfixed(case: Case) -> str:
    """The branches without a fix, and those whose fix leaves a similar problem open; "" when none is."""
    records = records_of(case)
    without = [r for r in records if r.fix is None and not r.exempted]
    others = [record for record in records if record not in without]
    fresh = [record for record in without if not record.reverted]
    parts = [f"a fix for {names(fresh)}"] if fresh else []
    again = [record for record in without if record.reverted]
    parts += [f"another fix for {names(again)}, as the one it had was taken back"] if again else []
    parts += [
        f"{' '.join(branch).strip()} has no fix for {', '.join(open_ones)}"
        for branch, open_ones in uncovered(others, case).items()
        if open_ones
    ]
    parts += [
        f"{record.name} was said to need no fix, and the matrix calls it affected since: judge it, or fix it"
        for record in _belied(others, case)
    ]
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}" if without else said


def untested(case: Case) -> str:
    """The branches whose fix no test proves, or ""; a case from before tests were asked for needs none."""
    return _unproved(case, "A test that passes", lambda r: r.tested)


def unreviewed(case: Case) -> str:
    """The same for reviews."""
    return _unproved(case, "A review that approves the fix", lambda r: r.approved)


def names(records: Sequence[BranchRecord]) -> str:
    """Branches in a row, each product once."""
    by_product: dict[str, list[str]] = {}
    for record in records:
        by_product.setdefault(record.product, []).append(record.branch)
    return ", ".join(f"{product} {', '.join(branches)}".strip() for product, branches in by_product.items())


def _unproved(case: Case, what: str, is_proved: Callable[[BranchRecord], bool]) -> str:
    if _is_from_before(case):
        return ""
    waiting = [record for record in records_of(case) if not (record.exempted or is_proved(record))]
    return f"{what}, for {names(waiting)}" if waiting else ""


def _is_from_before(case: Case) -> bool:
    """Whether its fixes were declared ready before tests and reviews were asked for."""
    return case.has(FixReady) and not case.proofs_known
