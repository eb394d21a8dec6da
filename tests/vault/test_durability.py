"""What a vault survives, and what it refuses to go on with."""

import os
import resource
import shutil
import signal
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.domain import events as e
from desktop.domain.event import name_of
from desktop.domain.failures import (
    Failure,
    Locked,
    VaultDamaged,
    VaultInUse,
    VaultTooNew,
    WriteFailed,
)
from desktop.vault import migration
from desktop.vault.database import Database, probe_database
from desktop.vault.staging import private_file
from desktop.workflows.vault_ports import CaseQuery
from tests.checked import Figure

CASE = "TST-2026-0000010"
KEY = bytes(range(48))
PAGE = 4096


def in_child(work) -> int:
    """Run in a forked child; its exit code, or minus its signal."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def closed(bench):
    """A vault with one case, closed."""
    vault = bench.make()
    bench.report(vault, CASE)
    bench.close()
    return bench


# --- files and modes -----------------------------------------------------------------------------------


@pytest.mark.checks("D45")
@pytest.mark.clause("MUS-4.3a", "TER-2.1a")
def test_a_wrong_passphrase_and_a_corrupt_database_are_told_apart(closed):
    with pytest.raises(Locked, match="passphrase does not open"):
        closed.custody.unlock(closed.directory, "passphrase", "wrong")
    content = bytearray(closed.database.read_bytes())
    content[200] ^= 1
    closed.database.write_bytes(content)
    with pytest.raises(VaultDamaged, match="damaged") as caught:
        closed.open()
    assert "backup" in caught.value.advice


@pytest.mark.checks("D46")
@pytest.mark.parametrize("spoil", ["empty", "missing", "directory"])
def test_a_database_that_is_gone_is_never_begun_anew(closed, spoil: str):
    closed.database.unlink()
    if spoil == "empty":
        closed.database.touch()
    elif spoil == "directory":
        closed.database.mkdir()
    with pytest.raises(VaultDamaged) as caught:
        closed.open()
    assert "Restore the latest backup" in caught.value.advice
    if spoil == "empty":
        assert closed.database.stat().st_size == 0
    else:
        assert not closed.database.is_file()


def test_a_wiped_salt_in_the_header_still_opens(closed):
    content = closed.database.read_bytes()
    closed.database.write_bytes(bytes(16) + content[16:])
    assert closed.open().cases(CaseQuery()).total == 1


@pytest.mark.clause("M87-3.3d", "TER-2.1b")
def test_slots_of_another_vault_are_noticed(closed, tmp_path: Path):
    other = type(closed)(tmp_path / "other")
    other.folder.mkdir()
    other.make()
    other.close()
    shutil.copy(other.database.with_name("slots.json"), closed.database.with_name("slots.json"))
    with pytest.raises(VaultDamaged):
        closed.open()


@pytest.mark.checks("E56")
def test_a_newer_vault_is_left_alone(closed):
    vault = closed.open()
    with vault._database.transaction():
        vault._database.run("PRAGMA user_version = 999")
    closed.close()
    before = {path.name: path.read_bytes() for path in closed.database.parent.iterdir()}
    for read_only in (False, True):
        with pytest.raises(VaultTooNew):
            closed.open(read_only=read_only)
    assert {path.name: path.read_bytes() for path in closed.database.parent.iterdir()} == before


@pytest.mark.checks("E54")
@pytest.mark.parametrize("harm", ["flip", "zero", "swap", "append", "truncate"])
def test_harm_to_any_page_is_noticed(closed, harm: str, figure):
    # opening refuses, or else verify and backup do
    sound = closed.database.read_bytes()
    pages = len(sound) // PAGE
    harmed = range(0, pages, 1 if harm != "append" else pages)
    at_opening = []
    for page in harmed:
        closed.database.write_bytes(_harmed(sound, harm, page))
        try:
            vault = closed.open()
        except VaultDamaged:
            at_opening.append(page)
            continue
        assert not vault.verify().sound, (harm, page)
        with pytest.raises(VaultDamaged):
            vault.backup(str(closed.folder / "backup"), author="", now=closed.now)
        assert not (closed.folder / "backup").exists()
        closed.close()
    assert harm == "append" or 0 in at_opening  # the header
    closed.database.write_bytes(sound)
    assert closed.open().verify().sound
    noticed = f"{len(at_opening)} at opening, the rest by verify and the backup"
    figure("E54", f"{harm}: {len(harmed)} of {len(harmed)} noticed, {noticed}")


def _harmed(sound: bytes, harm: str, page: int) -> bytes:
    start, end = page * PAGE, (page + 1) * PAGE
    other = 0 if page else PAGE
    middle = start + 1000
    return {
        "flip": sound[:middle] + bytes([sound[middle] ^ 4]) + sound[middle + 1 :],
        "zero": sound[:start] + bytes(PAGE) + sound[end:],
        "swap": sound[:start] + sound[other : other + PAGE] + sound[end:],
        "append": sound + sound[-PAGE:],
        "truncate": sound[:start] or sound[:100],
    }[harm]


# --- dying, full disks, foreign hands ------------------------------------------------------------------


@pytest.mark.checks("E49")
def test_a_commit_that_was_acknowledged_survives_a_kill(closed, tmp_path: Path):
    said = tmp_path / "said"
    for _ in range(5):

        def work() -> None:
            vault = closed.open()
            with said.open("ab", buffering=0) as file:
                for number in range(1000):
                    closed.act(vault, CASE, e.NoteAdded(f"note {number}" * 50))
                    file.write(b".")
                    if file.tell() % 7 == 0:
                        os.kill(os.getpid(), signal.SIGKILL)

        assert in_child(work) == -signal.SIGKILL
    vault = closed.open()
    assert len(vault.history(CASE)) == 1 + said.stat().st_size
    assert vault.verify().sound


def test_a_kill_within_a_transaction_leaves_nothing_of_it(closed):
    def work() -> None:
        vault = closed.open()
        vault._database._require_same_file = lambda: os.kill(os.getpid(), signal.SIGKILL)
        closed.act(vault, CASE, e.NoteAdded("x"), blobs={closed.sha256(b"y" * 5_000_000): b"y" * 5_000_000})

    assert in_child(work) == -signal.SIGKILL
    reader = closed.open(read_only=True)
    assert len(reader.history(CASE)) == 1
    assert reader.verify().sound


@pytest.mark.checks("E51", "F67")
def test_a_full_disk_is_said_and_what_was_acknowledged_stays(closed):
    size = closed.database.stat().st_size

    def work() -> None:
        vault = closed.open()
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, size + 100_000))
        blob = os.urandom(1_000_000)
        try:
            closed.act(vault, CASE, e.NoteAdded("x"), blobs={closed.sha256(blob): blob})
        except WriteFailed as failure:
            kept = len(vault.history(CASE))
            closed.act(vault, CASE, e.NoteAdded("small"))
            os._exit(kept if "full" in failure.message else 98)

    assert in_child(work) == 1
    vault = closed.open()
    assert [name_of(r.event) for r in vault.history(CASE)] == ["report.received", "note.added"]
    assert vault.verify().sound


@pytest.mark.checks("E52")
@pytest.mark.parametrize("hand", ["unlinked", "renamed", "replaced", "folder renamed"])
def test_a_database_taken_away_takes_no_commit(closed, hand: str, figure):
    vault = closed.open()
    path = closed.database
    if hand == "unlinked":
        path.unlink()
    elif hand == "renamed":
        path.rename(path.with_name("elsewhere.db"))
    elif hand == "replaced":
        shutil.copy(path, path.with_name("copy.db"))
        path.with_name("copy.db").replace(path)
    else:
        path.parent.rename(path.parent.with_name("elsewhere"))
    with pytest.raises((VaultDamaged, WriteFailed)):
        closed.act(vault, CASE, e.NoteAdded("into the void"))
    figure("E52", f"{hand}: the next commit refused")


@pytest.mark.checks("D47")
def test_two_first_runs_make_one_vault(bench, figure: Figure):
    def work() -> None:
        try:
            bench.make()
        except (WriteFailed, VaultInUse):
            os._exit(1)
        os._exit(0)

    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            work()
        children.append(child)
    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    assert codes == [0, 1, 1, 1]
    assert [path.name for path in bench.folder.iterdir()] == ["team.embargo"]
    assert bench.open().verify().sound
    figure("D47", f"{codes.count(0)} of {len(codes)} first runs at once made a vault")


# --- migrations ----------------------------------------------------------------------------------------


@pytest.mark.checks("E55")
@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_a_migration_killed_at_any_statement_leaves_old_or_new(tmp_path: Path, step: int, figure):
    scripts = [script for _, script in migration._migrations()]
    count = sum(len([*migration.statements(script)]) + 1 for script in scripts)  # each is counted at its end
    assert count > 50
    killed = range(0, count, step)
    for fatal in killed:
        path = tmp_path / f"{fatal}.db"
        private_file(path)

        def work(path: Path = path, fatal: int = fatal) -> None:
            database = Database(path, KEY)
            real, done = Database.run, []

            def run(self: Database, sql: str, *values: object) -> None:
                real(self, sql, *values)
                done.append(sql)
                if len(done) > fatal:
                    os.kill(os.getpid(), signal.SIGKILL)

            Database.run = run
            migration.migrate(database, 0)

        assert in_child(work) == -signal.SIGKILL
        database = Database(path, KEY)
        tables = database.value("SELECT count(*) FROM sqlite_schema")
        assert (tables, database.value("PRAGMA user_version")) == (0, 0)
        migration.migrate(database, 0)
        assert migration.version_of(database) == migration.newest()
        database.close()
    figure("E55", f"0 of {len(killed)} kills within the migrations left a part of one")


def test_migrations_are_numbered_without_gaps():
    assert [number for number, _ in migration._migrations()] == list(range(1, migration.newest() + 1))


def test_an_older_vault_is_brought_up_to_date(closed, monkeypatch: pytest.MonkeyPatch):
    known = migration._migrations()
    next_one = migration.newest() + 1
    newer = [*known, (next_one, "CREATE TABLE later (x TEXT) STRICT;\n")]
    monkeypatch.setattr(migration, "_migrations", lambda: newer)
    reader = closed.open(read_only=True)
    assert reader._database.value("PRAGMA user_version") == next_one
    assert closed.open().verify().sound


def test_a_failing_migration_leaves_the_vault_as_it_was(closed, monkeypatch: pytest.MonkeyPatch):
    failing = (migration.newest() + 1, "CREATE TABLE t (x);\nCREATE TABLE t (x);\n")
    known = migration._migrations()
    monkeypatch.setattr(migration, "_migrations", lambda: [*known, failing])
    with pytest.raises((Failure, dbapi2.DatabaseError)):
        closed.open()
    monkeypatch.undo()
    assert closed.open().verify().sound


def test_the_doctor_learns_that_the_database_encrypts():
    assert probe_database().startswith("4.")
