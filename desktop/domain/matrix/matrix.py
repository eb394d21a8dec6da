"""The matrix of a finding: what is known of every version of a product, by supported branches."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.matrix.cells import Cell
from desktop.domain.matrix.rows import Row, telling_row, told_of_branch
from desktop.domain.matrix.traces import laid
from desktop.domain.versions.names import branch_of, is_head, version_in
from desktop.domain.versions.order import GENERIC, newest_first
from desktop.domain.versions.ranges import parse_range


class Matrix(msgspec.Struct, frozen=True):
    """Rows in groups: each supported branch with what belongs to it, then the rest; newest first."""

    finding: str
    product: str
    branches: tuple[str, ...]
    rows: tuple[Row, ...]
    trace: e.VersionsTraced | None = None
    """The last one."""
    kept: int = 0
    """How many cells an earlier trace told, of which the last one says nothing."""

    def branch(self, name: str) -> Row:
        """The row of a supported branch; a product without branches has one that has no name."""
        for row in self.rows:
            if row.sort == "supported" and row.name == name:
                return row
        return Row(name, "supported", branch=name, traced=None if name else told_of_branch("", self.rows))

    @property
    def versions(self) -> tuple[Row, ...]:
        """The rows that are versions, newest first."""
        rows = [row for row in self.rows if row.number]
        rank = {number: place for place, number in enumerate(_newest(tuple(row.number for row in rows)))}
        return tuple(sorted(rows, key=lambda row: rank[row.number]))


def findings_of(case: Case) -> tuple[str, ...]:
    """The reported problem, which has no name, and every similar one."""
    return ("", *(variant.name for variant in case.variants))


def products_of(case: Case) -> tuple[str, ...]:
    """The products that are listed, then others that somebody looked at."""
    listed = (product.product for product in case.products)
    looked_at = (told.product for told in case.versions if not isinstance(told, e.FixPrepared))
    return tuple(dict.fromkeys((*listed, *looked_at)))


def matrix_of(case: Case, product: str, finding: str = "", supported: Sequence[str] = ()) -> Matrix:
    """What is known; `supported` are the branches of the policy, where the case lists none."""
    listed = [p for p in case.products if p.product == product]
    branches = tuple(b for p in listed for b in p.supported_branches) or tuple(supported)
    told = [t for t in case.versions if not isinstance(t, e.FixPrepared) and _is_of(t, product, finding)]
    exact = [version for p in listed for version in p.affected if _is_exact(version)]
    return matrix_from(told, product, finding, branches, exact)


def matrix_from(
    told: Iterable[e.VersionsTraced | e.VersionJudged],
    product: str,
    finding: str,
    branches: tuple[str, ...],
    listed: Iterable[str] = (),
) -> Matrix:
    """The traces, each laid over those before it, below every judgement; `told` in its order."""
    traces: list[e.VersionsTraced] = []
    judgements: list[e.VersionJudged] = []
    for one in told:
        if isinstance(one, e.VersionsTraced):
            traces.append(one)
        else:
            judgements.append(one)
    trace = laid(traces)
    of_branches = {j.version: j for j in judgements if j.branch}
    of_versions = [j for j in judgements if not j.branch]
    traced = _traced(trace.cells if trace else (), product, branches, listed)
    known = _judged(traced, of_versions, product, branches)
    named = tuple(dict.fromkeys((*branches, *of_branches)))
    rows = tuple(_grouped(known, named, of_branches))
    return Matrix(finding, product, named, rows, *((trace.last, trace.kept) if trace else ()))


def _traced(
    cells: Iterable[Cell], product: str, branches: tuple[str, ...], listed: Iterable[str]
) -> list[Row]:
    rows = [
        Row(cell.version, "branch", branch=_branch_of_ref(cell.version, branches), traced=cell)
        if cell.sort == "branch"
        else _version(cell.version, product, branches, cell)
        for cell in cells
    ]
    there = {row.number for row in rows} | {row.name for row in rows}
    named = dict.fromkeys(parse_range(written).versions[0] for written in listed)
    return rows + [_version(name, product, branches) for name in named if name not in there]


def _judged(
    rows: Sequence[Row], judgements: Sequence[e.VersionJudged], product: str, branches: tuple[str, ...]
) -> list[Row]:
    """The rows with the latest word on each: by its own name, else by the version that it is."""
    judged = list(rows)
    if not judgements:
        return judged
    by_name: dict[str, list[int]] = {}
    by_number: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        by_name.setdefault(row.name, []).append(place)
        by_number.setdefault(row.number or row.name, []).append(place)
    for act in judgements:
        number = version_in(act.version, product) or act.version
        places = by_name.get(act.version) or by_number.get(number)
        if places is None:
            by_name[act.version] = by_number[number] = places = [len(judged)]
            judged.append(_version(act.version, product, branches))
        for place in places:
            judged[place] = msgspec.structs.replace(judged[place], judged=act)
    return judged


def _grouped(
    rows: Sequence[Row], branches: tuple[str, ...], judged: dict[str, e.VersionJudged]
) -> Iterable[Row]:
    numbers = tuple(row.number for row in rows if row.number)
    rank = {number: place for place, number in enumerate(_newest(numbers))}

    def order(row: Row) -> tuple[bool, bool, int]:
        return row.sort == "version", not row.number, rank.get(row.number, 0)

    groups: dict[str, list[Row]] = {branch: [] for branch in (*branches, "")}
    for row in sorted(rows, key=order):
        groups[row.branch].append(row)
    for branch in (*_newest(branches), ""):
        if branch:
            told, telling = told_of_branch(branch, groups[branch]), telling_row(branch, groups[branch])
            follows = telling.name if telling is not None and branch not in judged else ""
            yield Row(branch, "supported", "", branch, told, judged.get(branch), follows)
        yield from groups[branch]


def _version(name: str, product: str, branches: tuple[str, ...], cell: Cell | None = None) -> Row:
    number = version_in(name, product)
    branch = branch_of(number, branches) if number else ""
    return Row(name, "version", number, branch, cell)


def _branch_of_ref(ref: str, branches: Sequence[str]) -> str:
    return next((branch for branch in branches if is_head(ref, branch)), "")


@lru_cache(maxsize=64)
def _newest(names: tuple[str, ...]) -> tuple[str, ...]:
    """Thousands of tags take a while to be put in order, and the same ones are asked for again and again."""
    return tuple(newest_first(GENERIC, names))


def _is_of(told: e.VersionsTraced | e.VersionJudged, product: str, finding: str) -> bool:
    return (told.product, told.finding) == (product, finding)


def _is_exact(written: str) -> bool:
    try:
        return parse_range(written).is_exact
    except ValueError:
        return False
