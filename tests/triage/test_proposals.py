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
    assert found.false_medium <= 60


def test_problems_of_other_kinds_are_found_too(tmp_path):
    bench = Bench(tmp_path)
    vault = bench.make()
    found = count_found(vault, fill(vault, bench, "kept_back.toml", 900, 40, seed=2))
    bench.close()
    assert found.found >= 37
    assert found.false_strong <= 1
    assert found.false_medium <= 2 * 40


def test_who_tells_it_briefly_in_two_languages_or_from_the_output_of_a_tool_is_understood_too(tmp_path):
    bench = Bench(tmp_path)
    vault = bench.make()
    found = count_found(vault, fill(vault, bench, "blind.toml", 900, 40, seed=2))
    bench.close()
    assert found.found >= 36
    assert found.false_strong <= 1
    assert found.false_medium <= 40
