"""Disks, folders and files that refuse: what is said, and that nothing half done is left."""

import json
import os
import resource
import shutil

import pytest

from desktop.domain import events as e
from desktop.domain.failures import Failure, Unreadable, Usage, VaultDamaged, VaultMissing, WriteFailed

CASE = "TST-2026-0000010"
NOBODY = 65534


@pytest.fixture
def closed(bench):
    """A vault with one case, closed."""
    vault = bench.make()
    bench.report(vault, CASE)
    bench.close()
    return bench


@pytest.fixture
def backup(closed):
    """A backup of it."""
    path = closed.folder / "backup"
    closed.open().backup(str(path), author="", now=closed.now)
    closed.close()
    return path


def in_child(work) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.checks("E51")
def test_a_backup_to_a_full_disk_is_said_and_leaves_nothing(closed):
    def work() -> None:
        vault = closed.open()
        whole = closed.database.stat().st_size
        for size in (0, 4096, whole // 2, whole - 1):
            limit_files(size)
            with pytest.raises(WriteFailed):
                vault.backup(str(closed.folder / "backup"), author="", now=closed.now)
            assert [path.name for path in closed.folder.iterdir()] == ["team.embargo"]
        os._exit(0)

    assert in_child(work) == 0
    assert closed.open().verify().sound


@pytest.mark.checks("E51")
def test_a_disk_that_fills_in_mid_transaction_leaves_the_vault_as_it_was(closed):
    # more than the cache holds, so that pages reach the file before the commit
    size = closed.database.stat().st_size

    def work() -> None:
        vault = closed.open()
        vault._database.run("PRAGMA cache_size = 10")
        limit_files(size + 100_000)
        blob = os.urandom(1_000_000)
        with pytest.raises(WriteFailed):
            closed.act(vault, CASE, e.NoteAdded("x"), blobs={closed.sha256(blob): blob})
        os._exit(0)  # without closing: what is on the disk now is what a reader finds

    assert in_child(work) == 0
    assert closed.database.stat().st_size == size
    assert {path.name for path in closed.database.parent.iterdir()} == {"lock", "slots.json", "vault.db"}


def test_a_rollback_that_found_no_room_is_finished_when_the_vault_is_closed(closed):
    size = closed.database.stat().st_size

    def work() -> None:
        vault = closed.open()
        vault._database.run("PRAGMA cache_size = 10")
        limit_files(size // 4)
        blob = os.urandom(1_000_000)
        with pytest.raises(WriteFailed):
            closed.act(vault, CASE, e.NoteAdded("x"), blobs={closed.sha256(blob): blob})
        limit_files(resource.RLIM_INFINITY)
        vault.close()
        os._exit(0)

    assert in_child(work) == 0
    assert closed.database.stat().st_size == size
    assert not closed.database.with_name("vault.db-journal").exists()


def test_a_backup_within_the_vault_is_refused(closed):
    vault = closed.open()
    (closed.folder / "link").symlink_to(closed.database.parent)
    for place in ("team.embargo", "team.embargo/backup", "team.embargo/../team.embargo/b", "link/backup"):
        with pytest.raises(Usage, match="vault's own folder"):
            vault.backup(str(closed.folder / place), author="", now=closed.now)
    assert not (closed.database.parent / "backup").exists()


@pytest.mark.parametrize("part", ["slots.json", "manifest.json", "vault.db"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(closed, backup, part: str):
    folder = closed.database.parent if part == "slots.json" else backup
    (folder / part).unlink()
    os.mkfifo(folder / part)
    attempts = {
        closed.database.parent: closed.open,
        backup: lambda: closed.custody.restore(str(backup), str(closed.folder / "again")),
    }
    with pytest.raises(VaultDamaged):
        attempts[folder]()
    assert not (closed.folder / "again").exists()


def test_a_place_without_a_vault_asks_for_no_restoring(closed):
    (closed.folder / "file").touch()
    for place in ("file", "none", "n" * 300, "nul\0"):
        with pytest.raises(VaultMissing) as caught:
            closed.open(str(closed.folder / place))
        assert "--vault" in caught.value.advice
    with pytest.raises(VaultMissing):
        closed.open("/dev/null")


@pytest.mark.parametrize("what", ["vault", "backup"])
@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody who may not read")
def test_what_another_user_owns_is_not_called_damaged(closed, backup, what: str):
    for folder in (closed.folder, *closed.folder.parents[:-2]):
        folder.chmod(0o755)
    (closed.folder / "mine").mkdir()
    os.chown(closed.folder / "mine", NOBODY, NOBODY)

    attempts = {
        "vault": closed.open,
        "backup": lambda: closed.custody.restore(str(backup), str(closed.folder / "mine" / "again")),
    }

    def work() -> None:
        os.setresuid(NOBODY, NOBODY, NOBODY)
        with pytest.raises(Unreadable) as caught:
            attempts[what]()
        assert what in caught.value.message
        assert "owns" in caught.value.advice
        os._exit(0)

    assert in_child(work) == 0


def test_a_backup_whose_database_is_a_folder_is_damaged(closed, backup):
    (backup / "vault.db").unlink()
    (backup / "vault.db").mkdir()
    with pytest.raises(VaultDamaged, match="backup") as caught:
        closed.custody.restore(str(backup), str(closed.folder / "again"))
    assert caught.value.advice == "Use another backup."


def test_why_a_folder_cannot_be_made_is_said(closed, backup):
    (closed.folder / "file").touch()
    expected = {
        "none/again": "The folder is not there.",
        "file/again": "The folder is not there.",
        "n" * 300: "The file name is too long.",
        "file": "Something of this name is already there.",
    }
    for place, sentence in expected.items():
        for attempt in (
            lambda path: closed.custody.restore(str(backup), path),
            lambda path: closed.custody.create(path, passphrase="horse", now=closed.now),
        ):
            with pytest.raises(WriteFailed) as caught:
                attempt(str(closed.folder / place))
            assert caught.value.message == sentence
            assert "Make room" not in caught.value.advice or "already" in sentence


@pytest.mark.parametrize(
    "cost",
    [{"memory_kib": 2 * 1024 * 1024}, {"passes": 0}, {"passes": 33}, {"memory_kib": 7}, {"lanes": 10**30}],
)
def test_a_cost_of_the_passphrase_that_nobody_would_set_is_not_paid(closed, cost: dict[str, int]):
    path = closed.database.with_name("slots.json")
    content = json.loads(path.read_text())
    slot = next(slot for slot in content["slots"] if slot["kind"] == "passphrase")
    slot["argon2id"] |= cost
    path.write_text(json.dumps(content))
    with pytest.raises(VaultDamaged, match=r"cost|damaged"):
        closed.open()
    with pytest.raises(Failure, match="code"):
        closed.custody.unlock(closed.directory, "recovery", "wrong")


def test_a_copy_of_a_vault_whose_file_is_damaged_meanwhile_is_refused(closed):
    vault = closed.open()
    copy = shutil.copy(closed.database, closed.folder / "copy.db")
    content = bytearray(closed.database.read_bytes())
    content[5000:5100] = bytes(100)
    closed.database.write_bytes(content)
    with pytest.raises(VaultDamaged):
        vault.backup(str(closed.folder / "backup"), author="", now=closed.now)
    assert not (closed.folder / "backup").exists()
    shutil.copy(copy, closed.database)
