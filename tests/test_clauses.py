"""Every clause of the shipped policies is exercised by a test or beyond a desktop client."""

import os
from functools import cache
from pathlib import Path

import pytest

from desktop.domain.policy import Profile
from desktop.domain.policy.clauses import carriers, not_carried
from tests.collected_clauses import collect
from tests.histories import POLICIES, profile

TESTS = Path(__file__).parent
ALL_CLAUSES = 256
"""Of the five policies together."""
COPIED_WORDS = 6
"""A run of so many words in common with a policy's own text is a copy."""

DATA = os.environ.get("EMBARGO_TEST_DATA", "")
needs_data = pytest.mark.skipif(not DATA, reason="EMBARGO_TEST_DATA names no folder with the policies' texts")
PROFILES = [profile(path.stem) for path in sorted(POLICIES.glob("*.toml"))]
SHIPPED = [p for p in PROFILES if p.kind == "policy"]


SAMPLE = """
import pytest

clause = pytest.mark.clause

@clause("TST-1")
@pytest.mark.skipif(False, reason="all is there")
def test_that_runs(): ...

@pytest.mark.parametrize("n", [pytest.param(1, marks=clause("TST-2"))])
def test_of_one_row(n): ...

@clause("TST-3")
@pytest.mark.skip(reason="another day")
def test_that_is_skipped(): ...

@clause("TST-4")
@pytest.mark.skipif(True, reason="something is missing")
def test_that_is_skipped_here(): ...

@clause("TST-5")
@pytest.mark.xfail(reason="not yet")
def test_that_fails(): ...

@clause("TST-6")
@pytest.mark.soak
def test_of_the_long_run(): ...

@clause("TST-7")
@pytest.mark.parametrize("n", [])
def test_of_no_row(n): ...

@clause("TST-8")
def helper(): ...
"""


@cache
def marked() -> dict[str, str]:
    """Every clause that a test names which runs here, and that test."""
    return collect(TESTS)


def carried(profile: Profile) -> frozenset[str]:
    return frozenset(carriers(profile)) - not_carried(profile)


EVERY_CARRIED = frozenset().union(*map(carried, PROFILES))


def test_a_mark_on_what_does_not_run_is_no_proof(tmp_path: Path) -> None:
    place = tmp_path / "test_sample.py"
    place.write_text(SAMPLE)
    assert collect(place).keys() == {"TST-1", "TST-2"}


def test_every_clause_that_a_test_names_is_carried_by_a_profile() -> None:
    strangers = {clause: where for clause, where in marked().items() if clause not in EVERY_CARRIED}
    assert strangers == {}


def test_every_carried_clause_is_exercised() -> None:
    assert sorted(EVERY_CARRIED - marked().keys()) == []
