"""What any vault does, in this process and in one of its own."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.event import Opaque, name_of
from desktop.domain.failures import (
    CaseChanged,
    Failure,
    Locked,
    NoSuchCase,
    RefusedByPolicy,
    Usage,
    VaultDamaged,
    VaultInUse,
    VaultMissing,
    WriteFailed,
)
from desktop.domain.filters import read_filter
from desktop.domain.inert import Untrusted
from desktop.vault.remote import RemoteCustody
from desktop.workflows.vault_ports import CaseQuery

CASE = "TST-2026-0000010"


@pytest.fixture(params=["in this process", "in its own process"])
def bench(request: pytest.FixtureRequest, bench, child_command: list[str]) -> Iterator[object]:
    if request.param == "in this process":
        yield bench
        return
    custody = RemoteCustody(child_command)
    bench.custody = custody
    with closing(custody):
        yield bench
        bench.close()


def test_a_new_vault_holds_its_own_beginnings(bench):
    vault = bench.make()
    kinds = [name_of(recorded.event) for recorded in vault.vault_history()]
    assert kinds == ["vault.made", "slot.added", "slot.added"]
    assert vault.vault_history()[0].event == e.VaultMade(vault.vault_id())
    assert [slot.kind for slot in vault.slots()] == ["passphrase", "recovery"]
    assert vault.verify().sound
    assert vault.cases(CaseQuery()).total == 0


def test_every_kind_of_secret_opens_it(bench):
    bench.make().close()
    with closing(bench.custody.unlock(bench.directory, "recovery", bench.code.lower())) as vault:
        assert vault.verify().sound
    assert [slot.kind for slot in bench.custody.slots(bench.directory)] == ["passphrase", "recovery"]
    for kind, secret in (("passphrase", "wrong"), ("recovery", "wrong"), ("keyring", "")):
        with pytest.raises(Locked):
            bench.custody.unlock(bench.directory, kind, secret)
    bench.open()


@pytest.mark.clause("MUS-7.1c")
def test_what_is_appended_is_read_back(bench):
    vault = bench.make()
    recorded = bench.report(vault, CASE, "Heap overflow \u202e in parser")
    recorded += bench.act(vault, CASE, e.HandlerAssigned("hand"), e.NoteAdded("looked at it"))
    assert vault.history(CASE) == recorded
    bench.close()
    vault = bench.open()
    assert vault.history(CASE) == recorded
    assert [r.sequence for r in recorded] == [4, 5, 6]
    row = vault.cases(CaseQuery()).rows[0]
    assert (row.case_id, row.title.raw, row.handler) == (CASE, "Heap overflow \u202e in parser", "hand")
    assert (row.revision, row.open, row.next_clock, row.next_state) == (3, True, "ack", "running")
    assert vault.verify().sound


def test_an_unknown_event_is_kept_byte_for_byte(bench):
    vault = bench.make()
    bench.report(vault, CASE)
    opaque = Opaque("rating.given", b'{"stars": 5}')
    bench.act(vault, CASE, opaque)
    assert vault.history(CASE)[-1].event == opaque


def test_blobs_are_kept_once_and_checked(bench):
    vault = bench.make()
    large = bytes(range(256)) * 10_000
    for _ in range(2):
        bench.act(vault, CASE, e.NoteAdded("x"), blobs={bench.sha256(large): large, bench.sha256(b""): b""})
    assert vault.blob(bench.sha256(large)) == large
    assert vault.blob(bench.sha256(b"")) == b""
    with pytest.raises(VaultDamaged):
        vault.blob("0" * 64)


def test_a_part_of_a_blob_is_read_by_its_place(bench):
    vault = bench.make()
    large = bytes(range(256)) * 10_000
    name, end = bench.sha256(large), len(large)
    bench.act(vault, CASE, e.NoteAdded("x"), blobs={name: large, bench.sha256(b""): b""})
    for start, count in (
        (0, 1),
        (0, end),
        (1024**2 - 3, 7),
        (1024**2, 1024**2),
        (end - 1, 9),
        (end, 9),
        (7, 0),
    ):
        assert vault.blob_range(name, start, count) == large[start : start + count]
    assert vault.blob_range(bench.sha256(b""), 0, 5) == b""
    with pytest.raises(VaultDamaged):
        vault.blob_range("0" * 64, 0, 5)


def test_a_blob_under_a_foreign_name_is_a_bug(bench):
    vault = bench.make()
    with pytest.raises((ValueError, RuntimeError)):
        bench.act(vault, None, e.HandlerNamed("hand"), blobs={"0" * 64: b"x"})
    assert len(vault.vault_history()) == 3


def test_an_act_on_a_case_that_changed_is_refused_whole(bench):
    vault = bench.make()
    bench.report(vault, CASE)
    bench.act(vault, CASE, e.HandlerAssigned("one"), revision=1)
    with pytest.raises(CaseChanged):
        bench.act(vault, CASE, e.HandlerAssigned("two"), revision=1, blobs={bench.sha256(b"x"): b"x"})
    assert len(vault.history(CASE)) == 2
    assert vault.cases(CaseQuery()).rows[0].handler == "one"
    with pytest.raises(VaultDamaged):
        vault.blob(bench.sha256(b"x"))
    assert vault.verify().sound


def test_an_unknown_case_is_said(bench):
    with pytest.raises(NoSuchCase):
        bench.make().history("TST-2026-ABSENT0")


def test_a_message_and_a_file_find_their_case(bench):
    vault = bench.make()
    bench.report(vault, CASE)
    follow_up = e.FollowUpReceived(
        reporter_address=Untrusted("eve@example.org"),
        grade="claimed",
        title=Untrusted("Re: Overflow"),
        message_id=Untrusted("<second@example.org>"),
        sealed_sha256=bench.sha256(b"second"),
    )
    bench.act(vault, CASE, follow_up, blobs={bench.sha256(b"second"): b"second"})
    assert vault.cases_of_messages(["<none@example.org>", "<second@example.org>"]) == [CASE]
    assert vault.cases_of_messages([f"<{CASE}@example.org>"]) == [CASE]
    assert vault.cases_of_messages(["", "<none@example.org>"]) == []
    assert vault.case_of_file(bench.sha256(b"second")) == CASE
    assert vault.case_of_file("0" * 64) is None


def test_a_filter_and_its_hits_travel(bench):
    vault = bench.make()
    bench.report(vault, CASE, "Heap overflow \u202e in parser")
    bench.act(vault, CASE, e.NoteAdded("Asked the kernel team"))
    for written, text in (("kern is:open", "Asked the kernel team"), ('-"x y" due:<9d', None)):
        (row,) = vault.cases(CaseQuery(wanted=read_filter(written))).rows
        assert (row.found and row.found.text.raw) == text
    assert vault.cases(CaseQuery(wanted=read_filter("-kernel"))).total == 0


def test_due_instants_come_earliest_first_and_go_with_the_case(bench):
    vault = bench.make()
    for number, days in ((1, 3), (2, 0), (3, 1)):
        bench.report(vault, f"TST-2026-00000{number}0", arrived=bench.now - timedelta(days=days))
    due = vault.due()
    assert [(row.case_id[-2:], row.clock) for row in due] == [
        ("10", "ack"),
        ("30", "ack"),
        ("20", "ack"),
        ("10", "fix"),
        ("30", "fix"),
        ("20", "fix"),
    ]
    assert [row.state for row in due[:2]] == ["overdue", "running"]
    assert due[0].clauses == ("TST-1",)
    assert due[0].due == due[0].since + timedelta(days=2)
    assert [row.clock for row in vault.due(offset=1, limit=2)] == ["ack", "ack"]
    bench.act(vault, "TST-2026-0000010", e.AckSent())
    bench.act(vault, "TST-2026-0000030", e.CaseClosed("done"))
    assert [(row.case_id[-2:], row.clock) for row in vault.due()] == [
        ("20", "ack"),
        ("10", "fix"),
        ("20", "fix"),
    ]


def test_drafts_are_kept_and_forgotten(bench):
    vault = bench.make()
    vault.keep_draft("note:1", b"half a sen")
    vault.keep_draft("note:1", b"half a sentence")
    bench.close()
    vault = bench.open()
    assert vault.draft("note:1") == b"half a sentence"
    vault.keep_draft("note:1", b"")
    assert vault.draft("note:1") == b""


@pytest.mark.clause("MUS-7.1c")
def test_slots_are_added_and_removed_in_the_journal(bench):
    vault = bench.make()
    code = vault.add_slot("recovery", "", author="hand", now=bench.now)
    assert vault.add_slot("passphrase", "donkey", author="hand", now=bench.now) == ""
    first, second = vault.slots()[:2]
    for slot in (first, second):
        vault.remove_slot(slot.slot_id, author="hand", now=bench.now)
    with pytest.raises(RefusedByPolicy):
        vault.remove_slot(vault.slots()[0].slot_id, author="hand", now=bench.now)
    kinds = [name_of(r.event) for r in vault.vault_history()]
    assert kinds[3:] == ["slot.added", "slot.added", "slot.removed", "slot.removed"]
    bench.close()
    with pytest.raises(Locked):
        bench.open()
    for kind, secret in (("recovery", code), ("passphrase", "donkey")):
        bench.custody.unlock(bench.directory, kind, secret).close()


@pytest.mark.checks("E53")
def test_a_second_writer_is_refused_and_a_reader_is_not(bench):
    vault = bench.make()
    bench.report(vault, CASE)
    before = bench.database.read_bytes()
    with pytest.raises(VaultInUse):
        bench.open()
    reader = bench.open(read_only=True)
    assert reader.cases(CaseQuery()).total == 1
    assert bench.database.read_bytes() == before
    with pytest.raises(WriteFailed, match="reading only"):
        bench.act(reader, CASE, e.NoteAdded("x"))
    bench.act(vault, CASE, e.NoteAdded("y"))
    assert len(reader.history(CASE)) == 2


@pytest.mark.clause("MUS-4.3a", "TER-2.1a")
def test_a_closed_vault_is_locked(bench):
    vault = bench.make()
    vault.close()
    vault.close()
    with pytest.raises(Locked):
        vault.cases(CaseQuery())
    with pytest.raises(Locked):
        bench.report(vault, CASE)


def test_a_vault_is_made_whole_or_not_at_all(bench):
    with pytest.raises(Usage):
        bench.custody.create(bench.directory, now=bench.now)
    assert list(bench.folder.iterdir()) == []
    bench.make().close()
    before = bench.database.read_bytes()
    with pytest.raises(WriteFailed, match="already there"):
        bench.custody.create(bench.directory, passphrase="other", now=bench.now)
    assert bench.database.read_bytes() == before
    assert [path.name for path in bench.folder.iterdir()] == ["team.embargo"]
    with pytest.raises(WriteFailed):
        bench.custody.create(str(bench.folder / "no" / "such"), passphrase="other", now=bench.now)


def test_what_is_no_vault_is_said(bench):
    with pytest.raises(VaultMissing):
        bench.open()
    with pytest.raises(VaultMissing):
        bench.custody.slots(bench.directory)
    with pytest.raises(VaultMissing):
        bench.custody.restore(str(bench.folder), bench.directory)


@pytest.mark.checks("E57")
@pytest.mark.clause("M87-3.1f", "MUS-5.2c", "TER-2.4d")
def test_a_backup_is_restored_as_a_new_writer(bench):
    vault = bench.make()
    bench.report(vault, CASE)
    receipt = vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)
    bench.act(vault, CASE, e.NoteAdded("after the backup"))
    assert e.BackupDone(receipt.sha256, receipt.head, receipt.events) in [
        r.event for r in vault.vault_history()
    ]
    assert receipt.events == 4
    assert receipt.head == vault.history(CASE)[0].id
    bench.close()
    bench.custody.restore(receipt.path, str(bench.folder / "restored.embargo"))
    restored = bench.open(str(bench.folder / "restored.embargo"))
    latest = restored.vault_history()[-1]
    assert latest.event == e.WriterChanged("restored", receipt.head)
    assert (latest.sequence, latest.writer != restored.history(CASE)[0].writer) == (1, True)
    assert len(restored.history(CASE)) == 1
    assert restored.verify().sound
    assert restored.vault_id() == vault_id_of(bench)


def vault_id_of(bench) -> str:
    with closing(bench.custody.unlock(bench.directory, "passphrase", "horse")) as vault:
        return vault.vault_id()


@pytest.mark.checks("E57")
@pytest.mark.parametrize("spoil", ["database", "slots", "manifest", "missing", "forged"])
def test_a_damaged_backup_is_refused(bench, spoil: str):
    vault = bench.make()
    bench.report(vault, CASE)
    backup = bench.folder / "backup"
    vault.backup(str(backup), author="hand", now=bench.now)
    path = backup / {"database": "vault.db", "slots": "slots.json"}.get(spoil, "manifest.json")
    content = path.read_bytes()
    if spoil == "missing":
        (backup / "vault.db").unlink()
    elif spoil == "forged":
        path.write_bytes(content.replace(b'"events": 4', b'"events": 5'))
    else:
        path.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
    with pytest.raises(VaultDamaged):
        bench.custody.restore(str(backup), str(bench.folder / "restored.embargo"))
    assert sorted(p.name for p in bench.folder.iterdir()) == ["backup", "team.embargo"]


@pytest.mark.clause("MUS-7.1d", "AUM-5d")
def test_no_failure_names_a_path_or_a_secret(bench):
    bench.make().close()
    bench.database.write_bytes(b"")
    for attempt in (
        bench.open,
        lambda: bench.custody.unlock(bench.directory, "passphrase", "canary-secret"),
        lambda: bench.custody.unlock(str(bench.folder / "absent"), "recovery", "canary-secret"),
    ):
        with pytest.raises(Failure) as caught:
            attempt()
        assert str(bench.folder) not in str(caught.value)
        assert "canary" not in str(caught.value)
