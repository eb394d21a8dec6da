"""What it costs to measure all cases of a vault, beside a bare fetch of their rows and a bare count."""

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.metrics import Count
from desktop.files.policies import PolicyShelf
from desktop.vault.remote import RemoteCustody
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.promises.measure import measure
from tests.benchmarks.timing import seconds
from tests.vault.conftest import CHILD, NOW, ROOT, Bench

pytestmark = pytest.mark.soak

SIZES = (10_000, 100_000)
CASE = "TST-2026-0000010"
CODE = f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r}); runpy.run_path({str(CHILD)!r})"
HOUR_US = 3_600_000_000
CHANGED = {
    "case_id": "printf('X%07d', i)",
    "quarter": "printf('%d-Q%d', 2024 + i % 2, 1 + i % 4)",
    "acknowledge_done": f"arrived_at + i * 7919 % 200 * {HOUR_US}",
    "acknowledge_verdict": "iif(i * 7919 % 200 > 48, 'late', 'kept')",
    "severity": "iif(i % 3, 'high', 'low')",
}
"""What sets a copied row apart from the one it was copied from."""


class Tools:
    """All that measuring asks for: the present, and how the policies rank severities."""

    now = staticmethod(lambda: NOW)
    policies = PolicyShelf()


@pytest.fixture(params=SIZES, ids=[f"{size:,}" for size in SIZES])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A vault with so many measured rows, copied from one that a report made."""
    bench = Bench(tmp_path)
    made = bench.make()
    bench.report(made, CASE)
    database = made._database
    with database.transaction():
        for table in ("case_row", "measured"):
            columns = [row[1] for row in database.rows(f"PRAGMA table_info({table})")]
            values = ", ".join(CHANGED.get(column, column) for column in columns)
            if table == "case_row":
                values = ", ".join("printf('X%07d', i)" if c == "case_id" else c for c in columns)
            database.run(
                f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {request.param}) "
                f"INSERT INTO {table} SELECT {values} FROM {table}, n WHERE case_id = '{CASE}'"
            )
    bench.close()
    yield bench
    bench.close()


def longest_page(vault: Any) -> float:
    """The longest that any page takes: so long nothing else can ask the vault, or wants the interpreter."""
    after, longest = None, 0.0
    while True:
        began = time.perf_counter()
        page = vault.measured(MetricQuery(), after)
        longest = max(longest, time.perf_counter() - began)
        if not page:
            return longest
        after = (page[-1].quarter, page[-1].case_id)


def test_measuring_all_cases_beside_their_bare_fetch(bench: Bench) -> None:
    vault = bench.open()
    database = vault._database
    floors = {
        "bare count": seconds(lambda: database.value("SELECT count(*) FROM measured")),
        "bare fetch of all rows": seconds(lambda: database.rows("SELECT * FROM measured")),
    }
    everything = MetricQuery("", "2024-Q1", "2026-Q4")
    desk = Desk(vault, Tools(), "me")  # type: ignore[arg-type]
    facts = vault.measured(everything, None, 1_000_000)
    costs = {
        "quarters and policies": seconds(vault.arrivals),
        "facts, in pages": seconds(lambda: longest_page(vault)),
        "counting alone": seconds(lambda: Count(NOW).add(facts)),
        "measured, in this process": seconds(lambda: measure(desk, everything, Silent())),
    }
    total = measure(desk, everything, Silent()).metrics.cases
    bench.close()
    custody = RemoteCustody([sys.executable, "-c", CODE])
    with closing(custody), closing(custody.unlock(bench.directory, "passphrase", "horse")) as remote:
        far = Desk(remote, Tools(), "me")  # type: ignore[arg-type]
        costs["measured, through the vault's process"] = seconds(lambda: measure(far, everything, Silent()))
        costs["longest page of it"] = longest_page(remote)
    print(f"\n{total:,} cases")  # noqa: T201
    for what, cost in (floors | costs).items():
        ratio = cost / floors["bare fetch of all rows"]
        print(f"{what:>38}: {cost * 1000:9.2f} ms, {ratio:7.2f} times the fetch")  # noqa: T201
    assert total == len(facts)
