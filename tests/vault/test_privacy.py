"""What a vault keeps to itself: its files, its content, its key."""

import os
import stat
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.vault import migration
from desktop.vault.database import Database
from desktop.vault.staging import private_file

CASE = "TST-2026-0000010"
KEY = bytes(range(48))


@pytest.mark.checks("C39")
@pytest.mark.clause("M87-3.5a")
def test_everything_in_a_vault_is_private(bench):
    # also under a careless umask and while a transaction has its journal beside the database
    before = os.umask(0)
    try:
        vault = bench.make()
        bench.report(vault, CASE)
        vault.backup(str(bench.folder / "backup"), author="", now=bench.now)
        with vault._database.transaction():
            vault._database.run("INSERT INTO desk_state VALUES ('x', zeroblob(10))")
            journal = bench.database.with_name("vault.db-journal")
            assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    for folder in (bench.database.parent, bench.folder / "backup"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.checks("C35")
@pytest.mark.clause("M87-3.1b", "MUS-4.2a", "MUS-5.2a", "TER-2.3a", "TER-2.6b")
def test_no_content_stands_unencrypted_in_the_folder(bench):
    vault = bench.make()
    bench.report(vault, CASE, "a-canary-of-a-title")
    vault.keep_draft("x", b"a-canary-of-a-draft")
    bench.close()
    for path in bench.database.parent.iterdir():
        assert b"canary" not in path.read_bytes()


@pytest.mark.clause("TER-2.3c")
def test_an_attachment_lies_in_the_vault_alone_and_sealed(bench):
    weights = b"a-canary-of-model-weights" * 10_000
    vault = bench.make()
    vault.append(None, [], author="hand", now=bench.now, blobs={bench.sha256(weights): weights})
    assert vault.blob(bench.sha256(weights)) == weights
    bench.close()
    for path in bench.database.parent.iterdir():
        assert b"canary" not in path.read_bytes()


def test_the_connection_is_opened_the_measured_way(bench):
    database = bench.make()._database
    expected = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "secure_delete": 1,
        "cache_size": -131072,
    }
    assert {name: database.value(f"PRAGMA {name}") for name in expected} == expected


@pytest.mark.checks("C40")
@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE '{0}/plain.db' AS plain KEY ''",
        "SELECT load_extension('x')",
        "VACUUM INTO '{0}/plain.db'",
    ],
)
def test_what_writes_plaintext_or_loads_code_is_denied(bench, statement: str):
    database = bench.make()._database
    with pytest.raises(dbapi2.DatabaseError):
        database.rows(statement.format(bench.folder))
    assert not (bench.folder / "plain.db").exists()


@pytest.mark.checks("C37")
@pytest.mark.clause("MUS-7.1d", "AUM-5d")
def test_a_trace_never_sees_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    seen: list[str] = []
    real = dbapi2.connect

    def traced(*arguments: object, **options: object):
        connection = real(*arguments, **options)
        connection.set_trace_callback(seen.append)
        return connection

    monkeypatch.setattr(dbapi2, "connect", traced)
    private_file(tmp_path / "vault.db")
    database = Database(tmp_path / "vault.db", KEY)
    migration.migrate(database, 0)
    database.close()
    assert len(seen) > 10
    assert KEY.hex() not in "".join(seen).lower()


# --- wrong, missing, damaged ---------------------------------------------------------------------------
