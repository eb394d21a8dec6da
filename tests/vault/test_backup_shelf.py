"""Backups in a folder: what is wrong with each, which may go, and those that are made before upgrades."""

import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.failures import VaultDamaged, WriteFailed
from desktop.vault import backup_shelf, migration
from desktop.vault.database import Database

CASE = "TST-2026-0000010"


@pytest.fixture
def vault(bench):
    vault = bench.make()
    bench.report(vault, CASE)
    return vault


def back_up(bench, vault, name: str):
    bench.now += timedelta(hours=1)
    return vault.backup(str(bench.folder / "shelf" / name), author="hand", now=bench.now)


def planned(bench, vault) -> str:
    name = f"embargo-{bench.now:%Y%m%dT%H%M%SZ}.backup"
    back_up(bench, vault, name)
    return name


@pytest.mark.checks("E57")
def test_each_backup_is_listed_with_what_is_wrong_with_it(bench, vault):
    shelf = bench.folder / "shelf"
    shelf.mkdir()
    receipts = [back_up(bench, vault, name) for name in ("sound", "changed", "lacking", "forged")]
    database = shelf / "changed" / "vault.db"
    database.write_bytes(database.read_bytes()[:-1] + b"x")
    (shelf / "lacking" / "slots.json").unlink()
    manifest = shelf / "forged" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"events": 7', '"events": 9'))
    (shelf / "something else").mkdir()
    found = {backup.name: backup for backup in bench.custody.backups(str(shelf))}
    assert found.keys() == {"sound", "changed", "lacking", "forged"}
    assert (found["sound"].head, found["sound"].events) == (receipts[0].head, receipts[0].events)
    assert found["sound"].sound
    assert found["changed"].problem == (
        "The backup “changed” is damaged: its file vault.db is not what was written."
    )
    assert "its file slots.json is missing" in found["lacking"].problem
    assert "its manifest.json was changed" in found["forged"].problem
    assert found["forged"].made_at is None
    with pytest.raises(VaultDamaged, match=r"“changed” is damaged: its file vault\.db"):
        bench.custody.restore(str(shelf / "changed"), str(bench.folder / "restored"))


def test_only_the_plans_own_older_backups_are_dropped(bench, vault, tmp_path: Path):
    shelf = bench.folder / "shelf"
    shelf.mkdir()
    names = [planned(bench, vault) for _ in range(4)]
    back_up(bench, vault, "by-hand")
    (shelf / names[0] / "my notes").write_text("x")
    (tmp_path / "else").mkdir()
    other = type(bench)(tmp_path / "else")
    foreign = shelf / "embargo-20200101T000000Z.backup"
    other.make().backup(str(foreign), author="", now=other.now)
    other.close()
    assert vault.drop_old_backups(str(shelf), 2) == 1
    assert {path.name for path in shelf.iterdir()} == {names[0], *names[2:], "by-hand", foreign.name}


def test_a_copy_holds_no_page_that_was_freed_under_the_same_key_and_salt(bench, vault):
    content = bytes(200_000)
    bench.act(vault, CASE, e.NoteAdded("x"), blobs={bench.sha256(content): content})
    with vault._database.transaction():
        vault._database.run("DELETE FROM blob_chunk WHERE sha256 = ?", bench.sha256(content))
        vault._database.run("DELETE FROM blob WHERE sha256 = ?", bench.sha256(content))
    assert vault._database.value("PRAGMA freelist_count") > 40
    receipt = vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)
    path = bench.folder / "backup" / "vault.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    copy = Database(path, vault._key, read_only=True)
    assert copy.value("PRAGMA freelist_count") == 0
    assert path.read_bytes()[:16] == bench.database.read_bytes()[:16] == vault._key[32:]
    copied = copy.rows("SELECT * FROM journal ORDER BY id")
    assert len(copied) == receipt.events
    assert copied == vault._database.rows(
        "SELECT * FROM (SELECT * FROM journal ORDER BY sequence LIMIT ?) ORDER BY id", receipt.events
    )
    copy.close()


@pytest.mark.parametrize("statement", ["ATTACH '{}' AS x KEY ''", "VACUUM INTO '{}'"])
def test_nobody_else_can_write_a_copy(bench, vault, statement: str):
    with pytest.raises(Exception, match="authori"):
        vault._database.run(statement.format(bench.folder / "stolen"))
    assert not (bench.folder / "stolen").exists()


@pytest.mark.checks("E57")
def test_a_backup_beside_readers_and_between_writes_restores_to_one_moment(bench, vault, figure):
    rounds = 8
    reading, stop = [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            with_reader = bench.custody.unlock(bench.directory, "passphrase", "horse", read_only=True)
            reading.append(len(with_reader.history(CASE)))
            with_reader.close()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(rounds):
            content = f"file {number}".encode()
            bench.act(vault, CASE, e.NoteAdded("x"), blobs={bench.sha256(content): content})
            receipt = vault.backup(str(bench.folder / f"b{number}"), author="hand", now=bench.now)
            bench.custody.restore(receipt.path, str(bench.folder / f"r{number}"))
            restored = bench.open(str(bench.folder / f"r{number}"))
            assert restored.vault_history()[-1].event == e.WriterChanged("restored", receipt.head)
            assert restored.verify().events == receipt.events + 1
            assert restored.blob(bench.sha256(content)) == content
            assert restored.history(CASE) == vault.history(CASE)
            assert restored.verify().sound
            restored.close()
    finally:
        stop.set()
        reader.join()
    assert reading
    figure(
        "E57", f"{rounds} of {rounds} backups made between writes restore with equal heads, counts and hashes"
    )


# --- before an upgrade ----------------------------------------------------------------------------------


@pytest.fixture
def older(bench, vault, monkeypatch: pytest.MonkeyPatch):
    """A closed vault whose schema is older by one than the program's."""
    bench.close()
    known = migration._migrations()
    new = (known[-1][0] + 1, "CREATE TABLE later (x TEXT) STRICT;")
    monkeypatch.setattr(migration, "_migrations", lambda: [*known, new])
    return bench


def upgrade_copies(bench) -> list[Path]:
    return sorted(bench.folder.glob("team.embargo-before-upgrade-*"))


@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_vault_is_copied_beside_its_folder_before_it_is_upgraded(older, read_only: bool):
    schema = migration.newest() - 1
    vault = older.open(read_only=read_only)
    (copy,) = upgrade_copies(older)
    assert copy.name == f"team.embargo-before-upgrade-2026-07-26-schema-{schema}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in copy.iterdir()} == {0o600}
    copied = Database(copy / "vault.db", vault._key, read_only=True)
    assert copied.value("PRAGMA user_version") == schema
    copied.close()
    older.close()
    older.custody.restore(str(copy), str(older.folder / "restored.embargo"))
    restored = older.open(str(older.folder / "restored.embargo"))
    assert len(restored.history(CASE)) == 1
    assert restored.verify().sound


def test_the_copy_goes_with_the_next_backup_that_succeeds(older):
    vault = older.open()
    with pytest.raises(WriteFailed):
        vault.backup(str(older.folder / "absent" / "backup"), author="hand", now=older.now)
    assert len(upgrade_copies(older)) == 1
    vault.backup(str(older.folder / "backup"), author="hand", now=older.now)
    assert upgrade_copies(older) == []


def test_without_room_for_the_copy_nothing_is_upgraded(older, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise WriteFailed("The disk is full.")

    before = older.database.read_bytes()
    with monkeypatch.context() as full:
        full.setattr(backup_shelf, "write_copy", refuse)
        with pytest.raises(WriteFailed, match="disk is full") as caught:
            older.open()
    assert "new layout" in caught.value.advice
    assert older.database.read_bytes() == before
    assert upgrade_copies(older) == []
    older.open()


def test_an_upgrade_that_is_tried_again_makes_no_second_copy(older, monkeypatch: pytest.MonkeyPatch):
    before = older.database.read_bytes()
    older.open()
    older.close()
    older.database.write_bytes(before)
    older.open()
    assert len(upgrade_copies(older)) == 1
    older.close()
    (copy,) = upgrade_copies(older)
    (copy / "vault.db").write_bytes(b"not a vault any more")
    older.database.write_bytes(before)
    older.open()
    assert [path.name.removeprefix(copy.name) for path in upgrade_copies(older)] == ["", "-2"]
