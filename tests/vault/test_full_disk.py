"""A disk that really is full, or is pulled out: a sentence, nothing lost, and work goes on later."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import NOTHING_WRITTEN, Failure, VaultDamaged, WriteFailed
from desktop.domain.inert import Untrusted
from tests.vault.conftest import Bench
from tests.vault.make_old_vault import SHELF, account_of

Attempt = Callable[[Bench, object], None]
COPIED = "The backup is written, but the journal does not say so."
CASE = "TST-2026-0000010"
ROOM = (0, 16_384, 131_072)
"""Bytes that are left before an attempt."""
CACHE = (-131072, 10)
"""As it is, and so small that pages reach the file before the commit."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m,mode=0700", "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted by root only")
    yield place
    pull_out(place)


def pull_out(place: Path) -> None:
    """Take the disk away, whoever still has a file of it open."""
    if place.is_mount():
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextlib.contextmanager
def filled(disk: Path, room: int) -> Iterator[None]:
    """Within the block only so many bytes are free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        os.posix_fallocate(file.fileno(), 0, max(free - room, 1))
    try:
        yield
    finally:
        ballast.unlink()


def act(bench: Bench, vault) -> None:
    content = os.urandom(300_000)
    bench.act(vault, CASE, e.NoteAdded("x"), blobs={bench.sha256(content): content})


def small_act(bench: Bench, vault) -> None:
    bench.act(vault, CASE, e.NoteAdded("x" * 20_000))


def file_in_pieces(bench: Bench, vault) -> None:
    pieces = [os.urandom(100_000) for _ in range(4)]
    content = b"".join(pieces)
    digest = bench.sha256(content)
    event = e.EvidenceAdded(Untrusted("poc"), "poc", len(content), digest, "application/octet-stream")
    revision = len(vault.history(CASE))
    draft = [Draft(event, bench.now)]
    vault.append_file(CASE, draft, digest, pieces, author="hand", now=bench.now, revision=revision)


def draft(bench: Bench, vault) -> None:
    vault.keep_draft("letter", os.urandom(300_000))


def backup(bench: Bench, vault) -> None:
    shutil.rmtree(bench.folder / "backup", ignore_errors=True)
    vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)


def slot(bench: Bench, vault) -> None:
    vault.add_slot("recovery", "", author="hand", now=bench.now)


def drill(bench: Bench, vault) -> None:
    vault.test_restore(str(bench.folder / "before"), author="hand", now=bench.now)


def opening(bench: Bench, _: object) -> None:
    bench.open().close()


ATTEMPTS = (act, small_act, file_in_pieces, draft, backup, slot, drill)


@pytest.mark.checks("E51", "F67")
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_no_room_is_said_and_what_was_acknowledged_stays(disk: Path, attempt, figure):
    bench = Bench(disk)
    with closing(bench.make()) as vault:
        bench.report(vault, CASE)
        vault.backup(str(disk / "before"), author="hand", now=bench.now)
        refused = 0
        for cache, room in product(CACHE, ROOM):
            vault._database.run(f"PRAGMA cache_size = {cache}")
            before = standing(vault)
            with filled(disk, room):
                refused += (refusal := refused_by(attempt, bench, vault))
                assert not refusal or standing(vault) == before
            assert vault.verify().sound
        attempt(bench, vault)
        assert vault.verify().sound
    assert {path.name for path in disk.iterdir()} <= {"team.embargo", "before", "backup"}
    with closing(bench.open()) as again:
        assert again.verify().sound
    assert refused >= 2
    for number in ("E51", "F67"):
        figure(number, f"{refused} of {refused} refusals of “{attempt.__name__}” changed nothing")


def refused_by(attempt: Attempt, bench: Bench, vault) -> bool:
    """Whether the disk refused; what is said then must be so."""
    failure = None
    try:
        attempt(bench, vault)
    except WriteFailed as refusal:
        failure = refusal
    if failure is None:
        return False
    assert "full" in failure.message
    assert failure.advice
    assert failure.written == (COPIED if (bench.folder / "backup").exists() else NOTHING_WRITTEN)
    return True


def standing(vault) -> tuple[object, ...]:
    """All that a refused act must leave as it was."""
    events = vault._database.rows("SELECT id FROM journal ORDER BY id")
    return events, [slot.slot_id for slot in vault.slots()], vault.draft("letter")


@pytest.mark.checks("E51", "E55")
def test_an_upgrade_without_room_leaves_the_old_vault_and_is_made_up_for_later(disk: Path, figure):
    bench, refused = Bench(disk), 0
    folder = Path(bench.directory)
    folder.mkdir()
    stored = {name: (SHELF / "0001" / name).read_bytes() for name in ("vault.db", "slots.json")}
    for room in (0, 4096, 20_000, 60_000, 100_000, 200_000):
        for name, content in stored.items():
            (folder / name).write_bytes(content)
        with filled(disk, room):
            refused += refused_by(opening, bench, None)
        with closing(bench.open()) as vault:
            assert account_of(vault)["events"] >= 28
            assert vault.verify().sound
    assert refused >= 3
    figure("E51", f"{refused} of {refused} upgrades without room said so, and left the old vault")


@pytest.mark.checks("E52")
def test_a_disk_that_was_pulled_out_takes_no_commit(disk: Path, figure):
    bench = Bench(disk)
    with closing(bench.make()) as vault:
        bench.report(vault, CASE)
        pull_out(disk)
        with pytest.raises((VaultDamaged, WriteFailed)):
            bench.act(vault, CASE, e.NoteAdded("into the void"))
        with pytest.raises(Failure):
            vault.add_slot("recovery", "", author="hand", now=bench.now)
    figure("E52", "pulled out: the next commit refused")
