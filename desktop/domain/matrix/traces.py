"""Several traces as one: a trace of a part replaces what it speaks of, and leaves the rest."""

from collections.abc import Iterable

import msgspec

from desktop.domain.events import VersionsTraced
from desktop.domain.matrix.cells import Cell


class Laid(msgspec.Struct, frozen=True):
    """The last trace, and what counts by all of them."""

    last: VersionsTraced
    cells: tuple[Cell, ...]
    kept: int = 0
    """Cells that an earlier trace told, of which the last one says nothing, or nothing certain."""


def is_whole(trace: VersionsTraced) -> bool:
    """Whether every tag and branch was looked at, with all of the history: this replaces the others."""
    return not trace.refs and not trace.shallow


def laid(traces: Iterable[VersionsTraced]) -> Laid | None:
    """The traces in the order in which they were recorded, each laid over those before it.

    A cell that is not checked, as where history is missing, hides none that is known.
    """
    cells: dict[tuple[str, str], Cell] = {}
    last, told = None, set[tuple[str, str]]()
    for last in traces:
        if is_whole(last):
            cells.clear()
        told.clear()
        for cell in last.cells:
            key = (cell.sort, cell.version)
            if cell.state != "not-checked" or key not in cells:
                cells[key] = cell
                told.add(key)
    return None if last is None else Laid(last, tuple(cells.values()), len(cells) - len(told))
