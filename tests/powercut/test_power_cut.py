"""Power cuts at any moment of real work: nothing that was acknowledged is lost.

A process works on a vault while every change to a file is recorded; disks are built as a power cut at random
moments may leave them, and opened as a person would. The same work with the database opened in two other ways
must lose entries here: otherwise these disks would be too kind to prove anything.
"""

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.events import VaultRekeyed
from desktop.domain.failures import VaultDamaged
from tests.powercut import publisher
from tests.powercut.disk import Disk
from tests.powercut.recording import STRACE, Acknowledged, Cut, Made, Removed, Step, Synced, Written, record
from tests.powercut.worker import OURS
from tests.vault.conftest import Bench
from tests.vault.make_old_vault import SHELF
from tests.vault.test_old_vaults import STORED, expected, require_as_stored

traced = pytest.mark.skipif(not STRACE, reason="strace is not installed")
ROUNDS = 2
Recorded = Callable[[str], list[Step]]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """The same work, recorded once for each way of opening the database."""
    known: dict[str, list[Step]] = {}

    def in_way(way: str) -> list[Step]:
        if way not in known:
            place = tmp_path_factory.mktemp("work")
            folder, said = place / "disk", place / "said"
            folder.mkdir()
            worker = [sys.executable, "-m", "tests.powercut.worker", str(folder), str(said), way, str(ROUNDS)]
            known[way] = record(worker, folder, said)
            shutil.rmtree(place)
        return known[way]

    return in_way


def cuts(steps: list[Step], count: int, place: Path, disk: Disk | None = None) -> Iterator[list[str]]:
    """What had been acknowledged at `count` random moments; `place` then holds what the power cut left."""
    chance = random.Random(count)
    moments = sorted(chance.choices(range(len(steps) + 1), k=count))
    disk, done = disk or Disk(), 0
    for moment in moments:
        for step in steps[done:moment]:
            disk.take(step)
        done = moment
        disk.cut_power(chance, place)
        yield disk.acknowledged
        shutil.rmtree(place)


def lost(acknowledged: list[str], place: Path) -> set[str]:
    """What was acknowledged and is not in the vault that is left. Raises what opening it raises."""
    bench = Bench(place)
    if not acknowledged and not bench.database.parent.exists():
        return set()
    with closing(bench.open()) as vault:
        assert vault.verify().sound
        kept = {"made"} | {f"event {row[0]}" for row in vault._database.rows("SELECT id FROM journal")}
        kept |= {"rekeyed" for one in vault.vault_history() if isinstance(one.event, VaultRekeyed)}
        kept |= {f"slots {number}" for number in range(len(vault.slots()) + 1)}
        latest = vault.draft("letter").decode() or "draft -1"
        kept |= {f"draft {number}" for number in range(int(latest.split()[1]) + 1)}
    missing = set(acknowledged) - kept
    return missing - {"backup"} if "backup" in missing and _restores(place) else missing


def _restores(place: Path) -> bool:
    bench = Bench(place)
    bench.custody.restore(str(place / "backup"), str(place / "restored"))
    with closing(bench.open(str(place / "restored"))) as vault:
        return vault.verify().sound


@traced
@pytest.mark.checks("E50", "D48")
@pytest.mark.parametrize("count", [40, pytest.param(500, marks=pytest.mark.soak)])
def test_no_power_cut_takes_what_was_acknowledged(recorded: Recorded, tmp_path: Path, count: int, figure):
    steps = recorded(OURS)
    losses = [lost(said, tmp_path / "disk") for said in cuts(steps, count, tmp_path / "disk")]
    assert [loss for loss in losses if loss] == []
    figure("E50", f"0 of {len(losses)} images lost an acknowledged entry")


@traced
@pytest.mark.checks("E50")
@pytest.mark.parametrize(
    ("way", "count"),
    [
        ("DELETE+FULL", 40),
        pytest.param("DELETE+FULL", 500, marks=pytest.mark.soak),
        pytest.param("WAL+NORMAL", 400, marks=pytest.mark.soak),
    ],
)
def test_the_same_disks_take_entries_that_were_written_with_less_care(
    recorded: Recorded, tmp_path: Path, way: str, count: int, figure
):
    steps = recorded(way)
    spoilt = 0
    for said in cuts(steps, count, tmp_path / "disk"):
        try:
            spoilt += bool(lost(said, tmp_path / "disk"))
        except VaultDamaged:
            spoilt += 1
    assert spoilt > count // 20
    figure("E50", f"the control {way} lost entries in {spoilt} of {count}")


@traced
@pytest.mark.checks("E50", "E55")
@pytest.mark.parametrize(
    ("name", "count"),
    [(STORED[0], 10), *(pytest.param(name, 100, marks=pytest.mark.soak) for name in STORED[:-1])],
)
def test_a_power_cut_within_an_upgrade_leaves_the_old_vault_or_the_new(
    tmp_path: Path, name: str, count: int, figure
):
    work, said = tmp_path / "work", tmp_path / "said"
    shutil.copytree(SHELF / name, work / "team.embargo")
    disk = Disk(work)
    steps = record([sys.executable, "-m", "tests.powercut.upgrader", str(work), str(said)], work, said)
    for _ in cuts(steps, count, tmp_path / "disk", disk):
        with closing(Bench(tmp_path / "disk").open()) as vault:
            require_as_stored(vault, expected(name))
    figure("E55", f"0 of {count} power cuts within an upgrade of layout {int(name)} left it mixed")


@traced
@pytest.mark.parametrize("way", [publisher.CAREFUL, publisher.CARELESS])
def test_files_said_to_be_written_when_publishing_stops_outlast_a_power_cut(tmp_path: Path, way: str):
    work, said, place = tmp_path / "work", tmp_path / "said", tmp_path / "disk"
    work.mkdir()
    steps = record([sys.executable, "-m", "tests.powercut.publisher", str(work), str(said), way], work, said)
    disk, losses = Disk(), [gone(names, place) for names in cuts(steps, 20, place)]
    for step in steps:
        disk.take(step)
    for seed in range(40):
        disk.cut_power(random.Random(seed), place)
        losses.append(gone(disk.acknowledged, place))
        shutil.rmtree(place)
    assert len(disk.acknowledged) == publisher.REFUSED, "the folder, and each file before the one refused"
    assert any(losses) == (way == publisher.CARELESS), "these disks lose what is written with less care"


def gone(names: list[str], place: Path) -> set[str]:
    """What was said to be written and is not there, whole."""
    out = place / "out"
    there = {path.name for path in out.glob("*") if path.read_bytes() in publisher.CONTENTS}
    return set(names) - there - ({"folder"} if out.is_dir() else set())


def left(place: Path, *steps: Step) -> set[tuple[str, bytes] | None]:
    """All that power cuts after these steps may leave of the file `a`."""
    disk, found = Disk(), set()
    for step in steps:
        disk.take(step)
    for seed in range(200):
        disk.cut_power(random.Random(seed), place)
        found.add((place / "a").read_bytes() if (place / "a").exists() else None)
        shutil.rmtree(place)
    return found


def test_a_disk_keeps_what_was_synced_and_any_part_of_the_rest(tmp_path: Path):
    named = (Made("a"), Synced("."))
    old, new = Written("a", 0, b"o" * 1024), Written("a", 0, b"n" * 1024)
    place = tmp_path / "disk"
    assert left(place, Made("a"), old, Synced("a")) == {None, b"o" * 1024}
    assert left(place, *named, old) >= {b"", b"o" * 1024, b"o" * 512, bytes(512) + b"o" * 512}
    assert left(place, *named, old, Synced("a")) == {b"o" * 1024}
    torn = {b"n" * 512 + b"o" * 512, b"o" * 512 + b"n" * 512}
    assert left(place, *named, old, Synced("a"), new) == {b"o" * 1024, b"n" * 1024} | torn
    assert left(place, *named, old, Synced("a"), Cut("a", 3)) == {b"o" * 1024, b"ooo"}
    assert left(place, *named, old, Synced("a"), Removed("a")) == {None, b"o" * 1024}
    assert left(place, *named, old, Synced("a"), Removed("a"), Synced(".")) == {None}


def test_what_was_said_after_a_step_counts_from_then_on():
    disk = Disk()
    disk.take(Acknowledged("one\ntwo\n"))
    assert disk.acknowledged == ["one", "two"]
