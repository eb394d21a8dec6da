"""Fixes that were taken back: a supported branch that was fixed, and is affected by what was told since.

What a branch was is told by every trace, word and fix in their order: a later trace or word that calls it
fixed again settles it.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.matrix.matrix import Matrix, findings_of, matrix_from
from desktop.domain.matrix.rows import Row
from desktop.domain.matrix.traces import is_whole
from desktop.domain.versions.names import belongs, is_head, version_in
from desktop.domain.versions.order import GENERIC, newest_first

_BEFORE_AND_AFTER = 2
"""What was told once, without a fix on record, takes nothing back: thousands of tags are not read for it."""


class Regression(msgspec.Struct, frozen=True):
    """A supported branch that is affected again."""

    product: str
    branch: str
    finding: str
    why: str
    was_in: bool = True
    """Whether the fix was ever seen there, or came out: else it was only prepared."""

    @property
    def sentence(self) -> str:
        """What happened, and on what that rests."""
        if self.was_in:
            return f"{self.name} was fixed, and is affected again. {self.why}"
        return f"The fix prepared for {self.name} is not found by what was told since. {self.why}"

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
    carrying = {version_in(f.fixed_in) for f in case.versions if isinstance(f, e.FixPrepared)}
    record = case.fixing.get((product, branch))
    was_in = record is not None and not finding and record.state == "released"
    was_fixed, why, newest = False, "", ""
    for one in case.versions:
        if isinstance(one, e.FixPrepared):
            fixes += [one] * (not finding and (one.product, one.branch) == (product, branch))
            continue
        if (one.product, one.finding) != (product, finding) or not _is_about(one, branch, carrying):
            continue
        told = _with(told, one, branch, fixes)
        if not _can_change(one, branch, carrying, newest):
            continue
        matrix = matrix_from(told, product, finding, (branch,) if branch else ())
        row, newest = matrix.branch(branch), _newest_of(matrix, branch)
        if row.state == "affected" and (was_fixed or _is_belied(fixes, row, matrix.rows)):
            why = row.evidence
        elif row.state in ("fixed", "not-affected"):
            was_fixed, why = row.state == "fixed", ""
    if why:
        yield Regression(product, branch, finding, why, was_in or was_fixed)


def _still_said(
    told: Sequence[e.VersionsTraced | e.VersionJudged],
) -> Iterator[e.VersionsTraced | e.VersionJudged]:
    """What a trace leaves of earlier words: that a version was fixed is what it is asked about anew."""
    return (t for t in told if not (isinstance(t, e.VersionJudged) and t.state == "fixed"))


def _with(
    told: list[e.VersionsTraced | e.VersionJudged],
    one: e.VersionsTraced | e.VersionJudged,
    branch: str,
    fixes: Sequence[e.FixPrepared],
) -> list[e.VersionsTraced | e.VersionJudged]:
    """What was told, and this: a word comes beside the others, a trace takes the place of some.

    A trace of a part that tells nothing of the branch leaves everything as it was.
    """
    if isinstance(one, e.VersionsTraced):
        about = _about(one, branch, fixes)
        if not is_whole(one) and all(cell.state == "not-checked" for cell in about.cells):
            return told
        return [*_still_said(told), about]
    told.append(one)
    return told


def _is_about(one: e.VersionsTraced | e.VersionJudged, branch: str, carrying: Container[str]) -> bool:
    """Whether it tells of the branch, or of a version that carries a fix: no other word takes a fix back."""
    if isinstance(one, e.VersionsTraced) or is_head(one.version, branch):
        return True
    if one.branch:
        return one.version == branch
    number = version_in(one.version, one.product)
    return bool(number) and (number in carrying or belongs(number, branch))


def _can_change(
    one: e.VersionsTraced | e.VersionJudged, branch: str, carrying: Container[str], newest: str
) -> bool:
    """Whether another thing may be known of the branch now: a word on an older version changes nothing.

    Without this, thousands of words would be thousands of matrices.
    """
    if isinstance(one, e.VersionsTraced) or one.branch or is_head(one.version, branch):
        return True
    number = version_in(one.version, one.product)
    if not newest or number in (newest, "") or number in carrying:
        return True
    return newest_first(GENERIC, (newest, number))[0] == number


def _newest_of(matrix: Matrix, branch: str) -> str:
    """The newest version that is known of the branch."""
    return next((row.number for row in matrix.rows if row.number and row.branch == branch), "")


def _about(told: e.VersionsTraced, branch: str, fixes: Sequence[e.FixPrepared]) -> e.VersionsTraced:
    """A trace with only what tells of the branch, so that thousands of tags are read once."""
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
