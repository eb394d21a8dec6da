"""What the workflows ask of a git clone, and the values they trade."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from desktop.domain.inert import Untrusted
from desktop.domain.matrix.lineage import Commit
from desktop.workflows.ports import Progress


class Ref(msgspec.Struct, frozen=True):
    """A tag or branch and the commit that it names."""

    name: str
    sort: Literal["tag", "branch"]
    commit: str


class Hit(msgspec.Struct, frozen=True):
    """A line that a search found; names and words are strangers' ones."""

    path: Untrusted
    line: int
    text: Untrusted


class CloneFacts(msgspec.Struct, frozen=True):
    """What a clone is; a shallow one lacks history, so that nothing can be said of what lies before."""

    path: str
    shallow: bool
    tool: str
    """What reads it, with its version."""


class Clone(Protocol):
    """A clone that is only read. Every method raises CloneRefused, TooLarge, Cancelled."""

    def facts(self) -> CloneFacts:
        """What the clone is."""

    def refs(self) -> tuple[Ref, ...]:
        """Tags and branches."""

    def commits(self) -> tuple[Commit, ...]:
        """Everything that they lead to, parents before children."""

    def commit(self, written: str) -> str:
        """The full id of a commit that was written as an id, tag or branch."""

    def paths_of(self, commits: Sequence[str]) -> tuple[bytes, ...]:
        """The files that these commits change."""

    def patch_ids(self, paths: Sequence[bytes]) -> dict[str, str]:
        """The patch id of every commit that changes one of these files, by commit."""

    def reversed_patch_ids(self, commits: Sequence[str]) -> dict[str, str]:
        """The patch id of what would take each of these commits back, by commit."""

    def search(self, pattern: str, revision: str, roots: Sequence[str]) -> tuple[Hit, ...]:
        """The lines of text files that match a Perl-compatible pattern; `roots` are folders or files.

        Raises CloneRefused also for a pattern that is none or does not end, for a folder that is not there
        and a file that cannot be read, TooLarge for too many hits.
        """

    def submodules(self, revision: str, roots: Sequence[str]) -> int:
        """How many repositories within the searched folders are linked, and so not searched."""


OpenClone = Callable[[Path, Progress], Clone]
"""Raises CloneRefused for what is no clone."""
