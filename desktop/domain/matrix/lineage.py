"""Which commits of a history carry a hole.

A hole enters with some commits and leaves with others; what lies between inherits it. Where the sides of a
merge disagree, the side that changed since their common ancestor wins: that is how git merges a line.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

_OURS, _THEIRS, _OLDER = 1, 2, 4
"""Who reaches a commit, and whether a later common one does."""
_BOTH = _OURS | _THEIRS
_DEEPEST = 100
"""Common ancestors of common ancestors that are looked at, where there are several each time."""


class Commit(msgspec.Struct, frozen=True):
    """A commit and its parents."""

    id: str
    parents: tuple[str, ...] = ()


class Mark(msgspec.Struct, frozen=True):
    """Whether a commit carries the hole, and the commit that decided so ("" where none did)."""

    carries: bool
    since: str = ""


class TangledError(ValueError):
    """Nobody can say in reasonable time what a merge inherits."""


class Lineage:
    """A history, parents before children; what a shallow clone lacks counts as no parent.

    Raises ValueError for an order in which a child stands before its parent.
    """

    def __init__(self, commits: Sequence[Commit]) -> None:
        self._place = {commit.id: place for place, commit in enumerate(commits)}
        self._ids = [commit.id for commit in commits]
        self._parents = [
            tuple(self._place[parent] for parent in commit.parents if parent in self._place)
            for commit in commits
        ]
        if any(parent >= place for place, parents in enumerate(self._parents) for parent in parents):
            raise ValueError("a commit stands before its parent")

    def marks(
        self, enters: AbstractSet[str], leaves: AbstractSet[str], *, from_the_start: bool = False
    ) -> Mapping[str, Mark]:
        """Every commit's mark; one named on both sides leaves without the hole. Raises TangledError."""
        first = Mark(from_the_start)
        marks: list[Mark] = []
        for place, commit_id in enumerate(self._ids):
            if commit_id in leaves:
                marks.append(Mark(carries=False, since=commit_id))
            elif commit_id in enters:
                marks.append(Mark(carries=True, since=commit_id))
            else:
                marks.append(self._merged(self._parents[place], marks, first))
        return dict(zip(self._ids, marks, strict=True))

    def _merged(self, sides: Sequence[int], marks: Sequence[Mark], first: Mark, depth: int = 0) -> Mark:
        """What several commits amount to, merged one after another."""
        if not sides:
            return first
        if depth > _DEEPEST:
            raise TangledError("the merges of this history criss-cross too deeply")
        merged, result = [sides[0]], marks[sides[0]]
        for side in sides[1:]:
            if marks[side].carries != result.carries:
                bases = self._common_ancestors(merged, side)
                base = self._merged(bases, marks, first, depth + 1)
                result = marks[side] if result.carries == base.carries else result
            merged.append(side)
        return result

    def _common_ancestors(self, ones: Iterable[int], other: int) -> list[int]:
        """The latest commits that both sides have: those that are ancestors of no other such one."""
        reached: dict[int, int] = dict.fromkeys(ones, _OURS)
        reached[other] = reached.get(other, 0) | _THEIRS
        waiting = [-place for place in reached]
        heapq.heapify(waiting)
        bases: list[int] = []
        fresh = len(waiting)
        while waiting and fresh:
            place = -heapq.heappop(waiting)
            flags = reached[place]
            fresh -= not flags & _OLDER
            if flags & (_BOTH | _OLDER) == _BOTH:
                bases.append(place)
                flags |= _OLDER
            for parent in self._parents[place]:
                before = reached.get(parent)
                if before is None:
                    heapq.heappush(waiting, -parent)
                    fresh += not flags & _OLDER
                else:
                    fresh -= bool(flags & _OLDER and not before & _OLDER)
                reached[parent] = (before or 0) | flags
        return bases
