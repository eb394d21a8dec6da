"""A vault that was put back to an older state is noticed at opening against the head in the keyring."""

import threading
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.failures import Usage, WriteFailed
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault import head_watch
from desktop.vault.head_watch import HeadWatch
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from desktop.workflows.custody.what_is_proved import standing_sentence, what_is_proved
from desktop.workflows.slot_ports import SlotInfo
from tests.vault.heads import RememberedHeads

CASE = "TST-2026-0000010"


class InKeyring(Keychain):
    """Slots of which one is said to lie in the OS keyring; the others open the vault."""

    def __init__(self) -> None:
        super().__init__(SecretServiceKeyring(0.5), LocalFiles(), Argon2Cost(1, 8, 1))
        self.in_keyring = True

    def infos(self, directory: str) -> list[SlotInfo]:
        found = super().infos(directory)
        also = [SlotInfo("0", "keyring", "OS keyring", found[0].made_at)] if self.in_keyring else []
        return [*found, *also]


@pytest.fixture
def heads() -> RememberedHeads:
    return RememberedHeads()


@pytest.fixture
def bench(bench, heads):
    """A closed vault with one case, whose head a keyring keeps."""
    bench.slots = InKeyring()
    files, now = LocalFiles(), lambda: bench.now
    bench.custody = LocalCustody(SqlVaultStore(files, now, heads), bench.slots, Patience(files, now))
    bench.report(bench.make(), CASE)
    bench.close()
    return bench


@pytest.fixture
def rolled_back(bench):
    """The same vault once its file was put back, with the head that it had then."""
    old = bench.database.read_bytes()
    bench.latest = bench.act(bench.open(), CASE, e.NoteAdded("later"))[-1]
    bench.close()
    bench.database.write_bytes(old)
    return bench


@pytest.mark.checks("F60")
def test_a_rollback_opens_for_reading_only_and_is_said_with_both_heads(rolled_back):
    before = rolled_back.database.read_bytes()
    vault = rolled_back.open()
    standing = vault.standing()
    assert (standing.state, standing.expected.id) == ("rolled-back", rolled_back.latest.id)
    sentence = standing_sentence(standing)
    assert f"entry {rolled_back.latest.sequence} ({rolled_back.latest.id[:16]})" in sentence
    assert "Restore a newer copy" in sentence
    with pytest.raises(WriteFailed, match="reading only"):
        rolled_back.act(vault, CASE, e.NoteAdded("more"))
    assert len(vault.history(CASE)) == 1
    found = vault.verify()
    assert not found.sound
    assert "does NOT go on" in what_is_proved(found).not_proved[0]
    rolled_back.close()
    assert rolled_back.database.read_bytes() == before


@pytest.mark.checks("F60")
def test_an_accepted_rollback_is_journalled_and_goes_on(rolled_back, heads):
    vault = rolled_back.open()
    expected, found = vault.standing().expected, vault.standing().found
    assert vault.accept_rollback(author="hand", now=rolled_back.now).state == "descends"
    accepted = vault.vault_history()[-1].event
    assert accepted == e.RollbackAccepted(expected.id, expected.sequence, found.id, found.sequence)
    rolled_back.act(vault, CASE, e.NoteAdded("goes on"))
    assert vault.verify().sound
    rolled_back.close()
    again = rolled_back.open()
    assert again.standing().state == "descends"
    with pytest.raises(Usage):
        again.accept_rollback(author="hand", now=rolled_back.now)


def test_a_reader_cannot_accept_it(rolled_back):
    vault = rolled_back.open(read_only=True)
    assert vault.standing().state == "rolled-back"
    with pytest.raises(WriteFailed, match="reading only"):
        vault.accept_rollback(author="hand", now=rolled_back.now)


@pytest.mark.checks("F60", "E57")
def test_a_restored_backup_is_no_rollback_and_neither_vault_takes_the_others_head(bench):
    vault = bench.open()
    vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)
    bench.act(vault, CASE, e.NoteAdded("after the backup"))
    bench.close()
    restored = str(bench.folder / "restored.embargo")
    bench.custody.restore(str(bench.folder / "backup"), restored)
    for expected in ("first", "descends"):
        vault = bench.open(restored)
        assert vault.standing().state == expected
        bench.act(vault, CASE, e.NoteAdded("in the restored one"))
        bench.close()
    assert bench.open().standing().state == "descends"
    assert bench.open(restored).verify().sound


def test_a_locked_keyring_stops_nothing_and_is_said(bench, heads):
    heads.locked = True
    vault = bench.open()
    assert vault.standing().state == "unavailable"
    assert "could not be told" in standing_sentence(vault.standing())
    bench.act(vault, CASE, e.NoteAdded("goes on"))
    found = vault.verify()
    assert found.sound
    assert any("does not answer" in left for left in what_is_proved(found).not_proved)
    heads.locked = False
    assert vault.verify().standing.state == "descends"


def test_nothing_is_kept_of_a_vault_without_a_slot_there(bench, heads):
    bench.slots.in_keyring = False
    heads.kept.clear()
    vault = bench.open()
    bench.act(vault, CASE, e.NoteAdded("x"))
    assert vault.standing().state == "not-kept"
    bench.close()
    assert heads.kept == {}


def test_the_head_is_kept_when_locking_and_seldom_in_between(bench, heads, monkeypatch):
    seconds = [0.0]
    monkeypatch.setattr(HeadWatch.__init__, "__defaults__", (lambda: seconds[0],))
    vault = bench.open()
    begun = heads.writes
    for _ in range(5):
        bench.act(vault, CASE, e.NoteAdded("x"))
    assert heads.writes == begun
    seconds[0] += head_watch.EVERY_S
    seen = bench.act(vault, CASE, e.NoteAdded("x"))[-1]
    vault._watch._keeping.join()
    assert (seen.sequence, seen.id) in heads.recall(vault.vault_id()).values()
    last = bench.act(vault, CASE, e.NoteAdded("x"))[-1]
    vault_id = vault.vault_id()
    bench.close()
    assert heads.recall(vault_id)[last.writer] == (last.sequence, last.id)
    assert heads.writes <= begun + 3


def test_a_keyring_that_hangs_holds_up_no_act(bench, heads, monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(heads, "keep", lambda *_: released.wait(60))
    monkeypatch.setattr(head_watch, "_LAST_S", 0.05)
    vault = bench.open()
    bench.act(vault, CASE, e.NoteAdded("x"))
    bench.close()
    released.set()
    assert len(bench.open().history(CASE)) == 2


@pytest.mark.checks("F60")
def test_another_older_database_of_the_same_vault_in_its_place_is_noticed(bench, tmp_path: Path):
    older = bench.database.read_bytes()
    bench.open().backup(str(tmp_path / "backup"), author="hand", now=bench.now)
    bench.close()
    restored = tmp_path / "restored.embargo"
    bench.custody.restore(str(tmp_path / "backup"), str(restored))
    bench.act(bench.open(str(restored)), CASE, e.NoteAdded("x"))
    bench.close()
    (restored / "vault.db").write_bytes(older)
    assert bench.open(str(restored)).standing().state == "rolled-back"
