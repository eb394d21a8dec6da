"""Every clause of the shipped policies is exercised by a test, still to come, or beyond a desktop client."""

import csv
import hashlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from desktop.domain.policy import Profile
from desktop.domain.policy.clauses import carriers, not_carried
from desktop.formats.to_come import clauses_to_come
from tests.collected_clauses import collect
from tests.histories import POLICIES, profile

TESTS = Path(__file__).parent
STILL_TO_COME = 1
"""How many clauses stand on the list. It only shrinks: lower this number with it, never raise it."""
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


@cache
def to_come() -> dict[str, str]:
    """Every clause whose behaviour nobody has built yet, and what is missing."""
    found = clauses_to_come()
    lines = (POLICIES / "to-come.tsv").read_text().splitlines()
    assert len(found) == len(lines), "a clause stands twice on the list"
    return found


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


def test_every_carried_clause_is_exercised_or_to_come() -> None:
    assert sorted(EVERY_CARRIED - marked().keys() - to_come().keys()) == []


def test_what_is_to_come_is_carried_and_named_by_no_test() -> None:
    assert sorted(to_come().keys() - EVERY_CARRIED) == []
    assert {clause: marked()[clause] for clause in to_come().keys() & marked().keys()} == {}


def test_the_list_of_what_is_to_come_only_shrinks() -> None:
    assert len(to_come()) == STILL_TO_COME
    assert list(to_come()) == sorted(to_come(), key=_in_order)
    assert all(to_come().values())


def _in_order(clause: str) -> list[str | int]:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", clause)]


@pytest.mark.parametrize("policy", PROFILES, ids=lambda p: p.policy.id)
def test_a_clause_is_carried_or_not_and_never_both(policy: Profile) -> None:
    for clause, names in carriers(policy).items():
        assert len({name.startswith("not carried: ") for name in names}) == 1, clause


@pytest.mark.parametrize("policy", SHIPPED, ids=lambda p: p.policy.id)
def test_every_clause_has_its_lines_in_the_policy(policy: Profile) -> None:
    assert {f"{policy.policy.code}-{number}" for number in policy.policy.lines} == carriers(policy).keys()


def test_together_they_are_all_there_are() -> None:
    assert sum(len(carriers(policy)) for policy in SHIPPED) == ALL_CLAUSES


@needs_data
def test_the_register_of_clauses_is_the_one_of_the_policies() -> None:
    register = Path(DATA, "policy", "clauses.tsv").read_text().splitlines()
    lines = {row[0]: row[1] for row in csv.reader(register, delimiter="\t", quoting=csv.QUOTE_NONE)}
    ours = {f"{p.policy.code}-{n}": line for p in SHIPPED for n, line in p.policy.lines.items()}
    assert ours == lines


@needs_data
def test_each_profile_names_the_text_it_was_read_from() -> None:
    texts = Path(DATA, "seeds").glob("*.txt")
    assert {p.policy.source_sha256 for p in SHIPPED} == {
        hashlib.sha256(text.read_bytes()).hexdigest() for text in texts
    }


@needs_data
def test_no_sentence_is_copied_from_a_policy() -> None:
    copied = {run for text in Path(DATA, "seeds").glob("*.txt") for run in _runs(text.read_text())}
    for policy in PROFILES:
        expected_subjects = {run for channel in policy.intake for run in _runs(channel.subject)}
        ours = {run for words in _words_of(msgspec.to_builtins(policy)) for run in _runs(words)}
        assert ours & copied == expected_subjects, policy.policy.id


def _words_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _words_of(part)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    yield from zip(*(words[start:] for start in range(COPIED_WORDS)), strict=False)
