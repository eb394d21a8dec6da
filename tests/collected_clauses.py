"""Which clauses the tests that run here name; a program of its own, since no run of tests can collect itself.

A mark proves nothing on what is not collected, on a test that is skipped or may fail, or on one that is left
for the long run.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


class _Collected:
    """Notes every clause with the first test that exercises it."""

    def __init__(self) -> None:
        self.clauses: dict[str, str] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            if _counts(item):
                named = [clause for mark in item.iter_markers("clause") for clause in mark.args]
                self.clauses = dict.fromkeys(named, item.nodeid) | self.clauses


def _counts(item: pytest.Item) -> bool:
    if item.get_closest_marker("skip") or item.get_closest_marker("xfail"):
        return False
    return not any(condition for mark in item.iter_markers("skipif") for condition in mark.args)


def collect(place: Path) -> dict[str, str]:
    """Clause to test, for the tests in a file or below a folder; a file without the word names none."""
    files = sorted(place.rglob("test_*.py")) if place.is_dir() else [place]
    naming = [str(path) for path in files if "clause" in path.read_text()]
    command = [sys.executable, __file__, *naming]
    answer = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    clauses: dict[str, str] = json.loads(answer.stdout)
    return clauses


def _main(places: list[str]) -> int:
    collected = _Collected()
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    quiet = ["--collect-only", "-p", "no:terminal", "-p", "no:cacheprovider"]
    code = pytest.main([*settings, *quiet, *places], plugins=[collected])
    sys.stdout.write(json.dumps(collected.clauses))
    return int(code)


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
