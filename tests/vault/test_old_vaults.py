"""Vaults that older trees really wrote, one for each layout of the database: see old_vaults/README.md."""

import json
import os
import shutil
import signal
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain import journal as rules
from desktop.domain.failures import VaultTooNew
from desktop.domain.filters import read_filter
from desktop.keychain.slots_file import FORMAT
from desktop.vault import migration
from desktop.vault.database import Database
from desktop.workflows.vault_ports import CaseQuery
from tests.vault.make_old_vault import CASES, SEALED_ATTACHMENT, SHELF, account_of
from tests.vault.test_durability import in_child
from tests.vault.test_verification import lists_of

STORED = sorted(path.name for path in SHELF.glob("[0-9]*"))
BACKUPS = sorted(path.name for path in SHELF.glob("backup-*"))
AS_EVER = ("vault_id", "cases", "kinds", "blobs", "draft")
"""What no later version may tell otherwise."""


def expected(name: str) -> dict:
    return json.loads((SHELF / name / "expected.json").read_text())


def shelved(bench, name: str) -> dict:
    """Lay the stored vault where the bench opens it; returns what it is expected to hold."""
    folder = Path(bench.directory)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for part in ("vault.db", "slots.json"):
        shutil.copyfile(SHELF / name / part, folder / part)
    return expected(name)


def require_as_stored(vault, stored: dict) -> None:
    """Nothing is missing, and nothing is told otherwise than then."""
    account = account_of(vault)
    cases = {
        case_id: {name: facts[name] for name in stored["cases"][case_id]}
        for case_id, facts in account["cases"].items()
    }
    assert {name: account[name] for name in AS_EVER} | {"cases": cases} == {
        name: stored[name] for name in AS_EVER
    }
    sequence, head = stored["head"]
    entries = [*vault._journal.entries(stored["writer"])][:sequence]
    assert rules.verify(entries, (sequence, head)) == []
    assert account["events"] >= stored["events"]
    due = {
        (row.case_id, row.clock, row.due.isoformat())
        for row in vault.due(0, 1000, everything=True)
        if row.due
    }
    assert due >= {tuple(row) for row in stored["due"]}
    assert vault.blob(e_sha256(vault)) == SEALED_ATTACHMENT
    assert vault.verify().sound


def e_sha256(vault) -> str:
    received = vault.history(CASES[0])[0].event
    assert isinstance(received, e.ReportReceived)
    return received.attachments[0]


def test_the_newest_layout_has_a_stored_vault():
    newest = f"{migration.newest():04}"
    assert newest in STORED, "make one with `python -m tests.vault.make_old_vault`, and commit it"


@pytest.mark.checks("E55")
@pytest.mark.parametrize("name", STORED)
def test_a_vault_of_every_layout_is_brought_up_to_date_whole(bench, name: str, figure):
    stored = shelved(bench, name)
    vault = bench.open()
    assert vault._database.value("PRAGMA user_version") == migration.newest()
    require_as_stored(vault, stored)
    found = vault.cases(CaseQuery(wanted=read_filter("quokkalength")))
    assert [row.case_id for row in found.rows] == [CASES[0]]
    lists = lists_of(vault)
    vault.rebuild()
    assert lists_of(vault) == lists
    bench.act(vault, CASES[2], e.NoteAdded("goes on"))
    assert vault.verify().sound
    figure("E55", f"{len(STORED)} of {len(STORED)} vaults that older trees wrote are brought up to date")


@pytest.mark.parametrize("name", STORED)
def test_a_reader_reads_a_vault_of_every_layout(bench, name: str):
    stored = shelved(bench, name)
    with closing(bench.open(read_only=True)) as reader:
        require_as_stored(reader, stored)


@pytest.mark.checks("E57")
@pytest.mark.parametrize("name", BACKUPS)
def test_a_backup_that_an_older_tree_wrote_restores(bench, name: str):
    bench.custody.restore(str(SHELF / name), bench.directory)
    stored = expected(name)
    sequence, _ = stored["head"]
    vault = bench.open()
    require_as_stored(
        vault, stored | {"head": [sequence - 1, head_before(vault, stored)], "events": sequence}
    )


def head_before(vault, stored: dict) -> str:
    """The entry before the one that says that the backup was made: the last that the backup itself holds."""
    sql = "SELECT id FROM journal WHERE writer = ? ORDER BY sequence DESC LIMIT 1"
    return vault._database.value(sql, stored["writer"])


@pytest.mark.checks("E55")
@pytest.mark.parametrize(
    ("name", "step"),
    [(STORED[0], 15), *(pytest.param(name, 1, marks=pytest.mark.soak) for name in STORED[:-1])],
)
def test_an_upgrade_of_a_real_old_vault_may_be_killed_at_any_statement(bench, name: str, step: int, figure):
    kills = 0
    for fatal in range(0, 100_000, step):
        stored = shelved(bench, name)
        if in_child(lambda fatal=fatal: _opened_until(bench, fatal)) == 0:
            break
        kills += 1
        vault = bench.open()
        require_as_stored(vault, stored)
        bench.close()
    assert kills > 2
    figure("E55", f"0 of {kills} kills within an upgrade of layout {int(name)} left it mixed")


def _opened_until(bench, fatal: int) -> None:
    real, done = Database.run, []

    def run(self: Database, sql: str, *values: object) -> None:
        real(self, sql, *values)
        done.append(sql)
        if len(done) > fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    Database.run = run
    bench.open()
    os._exit(0)


# --- newer than today ------------------------------------------------------------------------------------


def seen_from_outside(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """All files as they lie there, with the instants of their last change."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.iterdir()
    }


@pytest.mark.checks("E56")
@pytest.mark.parametrize("part", ["vault.db", "slots.json"])
def test_a_vault_of_the_next_version_is_refused_without_a_write(bench, part: str, figure):
    vault = bench.make()
    bench.report(vault, CASES[0])
    if part == "vault.db":
        with vault._database.transaction():
            vault._database.run(f"PRAGMA user_version = {migration.newest() + 1}")
    bench.close()
    slots = bench.database.with_name("slots.json")
    if part == "slots.json":
        slots.write_text(json.dumps(json.loads(slots.read_text()) | {"format": FORMAT + 1}))
    before = seen_from_outside(bench.database.parent)
    for read_only in (False, True):
        with pytest.raises(VaultTooNew) as caught:
            bench.open(read_only=read_only)
        assert "newer Embargo" in caught.value.message
    assert seen_from_outside(bench.database.parent) == before
    figure("E56", f"0 bytes written to a vault whose {part} is of the next version")
