"""What is said of versions that are not affected, not known yet, or given up: from the matrix and the fixes.

An advisory says one thing of a version. What is listed as affected or fixed stands above the matrix, what is
still looked into above what is said to be free of the problem, and a word that cannot be told apart from a
graver one is left out.
"""

from collections.abc import Iterable

import msgspec

from desktop.domain.advisories.advisory import Unaffected
from desktop.domain.advisories.apart import Said, apart
from desktop.domain.advisories.known_versions import free, investigated
from desktop.domain.case import Case
from desktop.domain.events import AffectedListed
from desktop.domain.matrix.matrix import findings_of, matrix_of
from desktop.domain.matrix.proposal import read_range
from desktop.domain.versions.names import range_of_branch
from desktop.domain.versions.ranges import overlap, parse_range


class Sorted(msgspec.Struct, frozen=True):
    """Versions and ranges in groups that share none; `unclear` are those that might stand in two."""

    unaffected: tuple[Unaffected, ...] = ()
    investigated: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def sort_versions(case: Case, listed: AffectedListed, taken: Iterable[str]) -> Sorted:
    """What is known beside the versions in `taken`, which are called affected or fixed already."""
    matrices = [matrix_of(case, listed.product, finding) for finding in findings_of(case)]
    said = Said(taken)
    said.add(row.number for matrix in matrices for row in matrix.versions if row.state == "affected")
    still_open, unclear = apart(_once(investigated(matrices)), said)
    said.add(still_open)
    harmless, graver = apart(_once(free(case, listed.product, matrices)), said)
    unaffected = tuple(Unaffected(version, why) for version, why in harmless.items())
    return Sorted(unaffected, tuple(still_open), (*unclear, *graver))


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


def _once(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each with its first justification."""
    once: dict[str, str] = {}
    for version, why in found:
        once.setdefault(version, why)
    return once
