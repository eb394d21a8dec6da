"""What finding a case by its name costs among very many, beside the search of the list."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.filters import Filter, Term
from desktop.workflows.desk.find_cases import find_cases
from desktop.workflows.vault_ports import CaseQuery, Vault
from tests.checked import Figure
from tests.vault.conftest import Bench

pytestmark = pytest.mark.soak

CASE, SIZE = "TST-2026-0000010", 100_000
TYPED = ("loader 4711", "X0099", "finder77", "loadre 4711", "loa", "hole in the loader", "zzz")
TRIES = 5
MOST = 6
"""Times what the slowest search of the list takes: few hits are looked for twice, and put in order."""
CHANGED = {
    "case_id": "printf('X%07d', i)",
    "title": "printf('Hole in the loader %d', i)",
    "reporter": "printf('finder%d', i % 1000)",
    "received_at": "received_at - i * 60000000",
}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    bench = Bench(tmp_path)
    made = bench.make()
    bench.report(made, CASE)
    database = made._database
    with database.transaction():
        columns = [row[1] for row in database.rows("PRAGMA table_info(case_row)")]
        values = ", ".join(CHANGED.get(column, column) for column in columns)
        database.run(
            f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {SIZE}) "
            f"INSERT INTO case_row SELECT {values} FROM case_row, n WHERE case_id = '{CASE}'"
        )
        numbers = range(2, SIZE + 2)
        database.run_many(
            "INSERT INTO searched_case VALUES (?, ?, ?)", [(n, f"X{n - 1:07d}", "") for n in numbers]
        )
        called = (
            (n, f"X{n - 1:07d}\nHole in the loader {n - 1}", f"finder{(n - 1) % 1000}") for n in numbers
        )
        database.run_many("INSERT INTO search (rowid, title, reporter) VALUES (?, ?, ?)", called)
    bench.close()
    yield bench.open()
    bench.close()


def median_s(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(TRIES):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return sorted(spent)[TRIES // 2]


@pytest.mark.ux("U6")
def test_a_case_among_100_000_is_found_about_as_fast_as_by_the_list(vault: Vault, figure: Figure) -> None:
    assert find_cases(vault, "loader 4711")[0].title.raw == "Hole in the loader 4711"
    assert find_cases(vault, "loadre 99999")
    searched = max(median_s(lambda typed=typed: searching(vault, typed)) for typed in TYPED)
    found = max(median_s(lambda typed=typed: find_cases(vault, typed)) for typed in TYPED)
    assert found <= MOST * searched
    figure(
        "U6",
        f"{found * 1000:.0f} ms at most among {SIZE:,} cases, {found / searched:.1f} times the list's own",
    )


def searching(vault: Vault, typed: str) -> None:
    """The list's own search for the same words."""
    vault.cases(CaseQuery(wanted=Filter(tuple(Term("name", word) for word in typed.split()))), 0, 100)
