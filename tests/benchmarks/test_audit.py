"""What a search of 50,000 files costs, recorded in a vault and judged, beside the bare `git grep`."""

import subprocess
import time
from pathlib import Path

import pytest

from desktop.bootstrap import make_tools
from desktop.domain import events as e
from desktop.domain.event import Recorded
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.investigation.search_code import search_code, worksheet
from desktop.workflows.ports import Desk, Silent
from tests.clones.repositories import QUIET, Repository, git
from tests.vault.conftest import Bench

pytestmark = pytest.mark.soak

CASE = "TST-2026-0000010"
FILES = 50_000
EVERY = 1_000
"""One file of so many holds what is searched for."""
PATTERN = r"\bstrcpy\s*\("
AT_MOST = 2
"""Times the bare `git grep`."""
ROUNDS = 3


def source(number: int) -> str:
    body = "\n".join(f"    total_{number} += value[{line}] * {line + number};" for line in range(40))
    call = "    strcpy(name, given);\n" if number % EVERY == 0 else ""
    return f"int sum_{number}(int *value) {{\n{call}{body}\n}}\n"


def product(folder: Path) -> Path:
    repository = Repository(folder)
    files = {f"src/m{n // 500}/f{n}.c": source(n) for n in range(FILES)}
    repository.commit("main", [], files)
    repository.close()
    git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
    return folder


def bare_grep(clone: Path) -> tuple[float, int]:
    began = time.perf_counter()
    words = ["git", "-C", clone, "grep", "-n", "-I", "-P", "-e", PATTERN, "main"]
    found = subprocess.run(words, env=QUIET, capture_output=True, check=True).stdout
    return time.perf_counter() - began, found.count(b"\n")


def audit(desk: Desk, clone: Path) -> tuple[float, int]:
    """Search, record, read the worksheet and judge every hit of it."""
    began = time.perf_counter()
    recorded = search_code(desk, CASE, clone, PATTERN, revision="main", progress=Silent())
    assert isinstance(recorded, Recorded)
    hits = worksheet(desk.vault, CASE, recorded.id).hits
    numbers = tuple(hit.number for hit in hits)
    judged = record_act(desk, CASE, e.HitsJudged(recorded.id, numbers, "harmless", "bounded before"))
    assert isinstance(judged, Recorded)
    return time.perf_counter() - began, len(hits)


def test_an_audit_costs_little_more_than_the_search_itself(tmp_path: Path) -> None:
    clone = product(tmp_path / "product.git")
    bench = Bench(tmp_path)
    vault = bench.make()
    bench.report(vault, CASE)
    desk = Desk(vault, make_tools(), "Grace Handler")
    floors, audits = zip(*((bare_grep(clone), audit(desk, clone)) for _ in range(ROUNDS)), strict=True)
    bench.close()
    floor, ours = min(took for took, _ in floors), min(took for took, _ in audits)
    print(f"{FILES:,} files: {ours:.2f} s, {ours / floor:.2f} times git grep ({floor:.2f} s)")  # noqa: T201
    assert {count for _, count in (*floors, *audits)} == {FILES // EVERY}
    assert ours < AT_MOST * floor
