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

SHORT = {"policy": 60, "template": 200, "weakness": 100, "mail": 500, "status": 500}
"""Executions of the slower parsers in an ordinary run; the others take `SHORT_RUNS`."""
SHORT_RUNS = 1500
LONG_RUNS = int(os.environ.get("EMBARGO_FUZZ_RUNS", "1000000"))
SEED = 7
_EXECUTED = re.compile(r"stat::number_of_executed_units: (\d+)")


@pytest.mark.checks("B28")
@pytest.mark.parametrize("name", TARGETS)
def test_a_parser_raises_only_what_it_says(name, figure):
    target, count = TARGETS[name], 0
    for data in mutants(list(target.seeds()), SHORT.get(name, SHORT_RUNS), SEED):
        count += 1
        try:
            target.run(data)
        except target.allowed:
            continue
        except Exception as error:
            error.add_note(f"{name} was given {data[:2000]!r}")
            raise
    figure("B28", f"0 uncaught in {count:,} executions of {name}")


@pytest.mark.checks("B28")
@pytest.mark.soak
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed: .[fuzz]")
@pytest.mark.parametrize("name", TARGETS)
def test_a_parser_raises_only_what_it_says_under_atheris(name, tmp_path, figure):
    command = [sys.executable, "-m", "tests.fuzz.run", name, str(LONG_RUNS), str(tmp_path)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, errors="replace", check=False)
    findings = sorted((tmp_path / "findings").glob("*.txt"))
    assert not findings, findings[0].read_text()
    assert done.returncode == 0, done.stderr[-3000:]
    executed = int(_EXECUTED.search(done.stderr)[1])
    assert executed >= LONG_RUNS
    figure("B28", f"0 uncaught in {executed:,} executions of {name}")
