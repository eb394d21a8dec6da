"""Questions to git about a clone; it runs nothing that it configures and reaches for nothing outside."""

import posixpath
import re
from collections.abc import Sequence
from pathlib import Path

from desktop.clones.child import run
from desktop.domain.failures import CloneRefused, TooLarge
from desktop.domain.inert import Untrusted
from desktop.domain.matrix.lineage import Commit
from desktop.workflows.clone_ports import CloneFacts, Hit, Ref
from desktop.workflows.ports import Progress

_MOST = 512 * 1024 * 1024
_SECONDS = 120.0
_MOST_COMMITS = 2_000_000
MOST_HITS = 20_000
"""Hits of one search; nobody judges more."""
_MOST_FOUND = 64 * 1024 * 1024
_LONGEST_LINE = 500
"""Characters of a hit that are kept."""
_BY_HAND = "Judge its versions by hand."
_NARROW = "Narrow the pattern, or search fewer folders at a time."
_OTHER_PATTERN = "Change the pattern, or search another clone."
_AS_NAMED = "Write a folder or file as the repository names it, without wildcards."
_HARMLESS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.pager=cat",
    "core.attributesFile=/dev/null",
    "core.commitGraph=false",
    "core.sshCommand=false",
    "core.askPass=false",
    "credential.helper=",
    "diff.external=",
    "gpg.program=false",
    "log.showSignature=false",
    "protocol.allow=never",
    "uploadpack.packObjectsHook=",
    "safe.directory=*",
)
"""What a clone's own configuration might run or reach for, switched off from outside (git-config(1))."""
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin:/usr/local/bin",
    "LC_ALL": "C",
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_PAGER": "cat",
    "GIT_CEILING_DIRECTORIES": "/",
}
_DIFF = (
    "--no-prefix",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-renames",
    "--full-index",
    "--ignore-submodules",
)
_NAME = re.compile(r"[^-:\s\x00-\x1f][^:\x00-\x1f]{0,250}")
"""What names a commit: no search through messages, which may take long, and nothing like an option."""
_FULL = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


class GitClone:
    """One clone, read only. Every method raises CloneRefused, TooLarge, Cancelled."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._progress = progress
        self._folder = self._git_folder(path.absolute())

    def facts(self) -> CloneFacts:
        """What the clone is: where its objects lie, and whether history is missing."""
        shallow = self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"
        version = self._ask("version").decode(errors="replace").split()
        return CloneFacts(str(self._folder), shallow, tool=f"git grep -P ({' '.join(version[:3:2])})")

    def refs(self) -> tuple[Ref, ...]:
        """Tags, and branches of this clone and its remotes, with the commits that they name."""
        shape = "%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)"
        lines = self._ask("for-each-ref", f"--format={shape}", "refs/tags", "refs/heads", "refs/remotes")
        return tuple(filter(None, map(_ref, lines.decode(errors="replace").splitlines())))

    def commits(self) -> tuple[Commit, ...]:
        """Everything that a tag or branch leads to, parents before children."""
        words = ("rev-list", "--parents", "--topo-order", "--reverse", f"--max-count={_MOST_COMMITS + 1}")
        lines = self._ask(*words, "--tags", "--branches", "--remotes", "--").decode().splitlines()
        if len(lines) > _MOST_COMMITS:
            raise TooLarge(f"The clone has more than {_MOST_COMMITS:,} commits.", advice=_BY_HAND)
        rows = (line.split() for line in lines)
        return tuple(Commit(row[0], tuple(row[1:])) for row in rows if row)

    def commit(self, written: str) -> str:
        """The full id of the commit that was written as an id, tag or branch."""
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{written}^{{commit}}")
        named = _NAME.fullmatch(written)
        found = self._ask(*words, accepted=(0, 1, 128)).decode().strip() if named else ""
        if not _FULL.fullmatch(found):
            raise CloneRefused("The clone has no such commit.", advice="Fetch it first, or check its id.")
        return found

    def paths_of(self, commits: Sequence[str]) -> tuple[bytes, ...]:
        """The files that these commits change, as the clone names them."""
        words = ("diff-tree", "--stdin", "-r", "-z", "--root", "--no-commit-id", "--name-only", *_DIFF)
        names = self._ask(*words, data="\n".join(commits).encode() + b"\n").split(b"\0")
        return tuple(dict.fromkeys(name for name in names if name))

    def patch_ids(self, paths: Sequence[bytes]) -> dict[str, str]:
        """The patch id of every commit that changes one of these files, by commit; merges have none."""
        words = ("rev-list", "--no-merges", "--full-history", "--tags", "--branches", "--remotes", "--stdin")
        given = b"--\n" + b"\n".join(b":(top,literal)" + path for path in paths if b"\n" not in path) + b"\n"
        return self._patch_ids_of(self._ask(*words, data=given))

    def reversed_patch_ids(self, commits: Sequence[str]) -> dict[str, str]:
        """The patch id of what would take each of these commits back."""
        return self._patch_ids_of("\n".join(commits).encode() + b"\n", "-R")

    def search(self, pattern: str, revision: str, roots: Sequence[str]) -> tuple[Hit, ...]:
        """The lines of a revision that match; at most as many as a person can judge."""
        commit = self.commit(revision)
        places = [f":(top,literal){self._root(root, commit)}" for root in roots if root.strip()]
        if not pattern or "\n" in pattern or "\0" in pattern:
            raise CloneRefused("A pattern is one line of text.", advice="Search for each line of its own.")
        words = ("grep", "--line-number", "--null", "-I", "--perl-regexp", "--full-name", "--no-textconv")
        named = ("-e", pattern, commit, "--", *places)
        asked = (*words, *named)
        try:
            found = self._ask(*asked, most=_MOST_FOUND, accepted=(0, 1), whole=True)
        except CloneRefused as error:
            raise CloneRefused(error.message, advice=_OTHER_PATTERN) from error
        lines = found.split(b"\n")[:-1]
        hits = tuple(filter(None, map(_hit, lines)))
        if len(hits) > MOST_HITS:
            raise TooLarge(f"The pattern has more than {MOST_HITS:,} hits.", advice=_NARROW)
        return hits

    def submodules(self, revision: str, roots: Sequence[str]) -> int:
        """How many repositories within this one are not searched with it."""
        commit = self.commit(revision)
        within = tuple(self._root(root, commit).encode() for root in roots if root.strip())
        lines = self._ask("ls-tree", "-r", "-z", commit).split(b"\0")
        linked = [line.partition(b"\t")[2] for line in lines if line.startswith(b"160000 ")]
        return sum(not within or _is_within(path, within) for path in linked)

    def _root(self, written: str, commit: str) -> str:
        """A folder or file as the repository names it: what is not there was not searched."""
        root = posixpath.normpath(written.strip()).removeprefix("/")
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{root}")
        if root == "." or (not root.startswith("../") and self._ask(*words, accepted=(0, 1, 128))):
            return "" if root == "." else root
        raise CloneRefused(f"There is no {written.strip()} at this revision.", advice=_AS_NAMED)

    def _patch_ids_of(self, commits: bytes, *how: str) -> dict[str, str]:
        patches = self._ask("diff-tree", "--stdin", "-p", "-r", "--root", *how, *_DIFF, data=commits)
        lines = self._ask("patch-id", "--stable", data=patches).decode().splitlines()
        return {commit: patch for patch, commit in (line.split() for line in lines)}

    def _git_folder(self, path: Path) -> Path:
        """Where the objects lie: the .git inside, or the folder itself for a bare clone."""
        inner = path / ".git"
        folder = inner if inner.exists() else path
        if not (folder.is_file() or (folder / "HEAD").is_file()):
            raise CloneRefused("This folder is no git clone.", advice="Choose the folder that holds .git.")
        return folder

    def _ask(
        self,
        *words: str,
        data: bytes = b"",
        most: int = _MOST,
        accepted: Sequence[int] = (0,),
        whole: bool = False,
    ) -> bytes:
        switched_off = [part for setting in _HARMLESS for part in ("-c", setting)]
        return run(
            ["git", "--no-pager", "--no-replace-objects", *switched_off, f"--git-dir={self._folder}", *words],
            _ENVIRONMENT,
            data=data,
            most=most,
            seconds=_SECONDS,
            progress=self._progress,
            accepted=accepted,
            whole=whole,
        )


def _is_within(path: bytes, roots: Sequence[bytes]) -> bool:
    return any(not root or path == root or path.startswith(root + b"/") for root in roots)


def _hit(line: bytes) -> Hit | None:
    """REVISION:PATH, its line and its text, with NUL between them; a line end within a text makes no hit."""
    place, _, rest = line.partition(b"\0")
    number, nul, text = rest.partition(b"\0")
    if not (nul and number.isdigit()):
        return None
    path = place.partition(b":")[2].decode(errors="surrogateescape").encode("utf-8", "replace").decode()
    return Hit(Untrusted(path), int(number), Untrusted(text.decode(errors="replace")[:_LONGEST_LINE]))


def _ref(line: str) -> Ref | None:
    """A ref that leads to a commit; others, such as a tag on a file, name no version."""
    name, kind, commit, inner_kind, inner = line.split("\0")
    if kind == "tag":
        kind, commit = inner_kind, inner
    if kind != "commit":
        return None
    for prefix, sort in (("refs/tags/", "tag"), ("refs/heads/", "branch"), ("refs/remotes/", "branch")):
        if name.startswith(prefix):
            return Ref(name.removeprefix(prefix), sort, commit)  # type: ignore[arg-type]  # as listed here
    return None
