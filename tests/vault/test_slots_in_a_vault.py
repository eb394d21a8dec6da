"""What becomes of slots and backups when the journal cannot take their event."""

import pytest

from desktop.domain.failures import Usage, VaultDamaged, WriteFailed
from desktop.vault import sql_keeping
from desktop.vault.backup import write_backup
from desktop.workflows.keeping_ports import Given


@pytest.mark.checks("F67")
def test_a_slot_that_cannot_be_journalled_is_taken_back(bench):
    vault = bench.make()
    vault._database.run("PRAGMA query_only = ON")
    with pytest.raises(WriteFailed):
        vault.add_slot("recovery", "", author="", now=bench.now)
    assert len(vault.slots()) == 2


def test_a_removal_that_cannot_be_journalled_is_said(bench):
    vault = bench.make()
    vault.add_slot("recovery", "", author="", now=bench.now)
    vault._database.run("PRAGMA query_only = ON")
    with pytest.raises(WriteFailed) as caught:
        vault.remove_slot(vault.slots()[0].slot_id, author="", now=bench.now)
    assert caught.value.written == "The slot is removed, but the journal does not say so."
    assert len(vault.slots()) == 2


def test_a_backup_that_cannot_be_journalled_is_said(bench, monkeypatch):
    vault = bench.make()

    def and_then_nothing_can_be_written(*given):
        manifest = write_backup(*given)
        vault._database.run("PRAGMA query_only = ON")
        return manifest

    monkeypatch.setattr(sql_keeping, "write_backup", and_then_nothing_can_be_written)
    with pytest.raises(WriteFailed) as caught:
        vault.backup(str(bench.folder / "backup"), author="", now=bench.now)
    assert caught.value.written == "The backup is written, but the journal does not say so."
    bench.custody.restore(str(bench.folder / "backup"), str(bench.folder / "restored.embargo"))


def test_a_backup_never_overwrites(bench):
    vault = bench.make()
    (bench.folder / "backup").mkdir()
    (bench.folder / "backup" / "mine").write_text("precious")
    with pytest.raises(WriteFailed, match="already there"):
        vault.backup(str(bench.folder / "backup"), author="", now=bench.now)
    assert [path.name for path in (bench.folder / "backup").iterdir()] == ["mine"]


def test_an_empty_passphrase_makes_no_slot(bench):
    vault = bench.make()
    with pytest.raises(Usage):
        vault.add_slot("passphrase", "", author="", now=bench.now)
    assert len(vault.slots()) == 2


def test_a_spoilt_signing_key_is_damage(bench):
    vault = bench.make()
    with vault._database.transaction():
        vault._database.run("UPDATE meta SET value = 'nonsense' WHERE name = 'checkpoint-key'")
    assert not vault.verify().sound
    bench.close()
    with pytest.raises(VaultDamaged):
        bench.open()


def test_a_rotation_or_proof_that_is_written_half_says_which_half(bench, monkeypatch):
    def refuse(*_: object) -> None:
        raise WriteFailed("The disk refused.")

    vault = bench.make()
    passphrase, _ = vault.slots()
    monkeypatch.setattr(vault._slots, "note_drill", refuse)
    with pytest.raises(WriteFailed) as caught:
        vault.drill_slot("", bench.code, author="", now=bench.now)
    assert "proof is recorded" in caught.value.written
    vault._database.run("PRAGMA query_only = ON")
    with pytest.raises(WriteFailed) as caught:
        vault.rotate_slot(passphrase.slot_id, "donkey", author="", now=bench.now)
    assert caught.value.written == "The slot is replaced, but the journal does not say so."
    assert bench.custody._slots.open(bench.directory, "passphrase", "donkey").key == vault._key


def test_what_is_given_is_never_printed():
    assert "horse" not in repr(Given("horse", b"horse"))
