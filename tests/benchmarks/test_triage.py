"""What proposals of duplicates cost in vaults of every size, and how good they are, beside a bare loop."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.case import Case
from desktop.domain.inert import Untrusted
from desktop.domain.triage import traits_of
from tests.triage.filled import Filled, count_found, fill, propose
from tests.triage.reports import reports
from tests.vault.conftest import Bench

pytestmark = pytest.mark.soak

CORPORA = {"tellings": 95, "kept_back": 95, "blind": 90, "once": 35}
"""How many of a hundred doubles must be found; fewer where nothing was tuned on the tellings (`once`)."""
SIZES = (1_000, 10_000)
TWINS, LOOP = 100, 100_000


@pytest.fixture(params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> str:
    """Whose tellings."""
    return str(request.param)


@pytest.fixture(params=SIZES, ids=[f"{size:,}" for size in SIZES])
def filled(request: pytest.FixtureRequest, tmp_path: Path, corpus: str) -> Iterator[tuple[object, Filled]]:
    """A vault of so many cases, a hundred of them told by two; opened anew, so that it is cold."""
    bench = Bench(tmp_path)
    filled = fill(bench.make(), bench, f"{corpus}.toml", request.param - 2 * TWINS, TWINS)
    bench.close()
    yield bench.open(), filled
    bench.close()


def bare_loop(clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    sum(n % 7 for n in range(LOOP))
    return clock() - began


def test_proposals_are_quick_and_right(filled: tuple[object, Filled], corpus: str) -> None:
    vault, doubles = filled
    spent = []
    for case_id in doubles.doubles:
        began = time.perf_counter()
        propose(vault, case_id)
        spent.append(time.perf_counter() - began)
    spent.sort()
    loop = bare_loop()
    costs = (spent[len(spent) // 2], spent[len(spent) * 95 // 100], spent[-1])
    told = "  ".join(f"{cost * 1000:7.1f} ms = {cost / loop:6.1f} loops" for cost in costs)
    print(f"\nhalf, 95 of 100 and all proposals within: {told} of {loop * 1000:.2f} ms")  # noqa: T201
    found = count_found(vault, doubles)
    print(found)  # noqa: T201
    assert found.found >= CORPORA[corpus]
    assert found.false_strong <= 2
    assert costs[-1] < 75 * loop  # 300 ms where the bare loop takes 4 ms


def test_reading_the_traits_of_a_report_costs_little_beside_taking_it_in() -> None:
    told, _ = reports("tellings.toml", 500, 1)
    began = time.process_time()
    for one in told:
        traits_of(Case("x", 1, title=Untrusted(one.title)), one.text)
    each = (time.process_time() - began) / len(told)
    loop = bare_loop(time.process_time)
    print(f"\ntraits of one report: {each * 1000:.2f} ms = {each / loop:.2f} loops")  # noqa: T201
    assert each < loop
