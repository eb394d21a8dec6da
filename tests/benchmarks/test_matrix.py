"""What the matrix of a repository of 5,000 commits and 40 tags costs, beside git telling its history."""

import random
import subprocess
import time
from pathlib import Path

import pytest

from desktop.clones.git import GitClone
from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.domain.matrix.matrix import matrix_of
from desktop.domain.matrix.proposal import propose
from desktop.domain.matrix.regressions import regressions
from desktop.workflows.investigation.trace_versions import trace_versions
from desktop.workflows.ports import Silent
from tests.clones.repositories import QUIET, Repository
from tests.histories import RECEIVED, history, january, received

pytestmark = pytest.mark.soak

COMMITS, TAGS, LINES = 5_000, 40, 4
GOAL_S = 5.0
BRANCHES = tuple(f"1.{line}" for line in range(LINES))


def lines(hole: str, last: int) -> str:
    """A file of which the last line changes all the time."""
    return (
        "".join(f"line {n}\n" for n in range(200))
        + hole
        + "".join(f"line {n}\n" for n in range(200))
        + str(last)
    )


class Filler:
    """A trunk and release branches, to each of which the fix is picked in the end; the file with the hole is
    edited in every fifth commit."""

    def __init__(self, folder: Path) -> None:
        self.repository, self.chance = Repository(folder), random.Random(5)
        root = self.repository.commit("main", [], {"core.c": lines("check();\n", 0)})
        self.introduced = self.repository.commit("main", [root], {"core.c": lines("", 0)})
        self.heads = {"main": self.introduced}
        self.holes, self.last = {"main": ""}, {"main": 0}
        self.fixed, self.made, self.tags = "", 2, 0

    def fill(self) -> None:
        while self.made < COMMITS - LINES:
            self.grow(self.chance.choice(["main", *self.heads]))
            if len(self.heads) <= LINES and self.made > len(self.heads) * 400:
                name = f"release/1.{len(self.heads) - 1}"
                for of in (self.heads, self.holes, self.last):
                    of[name] = of["main"]  # type: ignore[index]
            if self.made == COMMITS // 2:
                self.fixed = self.mend("main")
            if self.tags < TAGS and self.made > 500 + 100 * self.tags:
                self.tags += 1
                branch = self.chance.choice(sorted(set(self.heads) - {"main"}))
                self.repository.tag(f"v{branch.removeprefix('release/')}.{self.tags}", self.heads[branch])
        for name in self.heads:
            if not self.holes[name]:
                self.mend(name)
        self.repository.close()

    def grow(self, name: str) -> None:
        changed = {f"src/{self.chance.randrange(300)}.c": f"{self.made}\n" * 20}
        if self.chance.random() < 0.2:
            self.last[name] = self.made
            changed = {"core.c": lines(self.holes[name], self.made)}
        self.add(name, changed)

    def mend(self, name: str) -> str:
        self.holes[name] = "check_all();\n"
        return self.add(name, {"core.c": lines(self.holes[name], self.last[name])})

    def add(self, name: str, changed: dict[str, str]) -> str:
        self.heads[name] = self.repository.commit(name, [self.heads[name]], changed)
        self.made += 1
        return self.heads[name]


def bare_git(folder: Path) -> float:
    began = time.perf_counter()
    words = ["git", "-C", str(folder), "log", "--all", "--format=%H %P", "--raw"]
    subprocess.run(words, env=QUIET, check=True, capture_output=True)
    return time.perf_counter() - began


def test_the_matrix_of_a_large_repository_stands_within_seconds(tmp_path: Path) -> None:
    filler = Filler(tmp_path / "large.git")
    filler.fill()
    floor = bare_git(tmp_path / "large.git")
    began = time.perf_counter()
    traced = trace_versions(GitClone, tmp_path / "large.git", [filler.introduced], [filler.fixed], Silent())
    cells_s = time.perf_counter() - began
    listed = e.AffectedListed("Acme", "Widget", ("1.0.0",), BRANCHES)
    told = e.VersionsTraced("Widget", "large", traced.introduced, traced.fixed, traced.cells)
    case = fold(history((RECEIVED, received()), (january(12), listed), (january(12), told)))
    matrix = matrix_of(case, "Widget")
    assert regressions(case) == ()
    took = time.perf_counter() - began
    told_of = f"{filler.made} commits, {len(traced.cells)} tags and branches"
    print(f"{told_of}: {took:.2f} s, {cells_s:.2f} s of it the trace; git log alone {floor:.2f} s")  # noqa: T201
    assert sum(row.sort == "version" and bool(row.number) for row in matrix.rows) == TAGS + 1
    assert {matrix.branch(branch).state for branch in BRANCHES} == {"fixed"}
    assert propose(matrix).affected
    assert took < GOAL_S
