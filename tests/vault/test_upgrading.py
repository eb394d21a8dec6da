"""A vault that an older version wrote opens with everything that it held."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.failures import VaultInUse
from desktop.vault import migration, opening, sql_vault
from desktop.vault.database import Database
from desktop.vault.lock_file import WriterLock
from desktop.workflows.vault_ports import CaseQuery
from tests.vault.test_durability import in_child

CASE = "TST-2026-0000010"


@pytest.fixture
def old(bench, monkeypatch: pytest.MonkeyPatch):
    """A closed vault of version 1, with the rows that version 1 made of one case."""
    first = migration._migrations()[:1]
    with monkeypatch.context() as then:
        then.setattr(migration, "_migrations", lambda: first)
        then.setattr(sql_vault, "refresh", lambda *_: None)
        then.setattr(opening, "head_findings", lambda _: ())
        vault = bench.make()
        bench.report(vault, CASE)
        bench.act(vault, CASE, e.AckSent())
        database = vault._database
        with database.transaction():
            micros = 1_767_974_400_000_000
            texts = (CASE, "Overflow", "overflow", "Eve", f"overflow\neve\n{CASE.lower()}", "signed", "TST")
            ranks = ("Intake", 0, "", None, "", micros, micros, "fix", "running", 1, 2)
            marks = ", ".join("?" * (len(texts) + len(ranks)))
            database.run(f"INSERT INTO case_row VALUES ({marks})", *texts, *ranks)
            due = (CASE, "fix", "We fix.", "[]", micros, micros, "running")
            database.run("INSERT INTO due VALUES (?, ?, ?, ?, ?, ?, ?)", *due)
            database.run("UPDATE meta SET value = '1' WHERE name = 'lists-rules'")
        assert database.value("PRAGMA user_version") == 1
        bench.close()
    return bench


def test_a_vault_of_version_1_is_migrated_and_its_lists_are_made_again(old):
    vault = old.open()
    assert vault._database.value("PRAGMA user_version") == migration.newest()
    assert [(row.clock, row.state) for row in vault.due(everything=True)] == [
        ("ack", "met"),
        ("fix", "running"),
    ]
    assert [row.clock for row in vault.due()] == ["fix"]
    assert vault.pinned_policies() == [old.sha256(old.policy)]
    assert vault.count_conditional() == 0
    (seen,) = vault.sightings(address="eve@EXAMPLE.org")
    assert (seen.fingerprint, seen.case_ids) == ("", (CASE,))
    row = vault.cases(CaseQuery()).rows[0]
    assert (row.next_clock, row.next_due, row.revision) == (
        "fix",
        old.now + timedelta(days=90, minutes=-1),
        2,
    )
    assert vault.verify().sound
    old.act(vault, CASE, e.NoteAdded("goes on"))
    assert vault.verify().sound


def test_a_reader_of_version_1_reads_lists_of_today(old):
    with closing(old.open(read_only=True)) as reader:
        assert [row.clock for row in reader.due(everything=True)] == ["ack", "fix"]
        assert reader.verify().sound


def test_readers_that_come_together_wait_for_the_one_that_migrates(old):
    def read() -> list[str]:
        with closing(old.custody.unlock(old.directory, "passphrase", "horse", read_only=True)) as reader:
            return [row.clock for row in reader.due(everything=True)]

    with ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(read) for _ in range(4)]]
    assert found == [["ack", "fix"]] * 4


def test_a_reader_that_cannot_migrate_beside_a_writer_says_who_is_in_its_way(old):
    lock = WriterLock(Path(old.directory))
    with pytest.raises(VaultInUse):
        old.open(read_only=True)
    lock.release()


@pytest.mark.checks("E55")
def test_an_upgrade_that_is_killed_leaves_the_old_lists_or_the_new(old):
    def work(fatal: int) -> None:
        real, done = Database.run, []

        def run(self: Database, sql: str, *values: object) -> None:
            real(self, sql, *values)
            done.append(sql)
            if len(done) > fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        Database.run = run
        old.open()
        os._exit(0)

    before, outcomes = old.database.read_bytes(), set()
    for fatal in range(90):
        old.database.write_bytes(before)
        code = in_child(lambda fatal=fatal: work(fatal))
        outcomes.add(code)
        vault = old.open()
        assert len(vault.due(everything=True)) == 2
        assert vault.verify().sound
        old.close()
        if code == 0:
            break
    assert outcomes == {-signal.SIGKILL, 0}
