"""Searching a clone for more of the same: every hit with its place, within limits that are said."""

from pathlib import Path

import pytest

from desktop.clones import git as git_module
from desktop.clones.git import GitClone
from desktop.domain.failures import CloneRefused, TooLarge
from desktop.workflows.ports import Silent
from tests.clones.repositories import Repository, git


@pytest.fixture
def clone(tmp_path: Path) -> GitClone:
    repository = Repository(tmp_path / "clone.git")
    files = {
        "src/a.c": "strcpy(a, b);\nfine();\n  strcpy(c, d); // \N{RIGHT-TO-LEFT OVERRIDE}x\n",
        "src/sub/b.c": "strncpy(a, b, 3);\n",
        "doc/strcpy.txt": "strcpy(x, y)\n",
        "bin": "strcpy(\0binary\n",
        "slow.txt": f"{'a' * 40}!\n",
        "long.txt": f"strcpy{'x' * 10_000}\n",
    }
    root = repository.commit("main", [], files)
    repository.tag("v1", root)
    repository.close()
    return GitClone(tmp_path / "clone.git", Silent())


def test_every_line_that_matches_is_a_hit_with_its_place(clone: GitClone) -> None:
    hits = clone.search(r"\bstrcpy\s*\(", "v1", [])
    assert [(h.path.raw, h.line) for h in hits] == [("doc/strcpy.txt", 1), ("src/a.c", 1), ("src/a.c", 3)]
    assert "⟨U+202E⟩" in hits[2].text.shown


def test_only_the_roots_that_are_named_are_searched(clone: GitClone) -> None:
    assert [h.path.raw for h in clone.search("str(n?)cpy", "main", ["src/sub", "doc"])] == [
        "doc/strcpy.txt",
        "src/sub/b.c",
    ]


def test_a_long_line_is_cut(clone: GitClone) -> None:
    (hit,) = clone.search("strcpyx", "main", [])
    assert len(hit.text.raw) == 500


@pytest.mark.parametrize("pattern", ["(", "", "a\nb", "\0", "(?R"])
def test_what_is_no_pattern_is_said(clone: GitClone, pattern: str) -> None:
    with pytest.raises(CloneRefused):
        clone.search(pattern, "main", [])


def test_a_pattern_that_backtracks_without_end_is_stopped_and_said(clone: GitClone) -> None:
    with pytest.raises(CloneRefused, match="git says"):
        clone.search("^(a+)+$", "main", ["slow.txt"])


def test_more_hits_than_anybody_judges_are_refused(clone: GitClone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_module, "MOST_HITS", 2)
    with pytest.raises(TooLarge, match="more than 2 hits"):
        clone.search("strcpy", "main", [])


def test_a_pattern_is_never_an_option(clone: GitClone) -> None:
    assert clone.search("--open-files-in-pager=x", "main", []) == ()


def test_a_file_that_cannot_be_read_is_no_file_without_hits(clone: GitClone, tmp_path: Path) -> None:
    folder = tmp_path / "clone.git"
    blob = git(folder, "rev-parse", "v1:src/a.c").strip()
    (folder / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(CloneRefused, match="unable to read"):
        clone.search("strcpy", "v1", [])


@pytest.mark.parametrize("root", ["srcc", "*.c", ":(exclude)src", "../../etc", "src/none.c", "--name"])
def test_what_is_not_there_was_not_searched(clone: GitClone, root: str) -> None:
    with pytest.raises(CloneRefused, match="at this revision"):
        clone.search("strcpy", "v1", [root])


@pytest.mark.parametrize("root", ["doc", "doc/", "./doc", "/doc", "doc/strcpy.txt", "doc//strcpy.txt"])
def test_a_folder_is_found_however_it_is_written(clone: GitClone, root: str) -> None:
    (hit,) = clone.search("strcpy", "v1", [root])
    assert hit.path.raw == "doc/strcpy.txt"


def test_linked_repositories_are_counted_for_they_are_not_searched(clone: GitClone, tmp_path: Path) -> None:
    folder = tmp_path / "clone.git"
    assert clone.submodules("v1", []) == 0
    listed = git(folder, "ls-tree", "v1") + f"160000 commit {clone.commit('v1')}\tvendored\n"
    tree = git(folder, "mktree", "--missing", data=listed.encode()).strip()
    linking = git(folder, "commit-tree", tree, "-m", "x").strip()
    assert clone.submodules(linking, []) == 1
    assert clone.submodules(linking, ["doc"]) == 0
