"""A restore is tried on a backup, and only one that worked stands in the journal."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.event import name_of
from desktop.domain.failures import Usage, VaultDamaged, VaultMissing, WriteFailed
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault.remote import RemoteCustody
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from desktop.workflows.slot_ports import SlotInfo

CASE = "TST-2026-0000010"


@pytest.fixture
def vault(bench):
    vault = bench.make()
    bench.report(vault, CASE)
    vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)
    bench.act(vault, CASE, e.NoteAdded("after the backup"))
    return vault


def drill(bench, vault, name: str = "backup"):
    return vault.test_restore(str(bench.folder / name), author="hand", now=bench.now)


def drills(vault) -> list[e.RestoreTested]:
    return [r.event for r in vault.vault_history() if name_of(r.event) == "restore.tested"]


@pytest.mark.clause("M87-3.1f", "MUS-5.2c", "TER-2.4d")
def test_a_backup_that_restores_is_journalled_and_leaves_nothing(bench, vault):
    files = {path: path.stat().st_size for path in bench.folder.rglob("*") if path.name != "vault.db"}
    receipt = drill(bench, vault)
    (done,) = [r.event for r in vault.vault_history() if isinstance(r.event, e.BackupDone)]
    assert (receipt.sha256, receipt.head, receipt.events) == (done.sha256, done.head, done.events)
    assert drills(vault) == [e.RestoreTested(done.head, done.events)]
    assert files == {p: p.stat().st_size for p in bench.folder.rglob("*") if p.name != "vault.db"}
    assert vault.verify().sound


class WatchingSlots(Keychain):
    """Key slots that note who could read a copy when they are asked for it."""

    def __init__(self) -> None:
        files = LocalFiles()
        super().__init__(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
        self.seen: list[int] = []

    def infos(self, directory: str) -> list[SlotInfo]:
        folder = Path(directory)
        places = (folder.parent, folder, *sorted(folder.iterdir()))
        self.seen = [stat.S_IMODE(place.stat().st_mode) for place in places]
        return super().infos(directory)


def test_the_copy_is_private_while_it_is_tried(bench, vault):
    bench.close()
    slots = WatchingSlots()
    bench.custody = LocalCustody(
        SqlVaultStore(LocalFiles(), lambda: bench.now), slots, Patience(LocalFiles(), lambda: bench.now)
    )
    vault = bench.open()
    before = os.umask(0)
    try:
        drill(bench, vault)
    finally:
        os.umask(before)
    assert slots.seen == [0o700, 0o700, 0o600, 0o600]  # two folders, the slots and the database


@pytest.mark.checks("E57")
@pytest.mark.parametrize("spoil", ["database", "slots", "manifest"])
def test_a_backup_that_does_not_restore_proves_nothing(bench, vault, spoil: str):
    names = {"database": "vault.db", "slots": "slots.json", "manifest": "manifest.json"}
    path = bench.folder / "backup" / names[spoil]
    content = path.read_bytes()
    path.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
    with pytest.raises(VaultDamaged):
        drill(bench, vault)
    assert drills(vault) == []
    assert not list(bench.database.parent.glob(".embargo-*"))


def test_a_backup_that_the_journal_does_not_go_on_from_proves_nothing(bench, vault, tmp_path: Path):
    bench.close()
    shutil.copytree(bench.folder / "team.embargo", tmp_path / "older")
    vault = bench.open()
    bench.act(vault, CASE, e.NoteAdded("in a vault that is rolled back"))
    vault.backup(str(bench.folder / "ahead"), author="hand", now=bench.now)
    bench.close()
    shutil.copy(tmp_path / "older" / "vault.db", bench.database)
    vault = bench.open()
    with pytest.raises(VaultDamaged, match="something else"):
        drill(bench, vault, "ahead")
    assert drills(vault) == []


def test_what_is_no_backup_of_this_vault_is_said(bench, vault, tmp_path: Path):
    (tmp_path / "else").mkdir()
    other = type(bench)(tmp_path / "else")
    other.make().backup(str(bench.folder / "foreign"), author="", now=bench.now)
    other.close()
    with pytest.raises(Usage, match="another vault"):
        drill(bench, vault, "foreign")
    with pytest.raises(VaultMissing):
        drill(bench, vault, "absent")


def test_a_reader_tries_nothing(bench, vault):
    with pytest.raises(WriteFailed, match="reading only"):
        drill(bench, bench.open(read_only=True))


def test_it_is_tried_in_the_process_that_holds_the_key(bench, vault, child_command, monkeypatch):
    bench.close()
    monkeypatch.chdir(bench.folder)
    custody = RemoteCustody(child_command)
    remote = custody.unlock(bench.directory, "passphrase", "horse")
    try:
        assert remote.test_restore("backup", author="hand", now=bench.now).events == 4
        assert len(drills(remote)) == 1
    finally:
        remote.close()
        custody.close()
