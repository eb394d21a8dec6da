"""What the matrix and the fixes say of versions beside those that are listed: not affected, or open.

Each comes as a version or range with its justification (CSAF 2.0 §3.2.3.5), which may be empty.
"""

from collections.abc import Callable, Iterator, Sequence

from desktop.domain.case import Case
from desktop.domain.fixing.gaps import records_of
from desktop.domain.matrix.matrix import Matrix
from desktop.domain.matrix.proposal import read_range
from desktop.domain.matrix.rows import Row
from desktop.domain.matrix.traces import is_whole
from desktop.domain.versions.names import range_of_branch
from desktop.domain.versions.order import GENERIC, compare

_HOUSE = "branch-not-affected"
"""An exemption by the house's own word, which is no justification of VEX."""


def investigated(matrices: Sequence[Matrix]) -> Iterator[tuple[str, str]]:
    """Versions and whole branches that somebody still looks into, for any problem of the case."""
    for matrix in matrices:
        for row in matrix.rows:
            if row.state == "under-investigation":
                yield from _named(row)


def free(case: Case, product: str, matrices: Sequence[Matrix]) -> Iterator[tuple[str, str]]:
    """Branches that need no fix, then what every matrix says is not affected: branches before versions."""
    first, *others = matrices
    for record in records_of(case):
        spared = all(record.covers(variant.name) for variant in case.variants)
        if record.product != product or not record.exempted or not spared:
            continue
        if first.branch(record.branch).state != "affected":  # as it was told since
            why = "" if record.exempted.why == _HOUSE else record.exempted.why
            yield from ((version, why) for version in _versions_of(record.branch))
    is_free = _agreed(others)
    for row in first.rows:
        if row.sort == "supported" and is_free(row):
            yield from _named(row)
    yield from _runs(first, is_free)


def _agreed(others: Sequence[Matrix]) -> Callable[[Row], bool]:
    """Whether a version is not affected, and no similar problem is known or may still be found in it."""
    told = [{(row.sort, row.name): row.state for row in matrix.rows} for matrix in others]
    branches = [{row.name: row.state for row in m.rows if row.sort == "supported"} for m in others]

    def is_free(row: Row) -> bool:
        own = [states.get((row.sort, row.name), "not-checked") for states in told]
        whole = [states.get(row.branch, "not-checked") for states in branches]
        states = (branch if one == "not-checked" else one for one, branch in zip(own, whole, strict=True))
        return row.state == "not-affected" and all(state == "not-affected" for state in states)

    return is_free


def _runs(matrix: Matrix, is_free: Callable[[Row], bool]) -> Iterator[tuple[str, str]]:
    """Versions one by one; where the clone told of all that there are, those in a row as a range.

    A person's word is about one version, and stays so.
    """
    whole = matrix.trace is not None and is_whole(matrix.trace) and not matrix.kept
    run: list[Row] = []
    for row in reversed(matrix.versions):
        free = is_free(row) and read_range(row.number) is not None
        if run and not (whole and free and _follows(run[-1], row)):
            yield _written(run)
            run = []
        if free:
            run.append(row)
    if run:
        yield _written(run)


def _follows(one: Row, other: Row) -> bool:
    alike = (one.branch, one.justification) == (other.branch, other.justification)
    traced = one.judged is None and other.judged is None
    return alike and traced and compare(GENERIC, one.number, other.number) == -1


def _written(run: Sequence[Row]) -> tuple[str, str]:
    first, last = run[0].number, run[-1].number
    return (first if len(run) == 1 else f">={first}, <={last}"), run[0].justification


def _named(row: Row) -> Iterator[tuple[str, str]]:
    """The version of a row, or those of a supported branch that somebody judged as a whole."""
    if row.number:
        yield row.number, row.justification
    elif row.sort == "supported" and row.judged is not None:
        yield from ((version, row.justification) for version in _versions_of(row.name))


def _versions_of(branch: str) -> tuple[str, ...]:
    try:
        return (range_of_branch(branch),) if branch else ()
    except ValueError:
        return ()
