"""From the matrix to what is listed as affected: a proposal, and where the list says otherwise."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.events import AffectedListed
from desktop.domain.matrix.matrix import Matrix
from desktop.domain.matrix.rows import Row
from desktop.domain.versions.order import GENERIC, compare
from desktop.domain.versions.ranges import Range, lies_within, parse_range

_NAMED = 5


class Proposal(msgspec.Struct, frozen=True):
    """What a person may list: nothing is recorded by it."""

    affected: tuple[str, ...]
    branches: tuple[str, ...]
    """Supported branches that have the problem, or had it: each needs its fix on record."""


def propose(matrix: Matrix) -> Proposal:
    """Ranges and versions that hold every affected version and none that is known not to be, or not known."""
    runs = _runs(_one_for_each_number(matrix))
    branches = (row for row in matrix.rows if row.sort == "supported")
    return Proposal(
        tuple(_written(run, following) for run, following in runs),
        tuple(row.name for row in branches if row.state in ("affected", "fixed")),
    )


def disagreements(listed: AffectedListed, matrix: Matrix) -> tuple[str, ...]:
    """Where the matrix knows a version otherwise than the list, as sentences."""
    ranges = [read for written in listed.affected if (read := read_range(written)) is not None]
    missing = [r.name for r in matrix.versions if r.state == "affected" and is_outside(r.number, ranges)]
    harmless = [
        row.name
        for row in matrix.versions
        if row.state in ("fixed", "not-affected") and _is_inside(row.number, ranges)
    ]
    return tuple(_told(listed.product, missing, harmless))


def _told(product: str, missing: Sequence[str], harmless: Sequence[str]) -> Iterator[str]:
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        yield f"By the matrix {product} {several(missing)} {verb} affected, and nothing listed holds it."
    if harmless:
        verb = "is" if len(harmless) == 1 else "are"
        yield f"By the matrix {product} {several(harmless)} {verb} not affected, and listed all the same."


def several(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _one_for_each_number(matrix: Matrix) -> list[Row]:
    """Oldest first; of several tags for one version the first that is affected counts."""
    rows: dict[str, Row] = {}
    for row in reversed(matrix.versions):
        if row.number not in rows or row.state == "affected":
            rows[row.number] = row
    return [row for row in rows.values() if read_range(row.number) is not None]


def _runs(rows: Sequence[Row]) -> Iterator[tuple[list[Row], Row | None]]:
    """Affected versions of a branch that follow each other for certain, each run with the one right after it.

    No run goes from branch to branch: a later version of the older one may be fixed.
    """
    run: list[Row] = []
    for row in rows:
        follows = bool(run) and _follows(run[-1], row)
        if run and not (follows and row.state == "affected"):
            yield run, row if follows else None
            run = []
        if row.state == "affected":
            run.append(row)
    if run:
        yield run, None


def _follows(one: Row, other: Row) -> bool:
    return one.branch == other.branch and compare(GENERIC, one.number, other.number) == -1


def _written(run: Sequence[Row], following: Row | None) -> str:
    first, last = run[0].number, run[-1].number
    if following is not None and following.state == "fixed":
        return f">={first}, <{following.number}"
    return first if len(run) == 1 else f">={first}, <={last}"


def is_outside(number: str, ranges: Sequence[Range]) -> bool:
    version = read_range(number)
    return version is not None and all(lies_within(version, one) is False for one in ranges)


def _is_inside(number: str, ranges: Sequence[Range]) -> bool:
    version = read_range(number)
    return version is not None and any(lies_within(version, one) is True for one in ranges)


def read_range(written: str) -> Range | None:
    try:
        return parse_range(written)
    except ValueError:
        return None
