"""The same problem is found again among many that are nearly the same, whoever tells it."""

from tests.triage.filled import count_found, fill
from tests.vault.conftest import Bench


def test_among_a_thousand_reports_nearly_every_double_is_proposed_and_hardly_another_called_strong(tmp_path):
    bench = Bench(tmp_path)
    vault = bench.make()
    found = count_found(vault, fill(vault, bench, "tellings.toml", 940, 60))
    bench.close()
    assert found.found >= 57
    assert found.first >= 50
    assert found.strong >= 15
    assert found.false_strong <= 2
    assert found.false_medium <= 2 * 60


def test_problems_of_kinds_that_nothing_was_tuned_on_are_found_too(tmp_path):
    bench = Bench(tmp_path)
    vault = bench.make()
    found = count_found(vault, fill(vault, bench, "kept_back.toml", 900, 40, seed=2))
    bench.close()
    assert found.found >= 34
    assert found.false_strong <= 1
