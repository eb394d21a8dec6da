"""Find which tags and branches of a clone carry a hole, from the commits that brought it in and took it out.

Cherry-picks count like what they copy, and reverts take it back: both are known by their patch ids
(git-patch-id(1)).
"""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.domain.failures import CloneRefused, TooLarge
from desktop.domain.matrix.cells import Traced, cells_of
from desktop.domain.matrix.judging import MOST_REFS, NAME_SOME
from desktop.domain.matrix.lineage import Lineage, TangledError
from desktop.workflows.clone_ports import Clone, OpenClone, Ref
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk, Progress

_NO_COMMIT = "Name a commit that brought the problem in, or one that took it out."


class Question(msgspec.Struct, frozen=True):
    """What is asked of a clone; commits as ids, tags or branches, as a person writes them."""

    product: str
    introduced: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    finding: str = ""
    patterns: tuple[str, ...] = ()
    """Which tags and branches are looked at, such as `v2.*`; empty for all."""


def trace_versions(
    open_clone: OpenClone,
    path: Path,
    introduced: Sequence[str],
    fixed: Sequence[str],
    progress: Progress,
    *,
    patterns: Sequence[str] = (),
) -> Traced:
    """A cell for each tag and branch, or those that a pattern such as `v2.*` means.

    `introduced` empty: the hole is as old as the history. Raises CloneRefused, TooLarge, Cancelled.
    """
    clone = open_clone(path, progress)
    progress.step("Reading the clone", 0, 3)
    refs = _meant(clone.refs(), patterns)
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
    shallow = clone.facts().shallow
    named = [(ref.name, ref.sort, ref.commit) for ref in refs]
    reverts = copies.reverts_of(leaves) | copies.reverts_of(enters)
    cells = cells_of(named, marks, carrying | mended, reverts, shallow=shallow)
    return Traced(tuple(enters), tuple(leaves), cells, shallow)


def keep_trace(
    desk: Desk, case_id: str, clone: Path, question: Question, progress: Progress
) -> Recorded | Refusal:
    """Trace, and record what the clone told. Raises CloneRefused, TooLarge, Cancelled, NoSuchCase."""
    enters, leaves = _each_once(question.introduced), _each_once(question.fixed)
    patterns = _each_once(question.patterns)
    if not (enters or leaves):
        _meant(desk.tools.open_clone(clone, progress).refs(), patterns)  # what is wrong with it comes first
        return Refusal(e.VersionsTraced.kind, _NO_COMMIT)
    traced = trace_versions(desk.tools.open_clone, clone, enters, leaves, progress, patterns=patterns)
    act = e.VersionsTraced(
        product=question.product,
        clone=clone.resolve().name.removesuffix(".git"),
        introduced=traced.introduced,
        fixed=traced.fixed,
        cells=traced.cells,
        finding=question.finding,
        refs=patterns,
        shallow=traced.shallow,
    )
    return record_act(desk, case_id, act)


def _meant(refs: Sequence[Ref], patterns: Sequence[str]) -> tuple[Ref, ...]:
    if not refs:
        raise CloneRefused(
            "The clone is empty: it has no tag and no branch.",
            advice="Name another clone, or judge the versions by hand.",
        )
    meant = tuple(ref for ref in refs if not patterns or any(fnmatchcase(ref.name, p) for p in patterns))
    if len(meant) > MOST_REFS:
        many = f"The clone has {len(meant):,} tags and branches, more than {MOST_REFS:,}."
        raise TooLarge(many, advice=NAME_SOME)
    if not meant:
        raise CloneRefused(
            "The clone has no such tag and no such branch.",
            advice="Name others, or judge its versions by hand.",
        )
    return meant


def _each_once(written: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in written if name.strip()))


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
