"""Which versions carry a hole, found from a clone's history: held against what the files themselves say."""

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from desktop.clones.git import GitClone
from desktop.domain.failures import CloneRefused, TooLarge
from desktop.domain.matrix.cells import Cell
from desktop.workflows.investigation.trace_versions import trace_versions
from desktop.workflows.ports import Silent
from tests.clones.repositories import Repository, git

SAFE, HOLE, FIXED = "check(x);", "", "check_all(x);"
BEFORE = "".join(f"line {n}\n" for n in range(6))
AFTER = "".join(f"line {n}\n" for n in range(6, 12))


def source(slot: str) -> str:
    return f"{BEFORE}{slot or 'use(x);'}\n{AFTER}"


class History:
    """A random history of one file with a hole, told step by step; `slots` is what each file says."""

    def __init__(self, repository: Repository, number: int) -> None:
        self.random = random.Random(number)
        self.repository = repository
        self.prefix = f"h{number}"
        self.slots: dict[str, str] = {}
        self.introduced = self.fixed = ""
        self.steps = 0
        root = self._commit("main", [], {"hole.c": source(SAFE)}, SAFE)
        self.heads = {"main": root}
        self.tags: dict[str, str] = {}

    def grow(self, steps: int) -> None:
        acts = [
            self.work,
            self.work,
            self.branch,
            self.change,
            self.change,
            self.change,
            self.merge,
            self.merge,
        ]
        for _ in range(steps):
            self.random.choice(acts)()
            if self.random.random() < 0.5:
                self.tag()
        self.tag()

    def work(self) -> None:
        """Something else is changed."""
        name = self._any_branch()
        head = self.heads[name]
        self.heads[name] = self._commit(name, [head], {f"n{self.steps}": "x"}, self.slots[head])

    def branch(self) -> None:
        head = self.heads[self._any_branch()]
        name = f"b{len(self.heads)}"
        self.heads[name] = self._commit(name, [head], {f"n{self.steps}": "x"}, self.slots[head])

    def change(self) -> None:
        """The hole comes in, goes out, is picked to another branch, or a change of it is taken back."""
        name = self._any_branch()
        head = self.heads[name]
        slot = {SAFE: HOLE, HOLE: self.random.choice([FIXED, FIXED, SAFE]), FIXED: HOLE}[self.slots[head]]
        if slot == FIXED and not self.introduced:
            return
        self.heads[name] = commit = self._commit(name, [head], {"hole.c": source(slot)}, slot)
        if (self.slots[head], slot) == (SAFE, HOLE) and not self.introduced:
            self.introduced = commit
        if slot == FIXED and not self.fixed:
            self.fixed = commit

    def merge(self) -> None:
        if len(self.heads) < 2:
            return
        ours, theirs = self.random.sample(sorted(self.heads), 2)
        one, other = self.heads[ours], self.heads[theirs]
        tree = self.repository.merged_tree(one, other)
        if tree:
            commit = self._commit(ours, [one, other], {}, "?", tree)
            self.heads[ours] = commit
            self.slots[commit] = self._slot_in(tree)

    def tag(self) -> None:
        name = f"{self.prefix}-v{len(self.tags)}"
        commit = self.heads[self._any_branch()]
        self.repository.tag(name, commit)
        self.tags[name] = commit

    def _any_branch(self) -> str:
        return self.random.choice(sorted(self.heads))

    def _slot_in(self, tree: str) -> str:
        text = git(self.repository.folder, "cat-file", "blob", f"{tree}:hole.c")
        return next(slot for slot in (FIXED, SAFE, HOLE) if source(slot) == text)

    def _commit(
        self, branch: str, parents: list[str], files: dict[str, str], slot: str, tree: str = ""
    ) -> str:
        self.steps += 1
        commit = self.repository.commit(f"{self.prefix}/{branch}", parents, files, tree)
        self.slots[commit] = slot
        return commit


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    made = Repository(tmp_path / "clone.git")
    yield made
    made.close()


def trace(repository: Repository, introduced: list[str], fixed: list[str]) -> dict[str, Cell]:
    traced = trace_versions(GitClone, repository.folder, introduced, fixed, Silent())
    return {cell.version: cell for cell in traced.cells}


def test_two_hundred_histories_are_told_as_their_files_tell_them(tmp_path: Path) -> None:
    compared = {"affected": 0, "fixed": 0, "not-affected": 0}
    for number in range(200):
        repository = Repository(tmp_path / str(number))
        history = History(repository, number)
        history.grow(18)
        repository.close()
        if not history.introduced:
            continue
        cells = trace(repository, [history.introduced], [history.fixed] if history.fixed else [])
        for name, commit in history.tags.items():
            compared[cells[name].state] += 1
            carries = history.slots[commit] == HOLE
            assert (cells[name].state == "affected") == carries, (number, name, cells[name])
    assert all(count > 100 for count in compared.values()), compared


def test_each_cell_says_what_it_rests_on(repository: Repository) -> None:
    root = repository.commit("main", [], {"hole.c": source(SAFE)})
    hole = repository.commit("main", [root], {"hole.c": source(HOLE)})
    old = repository.commit("1.x", [hole], {"other.c": "x"})
    fix = repository.commit("main", [hole], {"hole.c": source(FIXED)})
    picked = repository.commit("1.x", [old], {"hole.c": source(FIXED)})
    taken_back = repository.commit("2.x", [fix], {"hole.c": source(HOLE)})
    for name, commit in {"0.9": root, "1.0": hole, "1.1": fix, "1.0.1": picked, "2.0": taken_back}.items():
        repository.tag(name, commit)
    repository.close()
    cells = trace(repository, [hole], [fix])
    told = {name: (cells[name].state, cells[name].evidence) for name in ("0.9", "1.0", "1.1", "1.0.1", "2.0")}
    assert told == {
        "0.9": ("not-affected", "It has no commit that brought the hole in."),
        "1.0": ("affected", f"The hole came in with {hole[:12]}, and no fix after it."),
        "1.1": ("fixed", f"It has {fix[:12]}, which took the hole out."),
        "1.0.1": ("fixed", f"It has {picked[:12]} (by patch id of {fix[:12]}), which took the hole out."),
        "2.0": (
            "affected",
            f"The hole came in again with {taken_back[:12]}, which reverts {fix[:12]}, and no fix after it.",
        ),
    }
    assert cells["0.9"].justification == "vulnerable_code_not_present"
    assert cells["1.x"].sort == "branch"


def test_a_hole_without_a_known_beginning_is_as_old_as_the_history(repository: Repository) -> None:
    root = repository.commit("main", [], {"hole.c": source(HOLE)})
    fix = repository.commit("main", [root], {"hole.c": source(FIXED)})
    repository.tag("1.0", root)
    repository.close()
    cells = trace(repository, [], [fix])
    assert (cells["1.0"].state, cells["main"].state) == ("affected", "fixed")


def test_of_a_shallow_clone_nothing_is_said_that_it_does_not_know(
    repository: Repository, tmp_path: Path
) -> None:
    root = repository.commit("main", [], {"hole.c": source(SAFE)})
    hole = repository.commit("main", [root], {"hole.c": source(HOLE)})
    later = repository.commit("main", [hole], {"other.c": "x"})
    fix = repository.commit("main", [later], {"hole.c": source(FIXED)})
    repository.tag("1.0", later)
    repository.tag("1.1", fix)
    repository.close()
    git(
        tmp_path, "clone", "--quiet", "--depth", "2", "--no-single-branch", f"file://{repository.folder}", "s"
    )
    traced = trace_versions(GitClone, tmp_path / "s", [], [fix], Silent())
    cells = {cell.version: cell for cell in traced.cells}
    assert cells["1.0"].state == "not-checked"
    assert "shallow" in cells["1.0"].evidence
    assert cells["1.1"].state == "fixed"


def two_commits(repository: Repository) -> tuple[str, str]:
    root = repository.commit("main", [], {"hole.c": source(HOLE)})
    return root, repository.commit("main", [root], {"hole.c": source(FIXED)})


def test_a_tag_and_a_branch_of_one_name_are_two(repository: Repository) -> None:
    root, fix = two_commits(repository)
    repository.tag("1.x", root)
    repository.commit("1.x", [fix], {"other.c": "x"})
    repository.close()
    traced = trace_versions(GitClone, repository.folder, [], [fix], Silent())
    told = {(cell.version, cell.sort): cell.state for cell in traced.cells}
    assert told == {("1.x", "tag"): "affected", ("1.x", "branch"): "fixed", ("main", "branch"): "fixed"}


def test_a_clone_may_be_named_from_where_one_stands(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    _root, fix = two_commits(repository)
    repository.close()
    monkeypatch.chdir(repository.folder.parent)
    traced = trace_versions(GitClone, Path(repository.folder.name), [], [fix], Silent())
    assert [cell.state for cell in traced.cells] == ["fixed"]


def test_only_what_a_pattern_means_is_looked_at(repository: Repository) -> None:
    root, fix = two_commits(repository)
    for name in ("v1.0", "v2.0", "nightly"):
        repository.tag(name, root)
    repository.close()
    ask = partial(trace_versions, GitClone, repository.folder, [], [fix], Silent())
    assert [cell.version for cell in ask(patterns=["v1*", "main"]).cells] == ["main", "v1.0"]
    with pytest.raises(CloneRefused, match="no such tag"):
        ask(patterns=["v9*"])


def test_more_tags_than_anybody_looks_through_are_refused_before_the_work(repository: Repository) -> None:
    root, fix = two_commits(repository)
    for number in range(5_001):
        repository.tag(f"v{number}", root)
    repository.close()
    ask = partial(trace_versions, GitClone, repository.folder, [], [fix], Silent())
    with pytest.raises(TooLarge, match=r"5,002 tags and branches, more than 5,000") as refused:
        ask()
    assert "pattern" in str(refused.value)
    assert len(ask(patterns=["v1*"]).cells) == 1_111
