"""Look a fix up in a clone: whether its commit is there, and which branches and tags carry it."""

from pathlib import Path

import msgspec

from desktop.domain.inert import Untrusted
from desktop.workflows.clone_ports import OpenClone
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


def find_commit(open_clone: OpenClone, path: Path, written: str, progress: Progress) -> FoundCommit:
    """The commit with what contains it.

    Raises CloneRefused for one that the clone lacks, TooLarge, Cancelled.
    """
    progress.step("Reading the clone")
    clone = open_clone(path, progress)
    commit = clone.commit(written)
    contained = {commit}
    for child in clone.commits():  # parents come before children
        if not contained.isdisjoint(child.parents):
            contained.add(child.id)
    refs = [ref for ref in clone.refs() if ref.commit in contained]
    return FoundCommit(
        commit,
        tuple(Untrusted(ref.name) for ref in refs if ref.sort == "branch"),
        tuple(Untrusted(ref.name) for ref in refs if ref.sort == "tag"),
        clone.facts().shallow,
    )


def _short(name: Untrusted) -> str:
    return name.raw.rpartition("/")[2].casefold()
