"""A row of the matrix: a version, a branch of the clone or a supported branch, and what is known of it."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from desktop.domain.events import VersionJudged
from desktop.domain.matrix.cells import Cell, CellState, Justification
from desktop.domain.versions.names import is_head

RowSort = Literal["supported", "branch", "version"]
NOT_LOOKED_AT = "Nobody has looked at it."
_WORST: tuple[CellState, ...] = ("affected", "under-investigation", "not-checked", "fixed", "not-affected")


class Row(msgspec.Struct, frozen=True):
    """What a person said stands above what was traced; both stay."""

    name: str
    """As the clone, the case or the policy writes it: a stranger's word."""
    sort: RowSort
    number: str = ""
    """The version that it is; empty for a branch and for a tag that names none: neither is put in a range."""
    branch: str = ""
    """The supported branch that it belongs to."""
    traced: Cell | None = None
    """What a clone told; of a supported branch, what follows from the rows that belong to it."""
    judged: VersionJudged | None = None
    follows: str = ""
    """The row that a supported branch takes its state from, where nobody judged the branch itself."""

    @property
    def state(self) -> CellState:
        """What counts."""
        told = self.judged or self.traced
        return told.state if told else "not-checked"

    @property
    def justification(self) -> Literal["", Justification]:
        """Why it is not affected, if it is not."""
        told = self.judged or self.traced
        return told.justification if told else ""

    @property
    def evidence(self) -> str:
        """What the state rests on."""
        if self.judged is not None:
            return self.judged.ground
        return self.traced.evidence if self.traced is not None else NOT_LOOKED_AT

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.state in ("not-checked", "under-investigation")


def telling_row(branch: str, rows: Sequence[Row]) -> Row | None:
    """The row that a supported branch takes its state from; `rows` as `told_of_branch` has them."""
    heads = [row for row in rows if row.sort == "branch" and is_head(row.name, branch)]
    versions = [row for row in rows if row.sort == "version" and row.number]
    return min(heads or versions[:1], key=lambda row: _WORST.index(row.state), default=None)


def told_of_branch(branch: str, rows: Sequence[Row]) -> Cell | None:
    """What the rows of a supported branch say of it: its own branches in the clone, else its newest version.

    `rows` are those that belong to it, newest first. The worst of several counts.
    """
    telling = telling_row(branch, rows)
    if telling is None:
        return None
    heads = telling.sort == "branch"
    how = "" if heads else ", its newest version"
    evidence = f"By {telling.name}{how}: {telling.evidence}"
    return Cell(branch, "branch" if heads else "tag", telling.state, evidence, telling.justification)
