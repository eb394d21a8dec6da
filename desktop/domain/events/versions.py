"""Which versions are affected: what a clone's history told, and what people said of single versions."""

from typing import Literal

from desktop.domain.event import Event
from desktop.domain.matrix.cells import Cell, CellState, Justification


class VersionsTraced(Event, frozen=True):
    """A clone was asked which tags and branches carry a problem.

    A later trace replaces an earlier one; a trace of a part replaces only what it speaks of.
    """

    kind = "versions.traced"
    product: str
    clone: str
    """What the clone is called, without where it lies on this machine."""
    introduced: tuple[str, ...]
    """Full ids of the commits that brought the problem in; empty: it is as old as the history."""
    fixed: tuple[str, ...]
    """Full ids of the commits that took it out."""
    cells: tuple[Cell, ...]
    finding: str = ""
    """The name of a similar problem; empty for the reported one."""
    refs: tuple[str, ...] = ()
    """Patterns of the tags and branches that were looked at; empty for all."""
    shallow: bool = False
    """Whether history was missing."""


class VersionJudged(Event, frozen=True):
    """A person's word on a version, or on a whole supported branch; it stands above what was traced."""

    kind = "version.judged"
    product: str
    version: str
    state: CellState
    ground: str
    justification: Literal["", Justification] = ""
    finding: str = ""
    branch: bool = False
    """Whether `version` names a supported branch, of which there may be a version of the same name."""
