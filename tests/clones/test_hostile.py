"""A clone from a stranger: nothing that it configures runs, and what it lacks is said."""

import os
import stat
from pathlib import Path

import pytest

from desktop.clones.git import GitClone
from desktop.domain.failures import Cancelled, CloneRefused
from desktop.workflows.investigation.trace_versions import trace_versions
from desktop.workflows.ports import Silent
from tests.clones.repositories import Repository, git


@pytest.fixture
def clone(tmp_path: Path) -> tuple[Path, str, str]:
    """A clone with a work tree, and two commits of it."""
    repository = Repository(tmp_path / "origin.git")
    first = repository.commit("main", [], {"a.c": "one\n", ".gitattributes": "*.c diff=evil filter=evil\n"})
    second = repository.commit("main", [first], {"a.c": "two\n"})
    repository.tag("v1", second)
    repository.close()
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(repository.folder), "clone")
    return tmp_path / "clone", first, second


def test_nothing_that_a_clone_configures_is_run(clone: tuple[Path, str, str], tmp_path: Path) -> None:
    folder, first, second = clone
    ran = tmp_path / "ran"
    evil = tmp_path / "evil"
    evil.write_text(f'#!/bin/sh\necho "$0 $@" >> {ran}\n')
    evil.chmod(evil.stat().st_mode | stat.S_IXUSR)
    for hook in ("post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
        (folder / ".git/hooks" / hook).unlink(missing_ok=True)
        os.link(evil, folder / ".git/hooks" / hook)
    keys = [
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy",
        "core.alternateRefsCommand", "diff.external", "diff.evil.command", "diff.evil.textconv",
        "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "gpg.program", "credential.helper",
        "pager.rev-list", "pager.diff-tree", "alias.rev-list", "alias.patch-id", "uploadpack.packObjectsHook",
        "merge.evil.driver", "trailer.x.command", "log.showSignature",
    ]  # fmt: skip
    for key in keys:
        git(folder, "config", key, "true" if key == "log.showSignature" else str(evil))
    git(folder, "config", "protocol.ext.allow", "always")
    git(folder, "config", "remote.origin.url", f"ext::{evil}")
    git(folder, "config", "remote.origin.promisor", "true")
    git(folder, "config", "extensions.partialClone", "origin")
    traced = trace_versions(GitClone, folder, [first], [second], Silent())
    assert {cell.version: cell.state for cell in traced.cells}["v1"] == "fixed"
    blob = git(folder, "rev-parse", f"{second}:a.c").strip()
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink(missing_ok=True)
    for pack in (folder / ".git/objects/pack").iterdir():
        pack.unlink()
    with pytest.raises(CloneRefused):  # objects are missing, and are not fetched
        trace_versions(GitClone, folder, [first], [second], Silent())
    assert not ran.exists(), ran.read_text()


@pytest.mark.parametrize(
    "written",
    ["--upload-pack=x", "-h", "", "main:a.c", "nowhere", "v1^{tree}", ":/(a+)+$", "a\nb", "\0"],
)
def test_what_names_no_commit_is_refused_with_a_sentence(clone: tuple[Path, str, str], written: str) -> None:
    with pytest.raises(CloneRefused) as refused:
        trace_versions(GitClone, clone[0], [written], [], Silent())
    assert "no such commit" in str(refused.value)


def test_odd_refs_are_shown_as_they_are_called(clone: tuple[Path, str, str]) -> None:
    folder, first, second = clone
    blob = git(folder, "rev-parse", f"{second}:a.c").strip()
    git(folder, "tag", "a-file", blob)
    git(folder, "tag", "-a", "-m", "x", "annotated", second)
    git(folder, "update-ref", "refs/tags/-x;$(id)", first)
    git(folder, "update-ref", "refs/tags/nested/\N{RIGHT-TO-LEFT OVERRIDE}v2", second)
    states = {c.version: c.state for c in trace_versions(GitClone, folder, [first], [second], Silent()).cells}
    assert "a-file" not in states
    assert states["annotated"] == "fixed"
    assert states["-x;$(id)"] == "affected"
    assert states["nested/\N{RIGHT-TO-LEFT OVERRIDE}v2"] == "fixed"


def test_bare_clones_worktrees_and_submodules_are_read(clone: tuple[Path, str, str], tmp_path: Path) -> None:
    folder, first, second = clone
    git(folder, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), first)
    for path in (tmp_path / "origin.git", tmp_path / "tree"):
        cells = trace_versions(GitClone, path, [first], [second], Silent()).cells
        assert {cell.version: cell.state for cell in cells}["v1"] == "fixed"


@pytest.mark.parametrize("spoil", ["empty", "file", "head", "objects", "config"])
def test_what_is_no_sound_clone_is_refused(clone: tuple[Path, str, str], spoil: str, tmp_path: Path) -> None:
    folder, first, second = clone
    if spoil == "empty":
        folder = tmp_path / "nothing"
        folder.mkdir()
    elif spoil == "file":
        folder = tmp_path / "file"
        folder.write_bytes(b"x")
    elif spoil == "head":
        (folder / ".git/HEAD").write_bytes(b"\0\xff\n")
    elif spoil == "objects":
        for path in (folder / ".git/objects").rglob("*"):
            if path.is_file():
                path.chmod(0o600)
                path.write_bytes(b"spoilt")
    else:
        (folder / ".git/config").write_bytes(b"[core\n\0")
    with pytest.raises(CloneRefused) as refused:
        trace_versions(GitClone, folder, [first], [second], Silent())
    assert refused.value.advice


def test_a_cancel_is_obeyed(clone: tuple[Path, str, str]) -> None:
    class Cancelling(Silent):
        cancelled = True

    with pytest.raises(Cancelled):
        trace_versions(GitClone, clone[0], [clone[1]], [], Cancelling())
