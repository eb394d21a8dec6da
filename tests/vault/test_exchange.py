"""Two vaults that exchange a case: their chains are united, and hostile bundles leave no trace."""

import pytest

from desktop.domain import events as e
from desktop.domain.case_id import make_case_id
from desktop.formats.exchange.parts import pack
from desktop.workflows.exchange.packing import manifest_of, runs_of
from tests.vault.conftest import Bench

CASE = make_case_id("TST", 2026, [1, 2, 3, 4, 5, 6])
TO = "A" * 40


@pytest.fixture
def pair(tmp_path):
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    two = Bench(tmp_path / "ours"), Bench(tmp_path / "theirs")
    yield [(bench, bench.make()) for bench in two]
    for bench in two:
        bench.close()


def bundle_of(bench, vault, case_id=CASE):
    case = vault.case_to_send(case_id)
    manifest = manifest_of(case, case_id, TO, bench.now)
    return manifest, list(pack(runs_of(vault, case)))


def hand_over(source, target, case_id=CASE):
    manifest, parts = bundle_of(*source, case_id)
    bench, vault = target
    return vault.take_in(manifest, parts, sender=TO, key=b"key", author="hand", now=bench.now)


def test_two_vaults_agree_after_an_exchange_both_ways(pair):
    (ours, vault), (theirs, other) = pair
    ours.report(vault, CASE)
    ours.act(vault, CASE, e.NoteAdded("one"))
    taken = hand_over(*pair)
    assert (taken.opened, taken.events) == (True, 2)
    theirs.now = ours.now
    theirs.act(other, CASE, e.NoteAdded("two"))
    ours.act(vault, CASE, e.NoteAdded("three"))
    hand_over(pair[1], pair[0])
    hand_over(*pair)
    assert vault.history(CASE) == other.history(CASE)
    assert vault.verify().sound
    assert other.verify().sound
