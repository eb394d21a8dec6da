"""Find which tags and branches of a clone carry a hole, from the commits that brought it in and took it out.

Cherry-picks count like what they copy, and reverts take it back: both are known by their patch ids
(git-patch-id(1)).
"""

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.failures import CloneRefused
from desktop.domain.matrix.cells import Traced, cells_of
from desktop.domain.matrix.lineage import Lineage, TangledError
from desktop.workflows.clone_ports import Clone, OpenClone
from desktop.workflows.ports import Progress


def trace_versions(
    open_clone: OpenClone,
    path: Path,
    introduced: Sequence[str],
    fixed: Sequence[str],
    progress: Progress,
) -> Traced:
    """A cell for each tag and branch. `introduced` empty: the hole is as old as the history.

    Raises CloneRefused, TooLarge, Cancelled.
    """
    clone = open_clone(path, progress)
    progress.step("Reading the clone", 0, 3)
    enters = [clone.commit(written) for written in introduced]
    leaves = [clone.commit(written) for written in fixed]
    progress.step("Comparing patches", 1, 3)
    copies = _Copies(clone, [*enters, *leaves])
    progress.step("Following the history", 2, 3)
    lineage = Lineage(clone.commits())
    carrying = copies.of(enters) | copies.reverts_of(leaves)
    mended = copies.of(leaves) | copies.reverts_of(enters)
    try:
        marks = lineage.marks(carrying.keys(), mended.keys(), from_the_start=not enters)
    except TangledError as error:
        raise CloneRefused(f"Nobody can say what is affected: {error}.") from error
    cells = cells_of(
        {ref.name: (ref.sort, ref.commit) for ref in clone.refs()},
        marks,
        carrying | mended,
        shallow=clone.facts().shallow,
    )
    return Traced(tuple(enters), tuple(leaves), cells)


class _Copies:
    """Which commits do the same as the named ones, or the contrary."""

    def __init__(self, clone: Clone, named: Sequence[str]) -> None:
        paths = clone.paths_of(named) if named else ()
        self._patches = clone.patch_ids(paths) if paths else {}
        self._reversed = clone.reversed_patch_ids(named) if named else {}
        self._by_patch: dict[str, list[str]] = {}
        for commit, patch in self._patches.items():
            self._by_patch.setdefault(patch, []).append(commit)

    def of(self, named: Sequence[str]) -> dict[str, str]:
        """The named commits and their cherry-picks, each with the commit that it copies."""
        found = {commit: commit for commit in named}
        for commit in named:
            for copy in self._by_patch.get(self._patches.get(commit, ""), ()):
                found.setdefault(copy, commit)
        return found

    def reverts_of(self, named: Sequence[str]) -> dict[str, str]:
        """Commits that take a named one back."""
        return {
            revert: commit
            for commit in named
            for revert in self._by_patch.get(self._reversed.get(commit, ""), ())
        }
