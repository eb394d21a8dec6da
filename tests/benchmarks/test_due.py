"""What a page of promises costs in vaults of every size, beside a bare loop over 100,000 instants."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.filters import read_filter
from desktop.workflows.vault_ports import CaseQuery, DueRow, Vault
from tests.benchmarks.timing import seconds
from tests.vault.conftest import NOW, Bench

pytestmark = pytest.mark.soak

SIZES = (1_000, 10_000, 100_000)
FLOOR = 100_000
CASE = "TST-2026-0000010"
MINUTE_US = 60_000_000
CHANGED = {
    "case_id": "printf('X%07d', i)",
    "title": "title || ' ' || i",
    "words": "words || i",
    "due": f"due + i * 7919 % 100000 * {MINUTE_US}",
    "falls_at": f"falls_at + i * 7919 % 100000 * {MINUTE_US}",
    "next_due": f"next_due + i * 7919 % 100000 * {MINUTE_US}",
}
"""What sets a copied row apart from the one it was copied from."""


@pytest.fixture(params=SIZES, ids=[f"{size:,}" for size in SIZES])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    """A vault with so many owed rows, copied from one that a report made; opened anew, so that it is cold."""
    bench = Bench(tmp_path)
    made = bench.make()
    bench.report(made, CASE)
    database = made._database
    with database.transaction():
        for table, some in (("case_row", ""), ("due", "AND clock = 'fix'")):
            columns = [row[1] for row in database.rows(f"PRAGMA table_info({table})")]
            values = ", ".join(CHANGED.get(column, column) for column in columns)
            database.run(
                f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {request.param}) "
                f"INSERT INTO {table} SELECT {values} FROM {table}, n WHERE case_id = '{CASE}' {some}"
            )
    bench.close()
    yield bench.open()
    bench.close()


def every_page(vault: Vault) -> int:
    last: DueRow | None = None
    count = 0
    while page := vault.due(0, 500, after=last):
        last, count = page[-1], count + len(page)
    return count


def test_a_page_by_due_instant_costs_the_same_in_every_vault(vault: Vault) -> None:
    instants = [NOW + timedelta(minutes=number) for number in range(FLOOR)]
    floor = seconds(lambda: sum(instant < NOW for instant in instants), runs=5)
    total = vault.count_due()
    middle = vault.due(total // 2, 1)[0]
    costs = {
        "first page of 100": seconds(lambda: vault.due(0, 100), runs=5),
        "100 behind the middle row": seconds(lambda: vault.due(0, 100, after=middle), runs=5),
        "100 from the middle on": seconds(lambda: vault.due(total // 2, 100), runs=5),
        "everything, first 100": seconds(lambda: vault.due(0, 100, everything=True), runs=5),
        "full count": seconds(vault.count_due, runs=5),
        "first page of cases": seconds(lambda: vault.cases(CaseQuery()), runs=5),
        "cases by three letters": seconds(lambda: vault.cases(CaseQuery(wanted=read_filter("flo")))),
        "cases by a rare word": seconds(lambda: vault.cases(CaseQuery(wanted=read_filter("overflow 999")))),
        "cases by no match": seconds(
            lambda: vault.cases(CaseQuery(wanted=read_filter("nothing of the kind")))
        ),
        "all in pages of 500, per row": seconds(lambda: every_page(vault), runs=1) / total,
    }
    print(f"\n{total:,} owed promises; bare loop over {FLOOR:,} instants: {floor * 1000:.2f} ms")  # noqa: T201
    for what, cost in costs.items():
        print(f"{what:>30}: {cost * 1000:8.3f} ms, {cost / floor:8.3f} times the loop")  # noqa: T201
    assert every_page(vault) == total
