"""What is said of versions that are not affected, not known yet, or given up: from the matrix and the fixes.

An advisory says one thing of a version. What is listed as affected or fixed stands above the matrix, what is
still looked into above what is said to be free of the problem, and a word that cannot be told apart from a
graver one is left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from desktop.domain.advisories.advisory import Unaffected
from desktop.domain.case import Case
from desktop.domain.events import AffectedListed
from desktop.domain.fixing.gaps import records_of
from desktop.domain.matrix.matrix import Matrix, findings_of, matrix_of
from desktop.domain.matrix.proposal import read_range
from desktop.domain.matrix.rows import Row
from desktop.domain.matrix.traces import is_whole
from desktop.domain.versions.names import range_of_branch
from desktop.domain.versions.order import GENERIC, compare
from desktop.domain.versions.ranges import Range, lies_within, overlap, parse_range

_NOUGHTS = re.compile(r"(\.0+)+$")
_HOUSE = "branch-not-affected"
"""An exemption by the house's own word, which is no justification of VEX."""


class Sorted(msgspec.Struct, frozen=True):
    """Versions and ranges in groups that share none; `unclear` are those that might stand in two."""

    unaffected: tuple[Unaffected, ...] = ()
    investigated: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def sort_versions(case: Case, listed: AffectedListed, taken: Iterable[str]) -> Sorted:
    """What is known beside the versions in `taken`, which are called affected or fixed already."""
    matrices = [matrix_of(case, listed.product, finding) for finding in findings_of(case)]
    said = _Said(taken)
    said.add(row.number for matrix in matrices for row in matrix.versions if row.state == "affected")
    investigated, unclear = _apart(_once(_investigated(matrices)), said)
    said.add(investigated)
    free, graver = _apart(_once(_free(case, listed.product, matrices)), said)
    unaffected = tuple(Unaffected(version, why) for version, why in free.items())
    return Sorted(unaffected, tuple(investigated), (*unclear, *graver))


def abandoned(listed: AffectedListed, affected: Iterable[str]) -> tuple[str, ...]:
    """Those of the affected of which every version lies outside the branches that get a fix."""
    try:
        branches = [parse_range(range_of_branch(branch)) for branch in listed.supported_branches]
    except ValueError:  # a branch by a name tells nobody which versions are its own
        return ()
    read = {written: read_range(written) for written in affected}
    return tuple(
        written
        for written, one in read.items()
        if branches and one is not None and all(overlap(one, branch) is False for branch in branches)
    )


def _investigated(matrices: Sequence[Matrix]) -> Iterator[tuple[str, str]]:
    for matrix in matrices:
        for row in matrix.rows:
            if row.state == "under-investigation":
                yield from _named(row)


def _free(case: Case, product: str, matrices: Sequence[Matrix]) -> Iterator[tuple[str, str]]:
    """Branches that need no fix, then what every matrix says is not affected: branches before versions."""
    for record in records_of(case):
        if (
            record.product == product
            and record.exempted
            and all(record.covers(v.name) for v in case.variants)
        ):
            why = "" if record.exempted.why == _HOUSE else record.exempted.why
            yield from ((version, why) for version in _versions_of(record.branch))
    first, *others = matrices
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


def _once(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each with its first justification."""
    once: dict[str, str] = {}
    for version, why in found:
        once.setdefault(version, why)
    return once


class _Said:
    """Versions of which something is said, to be asked whether others share any with them."""

    def __init__(self, written: Iterable[str] = ()) -> None:
        self._ranges: list[Range] = []
        self._exact: dict[tuple[str, str], Range] = {}
        self.add(written)

    def add(self, written: Iterable[str]) -> None:
        for one in _read(written):
            if one.is_exact:
                self._exact[_key(one)] = one
            else:
                self._ranges.append(one)

    def holds(self, one: Range) -> bool:
        """Whether all of it is said for certain."""
        return (one.is_exact and _key(one) in self._exact) or any(
            lies_within(one, other) for other in self._ranges
        )

    def may_share(self, one: Range) -> bool:
        """Thousands of single versions are told apart by their names alone."""
        if any(overlap(one, other) is not False for other in self._ranges):
            return True
        if one.is_exact:
            return _key(one) in self._exact
        return any(overlap(one, other) is not False for other in self._exact.values())


def _key(one: Range) -> tuple[str, str]:
    """1.4 and 1.4.0 are the same."""
    return one.scheme, _NOUGHTS.sub("", one.versions[0])


def _apart(found: dict[str, str], said: _Said) -> tuple[dict[str, str], list[str]]:
    """Those that share no version with what is said already nor with each other, and those that may.

    What lies within one of them for certain says nothing new.
    """
    kept: dict[str, str] = {}
    unclear, own = [], _Said()
    for version, why in found.items():
        one = read_range(version)
        if one is None or own.holds(one):
            continue
        if said.may_share(one) or own.may_share(one):
            unclear.append(version)
            continue
        kept[version] = why
        own.add((version,))
    return kept, unclear


def _read(written: Iterable[str]) -> Iterator[Range]:
    """Without what is no version at all: the lint says so."""
    return (one for text in written if (one := read_range(text)) is not None)
