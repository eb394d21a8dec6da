"""Look a fix up in a clone: whether its commit is there, and which branches and tags carry it."""

from pathlib import Path

import msgspec

from desktop.domain.inert import Untrusted
from desktop.workflows.clone_ports import Clone, OpenClone
from desktop.workflows.ports import Progress


class FoundCommit(msgspec.Struct, frozen=True):
    """A commit of a clone; names are strangers' ones."""

    id: str
    branches: tuple[Untrusted, ...]
    """Branches that contain it, also those of remotes."""
    tags: tuple[Untrusted, ...]
    shallow: bool = False
    """Whether history is missing, so that more of them may contain it."""

    def is_in(self, branch: str) -> bool:
        """Whether a branch of this name contains it; what stands before the last slash names a remote."""
        wanted = branch.strip().casefold()
        return any(_short(name) == wanted for name in self.branches)


class CloneIndex:
    """What a clone's branches and tags lead to, read once. Raises CloneRefused, TooLarge, Cancelled."""

    def __init__(self, clone: Clone) -> None:
        self._clone = clone
        self._commits = clone.commits()
        self._refs = clone.refs()
        self._shallow = clone.facts().shallow

    def find(self, written: str) -> FoundCommit:
        """The commit with what contains it. Raises CloneRefused for one that the clone lacks."""
        commit = self._clone.commit(written)
        contained = {commit}
        for child in self._commits:  # parents come before children
            if not contained.isdisjoint(child.parents):
                contained.add(child.id)
        refs = [ref for ref in self._refs if ref.commit in contained]
        branches = tuple(Untrusted(ref.name) for ref in refs if ref.sort == "branch")
        tags = tuple(Untrusted(ref.name) for ref in refs if ref.sort == "tag")
        return FoundCommit(commit, branches, tags, self._shallow)


def read_clone(open_clone: OpenClone, path: Path, progress: Progress) -> CloneIndex:
    """A clone in which commits can be looked up. Raises CloneRefused, TooLarge, Cancelled."""
    progress.step("Reading the clone")
    return CloneIndex(open_clone(path, progress))


def _short(name: Untrusted) -> str:
    return name.raw.rpartition("/")[2].casefold()
