"""Another data key: whatever cuts it short, what the person has opens the vault."""

import os
import resource
import signal
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.failures import Locked, RefusedByPolicy, Usage, VaultDamaged, VaultInUse, WriteFailed
from desktop.keychain.keychain import Keychain
from desktop.vault import rekeying
from desktop.vault.database import Database
from desktop.vault.lock_file import WriterLock
from desktop.vault.rekeying import COMING
from desktop.workflows.keeping_ports import Given
from tests.vault.rekeying.children import CASE, HORSE, die, files_beside, in_child, rekeyed


@pytest.mark.clause("M87-3.3c", "MUS-5.1c", "TER-2.1d")
def test_the_vault_goes_on_under_another_key(closed):
    vault, old_code, pages = closed.open(), closed.code, closed.database.read_bytes()
    before, history = {slot.kind: slot for slot in vault.slots()}, vault.history(CASE)
    old_key = vault._key
    outcome = vault.rekey(HORSE, [], author="hand", now=closed.now)
    (event,) = rekeyed(vault)
    assert [slot.slot_id for slot in outcome.kept] == [before["passphrase"].slot_id]
    assert [slot.slot_id for slot in outcome.gone] == [before["recovery"].slot_id]
    assert [then.slot_id for then in event.made] == [slot.slot_id for slot in outcome.made]
    closed.act(vault, CASE, e.NoteAdded("after"))  # the vault is still open
    assert vault.verify().sound
    closed.close()
    assert closed.database.read_bytes()[:16] != pages[:16]
    with pytest.raises(VaultDamaged):
        Database(closed.database, old_key).value("SELECT count(*) FROM journal")
    with pytest.raises(Locked):
        closed.custody.unlock(closed.directory, "recovery", old_code)
    closed.custody.unlock(closed.directory, "recovery", outcome.code).close()
    assert closed.open().history(CASE)[: len(history)] == history
    assert files_beside(closed) == set()


def test_slots_that_could_not_stay_are_named_before_anything_happens(closed):
    vault = closed.open()
    vault.add_slot("passphrase", "of a colleague", author="hand", now=closed.now)
    mine, recovery, theirs = vault.slots()
    files = {path: path.read_bytes() for path in Path(closed.directory).iterdir() if path.name != "lock"}
    with pytest.raises(Usage, match=theirs.slot_id):
        vault.rekey(HORSE, [], author="hand", now=closed.now)
    with pytest.raises(Usage, match=f"{mine.slot_id}.*{theirs.slot_id}"):
        vault.rekey([Given("a slip of the finger")], [], author="hand", now=closed.now)
    with pytest.raises(RefusedByPolicy):
        vault.rekey(HORSE, [recovery.slot_id, theirs.slot_id], author="hand", now=closed.now)
    with pytest.raises(Usage, match="no such slot"):
        vault.rekey(HORSE, ["absent"], author="hand", now=closed.now)
    assert {path: path.read_bytes() for path in files} == files
    outcome = vault.rekey(HORSE, [theirs.slot_id], author="hand", now=closed.now)
    assert {slot.slot_id for slot in outcome.gone} == {theirs.slot_id, recovery.slot_id}
    with pytest.raises(Locked):
        closed.custody.unlock(closed.directory, "passphrase", "of a colleague")


def test_several_recovery_codes_give_way_to_one(closed):
    vault = closed.open()
    vault.add_slot("recovery", "", author="hand", now=closed.now)
    passphrase = vault.slots()[0]
    with pytest.raises(RefusedByPolicy):  # one new code alone would stay
        vault.rekey([], [passphrase.slot_id], author="hand", now=closed.now)
    outcome = vault.rekey(HORSE, [], author="hand", now=closed.now)
    assert [slot.kind for slot in vault.slots()] == ["passphrase", "recovery"]
    assert len(outcome.gone) == 2


def test_a_backup_of_before_opens_with_the_slots_of_then(closed):
    vault, backup = closed.open(), str(closed.folder / "backup")
    vault.backup(backup, author="hand", now=closed.now)
    vault.rekey(HORSE, [], author="hand", now=closed.now)
    with pytest.raises(Usage, match="older than the vault's key"):
        vault.test_restore(backup, author="hand", now=closed.now)
    restored = str(closed.folder / "restored.embargo")
    closed.custody.restore(backup, restored)
    closed.custody.unlock(restored, "recovery", closed.code).close()
    newer = str(closed.folder / "newer")
    vault.backup(newer, author="hand", now=closed.now)
    vault.test_restore(newer, author="hand", now=closed.now)


# --- cut short -----------------------------------------------------------------------------------------


def cut_before_the_rename(closed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rekeying, "_take_its_place", die)
    assert in_child(lambda: closed.open().rekey(HORSE, [], author="", now=closed.now)) == -signal.SIGKILL
    monkeypatch.undo()
    assert files_beside(closed) == {COMING}


def cut_after_the_rename(closed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Keychain, "settle", die)
    assert in_child(lambda: closed.open().rekey(HORSE, [], author="", now=closed.now)) == -signal.SIGKILL
    monkeypatch.undo()
    assert files_beside(closed) == set()


def test_before_the_rename_what_opens_both_goes_on_to_the_new_key(closed, monkeypatch):
    cut_before_the_rename(closed, monkeypatch)
    reader = closed.open(read_only=True)
    assert len(rekeyed(reader)) == 1
    assert files_beside(closed) == set()
    assert len(rekeyed(closed.open())) == 1


def test_before_the_rename_the_old_code_goes_back_to_the_old_key(closed, monkeypatch):
    cut_before_the_rename(closed, monkeypatch)
    closed.custody.unlock(closed.directory, "recovery", closed.code).close()
    vault = closed.open()
    assert rekeyed(vault) == []
    assert files_beside(closed) == set()
    closed.act(vault, CASE, e.NoteAdded("after"))


def test_after_the_rename_the_old_code_is_told_from_a_wrong_one(closed, monkeypatch):
    cut_after_the_rename(closed, monkeypatch)
    with pytest.raises(Locked, match="key was replaced"):
        closed.custody.unlock(closed.directory, "recovery", closed.code)
    with pytest.raises(Locked, match="passphrase does not open"):
        closed.custody.unlock(closed.directory, "passphrase", "wrong")
    assert len(rekeyed(closed.open())) == 1
    with pytest.raises(Locked, match="not the one of this vault"):
        closed.custody.unlock(closed.directory, "recovery", closed.code)


@pytest.mark.parametrize("cut", [cut_before_the_rename, cut_after_the_rename])
def test_a_slot_that_was_opened_before_spoils_nothing(closed, cut, monkeypatch):
    # another program begins, and is cut short, between our reading of the slots and our lock
    custody = closed.custody
    opened = custody._slots.open(closed.directory, "passphrase", "horse")
    cut(closed, monkeypatch)
    if cut is cut_after_the_rename:
        with pytest.raises(Locked, match="key was replaced"):
            custody._store.open(closed.directory, opened, custody._slots)
        assert len(rekeyed(closed.open())) == 1
        return
    custody._store.open(closed.directory, opened, custody._slots).close()
    assert rekeyed(closed.open()) == []
    assert files_beside(closed) == set()


def test_a_reader_beside_a_writer_ends_nothing(closed, monkeypatch):
    cut_before_the_rename(closed, monkeypatch)
    holder = WriterLock(Path(closed.directory))
    try:
        with pytest.raises(VaultInUse):
            closed.open(read_only=True)
    finally:
        holder.release()
    assert files_beside(closed) == {COMING}


@pytest.mark.checks("E51")
def test_a_full_disk_replaces_no_key(closed):
    def work() -> None:
        vault = closed.open()
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        try:
            vault.rekey(HORSE, [], author="", now=closed.now)
        except WriteFailed as failure:
            os._exit(7 if "full" in failure.message else 98)

    assert in_child(work) == 7
    assert files_beside(closed) == set()
    vault = closed.open()
    assert (rekeyed(vault), vault.verify().sound) == ([], True)
    closed.close()
    closed.custody.unlock(closed.directory, "recovery", closed.code).close()


@pytest.mark.parametrize("step", ["_write_copy", "_take_its_place"])
def test_a_step_that_fails_leaves_the_open_vault_as_it_was(closed, step, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise WriteFailed("The disk refused.")

    vault = closed.open()
    before = (Path(closed.directory) / "slots.json").read_bytes()
    monkeypatch.setattr(rekeying, step, refuse)
    with pytest.raises(WriteFailed):
        vault.rekey(HORSE, [], author="", now=closed.now)
    assert (Path(closed.directory) / "slots.json").read_bytes() == before
    closed.act(vault, CASE, e.NoteAdded("after"))
    assert files_beside(closed) == set()


@pytest.mark.checks("C37")
def test_no_trace_sees_a_key_while_it_is_replaced(closed, monkeypatch):
    seen, real = [], Database._connect

    def traced(self: Database, key: bytes) -> None:
        real(self, key)
        self._live.set_trace_callback(seen.append)

    monkeypatch.setattr(Database, "_connect", traced)
    vault = closed.open()
    old = vault._key
    vault.rekey(HORSE, [], author="", now=closed.now)
    closed.act(vault, CASE, e.NoteAdded("after"))
    told = " ".join(seen).lower()
    assert "insert" in told
    for key in (old, vault._key):
        assert key.hex()[:64] not in told
        assert "rekey" not in told.replace("vault.rekeyed", "")
