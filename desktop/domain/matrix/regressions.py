"""Fixes that were taken back: a supported branch that was fixed, and is affected by what was told since.

What a branch was is told by every trace, word and fix in their order: a later trace or word that calls it
fixed again settles it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.matrix.matrix import findings_of, matrix_from
from desktop.domain.matrix.rows import Row
from desktop.domain.versions.names import belongs, is_head, version_in

_BEFORE_AND_AFTER = 2
"""What was told once, without a fix on record, takes nothing back: thousands of tags are not read for it."""


class Regression(msgspec.Struct, frozen=True):
    """A supported branch that is affected again."""

    product: str
    branch: str
    finding: str
    why: str

    @property
    def name(self) -> str:
        """Which branch of what, as people say it."""
        return f"{self.product} {self.branch}".strip()


def regressions(case: Case) -> tuple[Regression, ...]:
    """Every supported branch whose fix is not there any more, by the latest that was told."""
    words = Counter((t.product, t.finding) for t in case.versions if not isinstance(t, e.FixPrepared))
    fixed = {(fix.product, fix.branch) for fix in case.versions if isinstance(fix, e.FixPrepared)}
    return tuple(
        regression
        for product, branch in case.branches
        for finding in findings_of(case)
        if words[product, finding] + (not finding and (product, branch) in fixed) >= _BEFORE_AND_AFTER
        for regression in _regressed(case, product, branch, finding)
    )


def _regressed(case: Case, product: str, branch: str, finding: str) -> Iterator[Regression]:
    told: list[e.VersionsTraced | e.VersionJudged] = []
    fixes: list[e.FixPrepared] = []
    was_fixed, why = False, ""
    for one in case.versions:
        if isinstance(one, e.FixPrepared):
            fixes += [one] * (not finding and (one.product, one.branch) == (product, branch))
            continue
        if (one.product, one.finding) != (product, finding):
            continue
        told = [*_still_said(told, one), _about(one, branch, fixes)]
        matrix = matrix_from(told, product, finding, (branch,) if branch else ())
        row = matrix.branch(branch)
        if row.state == "affected" and (was_fixed or _is_belied(fixes, row, matrix.rows)):
            why = row.evidence
        elif row.state in ("fixed", "not-affected"):
            was_fixed, why = row.state == "fixed", ""
    if why:
        yield Regression(product, branch, finding, why)


def _still_said(
    told: Sequence[e.VersionsTraced | e.VersionJudged], now: e.VersionsTraced | e.VersionJudged
) -> Iterator[e.VersionsTraced | e.VersionJudged]:
    """What a trace leaves of earlier words: that a version was fixed is what it is asked about anew."""
    is_trace = isinstance(now, e.VersionsTraced)
    return (t for t in told if not (is_trace and isinstance(t, e.VersionJudged) and t.state == "fixed"))


def _about(
    told: e.VersionsTraced | e.VersionJudged, branch: str, fixes: Sequence[e.FixPrepared]
) -> e.VersionsTraced | e.VersionJudged:
    """A trace with only what tells of the branch, so that thousands of tags are read once."""
    if isinstance(told, e.VersionJudged):
        return told
    heads = [cell for cell in told.cells if cell.sort == "branch" and is_head(cell.version, branch)]
    carrying = {version_in(fix.fixed_in) for fix in fixes}
    tags = [
        cell
        for cell in told.cells
        if cell.sort == "tag"
        and (number := version_in(cell.version, told.product))
        and (number in carrying or (not heads and belongs(number, branch)))
    ]
    return msgspec.structs.replace(told, cells=(*heads, *tags))


def _is_belied(fixes: Sequence[e.FixPrepared], row: Row, rows: Sequence[Row]) -> bool:
    """Whether what is told is about a fix on record: of the branch itself, or of the version that carries it.

    That the newest tag is older than the fix takes nothing back.
    """
    if not fixes:
        return False
    if row.judged is not None or (row.traced is not None and row.traced.sort == "branch"):
        return True
    carrying = version_in(fixes[-1].fixed_in)
    return any(one.state == "affected" for one in rows if one.number and one.number == carrying)
