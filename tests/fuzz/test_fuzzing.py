"""No bytes make a parser raise anything but what it says that it raises."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.mutating import mutants
from tests.fuzz.targets import TARGETS

SHORT = {
    "cve": 300,
    "openvex": 500,
    "osv": 500,
    "policy": 60,
    "template": 200,
    "weakness": 100,
    "mail": 500,
    "status": 500,
}
"""Executions of the slower parsers in an ordinary run; the others take `SHORT_RUNS`."""
SHORT_RUNS = 1500
LONG_RUNS = int(os.environ.get("EMBARGO_FUZZ_RUNS", "1000000"))
GUIDED_RUNS = min(int(os.environ.get("EMBARGO_GUIDED_RUNS", "20000")), LONG_RUNS)
"""How many of the long run's executions are guided by coverage, which makes each some ten times slower."""
SEED = 7
_EXECUTED = re.compile(r"stat::number_of_executed_units: (\d+)")


@pytest.mark.checks("B28")
@pytest.mark.parametrize("name", TARGETS)
def test_a_parser_raises_only_what_it_says(name, figure):
    count = _survived(name, list(TARGETS[name].seeds()), SHORT.get(name, SHORT_RUNS))
    figure("B28", f"0 uncaught in {count:,} executions of {name}")


@pytest.mark.checks("B28")
@pytest.mark.soak
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed: .[fuzz]")
@pytest.mark.parametrize("name", TARGETS)
def test_a_parser_raises_only_what_it_says_in_a_long_run(name, tmp_path, figure):
    guided = _guided(name, tmp_path)
    grown = [found.read_bytes() for found in sorted((tmp_path / "corpus").iterdir())]
    count = guided + _survived(name, grown, LONG_RUNS - guided)
    figure("B28", f"0 uncaught in {count:,} executions of {name}, {guided:,} of them guided by coverage")


def _guided(name: str, folder: Path) -> int:
    """How often atheris executed the target without a finding; the corpus that it grew stays in `folder`."""
    command = [sys.executable, "-m", "tests.fuzz.run", name, str(GUIDED_RUNS), str(folder)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, errors="replace", check=False)
    findings = sorted((folder / "findings").glob("*.txt"))
    assert not findings, findings[0].read_text()
    assert done.returncode == 0, done.stderr[-3000:]
    return int(_EXECUTED.search(done.stderr)[1])


def _survived(name: str, specimens: list[bytes], mutated: int) -> int:
    """How many inputs, the specimens among them, the target met as it says that it would."""
    target, count = TARGETS[name], 0
    for data in mutants(specimens, max(mutated, 0), SEED):
        count += 1
        try:
            target.run(data)
        except target.allowed:
            continue
        except Exception as error:
            error.add_note(f"{name} was given {data[:2000]!r}")
            raise
    return count
