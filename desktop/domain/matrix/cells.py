"""A cell of the matrix: what is known of one version, and what it rests on."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from desktop.domain.matrix.lineage import Mark

CellState = Literal["affected", "not-affected", "fixed", "under-investigation", "not-checked"]
Justification = Literal[
    "component_not_present",
    "vulnerable_code_not_present",
    "vulnerable_code_not_in_execute_path",
    "vulnerable_code_cannot_be_controlled_by_adversary",
    "inline_mitigations_already_exist",
]
"""Why a version is not affected (CSAF 2.0 §3.2.3.5, VEX)."""
Sort = Literal["tag", "branch"]
_SHOWN = 12
"""Digits of a commit's id that tell it from others."""


class Cell(msgspec.Struct, frozen=True):
    """What is known of one version or branch."""

    version: str
    sort: Sort
    state: CellState
    evidence: str
    justification: Justification | Literal[""] = ""
    commit: str = ""


class Traced(msgspec.Struct, frozen=True):
    """What a clone's history tells, and the commits that it was asked about."""

    introduced: tuple[str, ...]
    fixed: tuple[str, ...]
    cells: tuple[Cell, ...]
    shallow: bool = False


def cells_of(
    refs: Iterable[tuple[str, Sort, str]],
    marks: Mapping[str, Mark],
    copies: Mapping[str, str],
    reverts: Mapping[str, str] = MappingProxyType({}),
    *,
    shallow: bool = False,
) -> tuple[Cell, ...]:
    """A cell for each tag and branch with its commit; `copies` gives what a copy or revert names.

    `reverts` are those of them that take back what they name.

    Of a shallow clone, nothing is said where no commit at hand decides.
    """
    found = []
    for name, sort, commit in refs:
        mark = marks.get(commit)
        by = _called(mark.since, copies, reverts) if mark is not None else ""
        again = mark is not None and mark.since in reverts
        found.append(_cell(name, sort, commit, mark, by, again=again, shallow=shallow))
    return tuple(found)


def _cell(
    name: str, sort: Sort, commit: str, mark: Mark | None, by: str, *, again: bool, shallow: bool
) -> Cell:
    if mark is None or (shallow and not mark.since):
        evidence = "The clone is shallow: history is missing before this version."
        return Cell(name, sort, "not-checked", evidence, commit=commit)
    if not mark.since:
        if mark.carries:
            return Cell(name, sort, "affected", "It has the code as it began, and no fix.", commit=commit)
        evidence = "It has no commit that brought the hole in."
        return Cell(name, sort, "not-affected", evidence, "vulnerable_code_not_present", commit)
    if mark.carries:
        came = "came in again" if again else "came in"
        return Cell(name, sort, "affected", f"The hole {came} with {by}, and no fix after it.", commit=commit)
    return Cell(name, sort, "fixed", f"It has {by}, which took the hole out.", commit=commit)


def _called(commit: str, copies: Mapping[str, str], reverts: Mapping[str, str]) -> str:
    """A commit and, where it copies or takes back another, that one too."""
    named = copies.get(commit, commit)
    short = commit[:_SHOWN]
    if commit in reverts:
        return f"{short}, which reverts {reverts[commit][:_SHOWN]}"
    return short if named == commit else f"{short} (by patch id of {named[:_SHOWN]})"
