"""The journal for an auditor: who sees it, what the exported file tells, and that any change of it shows."""

import dataclasses
import hashlib
import json
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.event import Draft, Opaque
from desktop.domain.failures import InvalidDocument, RefusedByPolicy, WriteFailed
from desktop.domain.journal import Header, seal
from desktop.domain.leaving.gate import GateRefusal, clear_journal
from desktop.domain.leaving.journals import JournalCandidate
from desktop.files.local import LocalFiles
from desktop.formats.journal_file import read_journal
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault.checkpoint import holds
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from desktop.workflows.journal.check_journal import check_file, check_own
from desktop.workflows.journal.export_journal import export_journal
from desktop.workflows.journal_ports import JournalQuery
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import desk_for, work_as
from tests.workflows.desks import CASE, NOW, desk_on, receive, tell

OLGA, HAL, AUDRA = "Olga Owner", "Hal Handler", "Audra Auditor"


@pytest.fixture(scope="module")
def office(us, tmp_path_factory):
    """A real vault with three people, at its owner's desk."""
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    custody = LocalCustody(SqlVaultStore(files, lambda: NOW), slots, Patience(files, lambda: NOW))
    place = tmp_path_factory.mktemp("journal") / "team.embargo"
    vault, _code = custody.create(str(place), passphrase="horse", now=NOW)
    plain = desk_on(vault, us.gpg)
    desk = desk_for(vault, dataclasses.replace(plain.tools, signed=holds), "Grace Handler")
    receive(desk)
    tell(desk, e.HandlerAssigned(OLGA), e.NoteAdded("secret words of the case"))
    desk = work_as(desk, OLGA, progress=Silent())
    enrol(desk, OLGA)
    enrol(desk, HAL)
    enrol(desk, AUDRA, role="auditor")
    yield desk
    vault.close()


@pytest.fixture(scope="module")
def exported(office, tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("out") / "journal.jsonl"
    export_journal(as_person(office, AUDRA), path, progress=Silent())
    return path.read_bytes()


def as_person(desk: Desk, name: str) -> Desk:
    return work_as(desk, name, progress=Silent(), lasting=False)


def checked(desk: Desk, content: bytes, tmp_path: Path):
    path = tmp_path / "found.jsonl"
    path.write_bytes(content)
    return check_file(desk.tools, path)


@pytest.mark.clause("M87-3.3e")
def test_only_owners_and_auditors_are_shown_the_journal(office):
    for name in (OLGA, AUDRA):
        assert as_person(office, name).vault.journal_page(JournalQuery()).total > 0
    for door in ("journal_proof", "journal_page"):
        with pytest.raises(RefusedByPolicy, match="shown to owners and auditors"):
            getattr(as_person(office, HAL).vault, door)(*([JournalQuery()] if door == "journal_page" else []))


@pytest.mark.clause("MUS-7.2d")
def test_every_entry_has_its_time_author_event_and_hashes_and_no_content(office):
    entries = as_person(office, AUDRA).vault.journal_page(JournalQuery(), 0, 1000).entries
    for entry in entries:
        told = entry.told
        assert told.name
        assert told.recorded_at == NOW
        assert len(told.case_hash) == len(told.payload_hash) == len(entry.id) == 64
        assert entry.case_id == ""
        assert entry.id == hashlib.sha256(entry.header).hexdigest()
    names = [entry.told.name for entry in entries]
    assert {"report.received", "note.added", "role.given", "vault.made"} <= {*names}
    assert b"secret" not in b"".join(entry.header for entry in entries)


def test_an_owner_sees_of_which_case_an_entry_is(office):
    of_case = office.vault.journal_page(JournalQuery(CASE)).entries
    assert {entry.case_id for entry in of_case} == {CASE}
    assert [entry.told.name for entry in of_case] == ["report.received", "handler.assigned", "note.added"]


def test_pages_follow_each_other_in_both_orders_and_since_an_instant(office):
    everything = office.vault.journal_page(JournalQuery(), 0, 1000)
    pages = [office.vault.journal_page(JournalQuery(), n, 1).entries for n in range(everything.total)]
    assert tuple(one for page in pages for one in page) == everything.entries
    backwards = office.vault.journal_page(JournalQuery(newest_first=True), 0, 1000).entries
    assert backwards == everything.entries[::-1]
    assert office.vault.journal_page(JournalQuery(since=NOW)).total == everything.total
    assert office.vault.journal_page(JournalQuery(since=NOW + timedelta(seconds=1))).total == 0


@pytest.mark.clause("MUS-7.2d")
def test_a_stranger_checks_the_exported_journal_without_the_vault(office, exported, tmp_path):
    found = checked(office, exported, tmp_path)
    assert found.holds, found.findings
    assert found.entries == exported.count(b"\n") - 1
    first, *lines = exported.splitlines()
    ids = [hashlib.sha256(line).hexdigest() for line in lines]  # all that a stranger needs
    assert [json.loads(line)[9] for line in lines[1:]] == ids[:-1]
    assert json.loads(first)["proof"]["heads"][0]["head"] == ids[-1]


def test_the_exported_journal_names_authors_and_no_case(exported):
    assert OLGA.encode() in exported
    for word in (CASE, "MUS-2026", "secret", "ada@", "Hole in loader", "mushin"):
        assert word.encode() not in exported


def test_a_file_is_never_overwritten(office, tmp_path):
    path = tmp_path / "journal.jsonl"
    export_journal(office, path, progress=Silent())
    with pytest.raises(WriteFailed):
        export_journal(office, path, progress=Silent())


@pytest.mark.checks("F59")
@pytest.mark.parametrize("what", ["drop", "double", "swap", "insert"])
def test_entries_that_are_dropped_doubled_moved_or_put_in_are_noticed(office, exported, tmp_path, what):
    first, *lines = exported.splitlines()
    for at in range(len(lines) - 1):
        changed = list(lines)
        if what == "drop":
            del changed[at]
        elif what == "double":
            changed.insert(at, lines[at])
        elif what == "swap":
            changed[at], changed[at + 1] = changed[at + 1], changed[at]
        else:
            changed.insert(at, lines[-1].replace(b"role.given", b"role.taken"))
        assert not checked(office, b"\n".join([first, *changed, b""]), tmp_path).holds


@pytest.mark.checks("F60")
def test_a_tail_that_is_cut_off_is_noticed_also_where_the_head_is_moved_back(office, exported, tmp_path):
    first, *lines = exported.splitlines()
    told = json.loads(first)
    told["entries"] -= 1
    told["proof"]["heads"][0] |= {"sequence": len(lines) - 1, "head": hashlib.sha256(lines[-2]).hexdigest()}
    found = checked(office, b"\n".join([json.dumps(told).encode(), *lines[:-1], b""]), tmp_path)
    assert [finding.what for finding in found.findings] == ["the head is not signed by the key of its vault"]


@pytest.mark.checks("F59")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_byte_is_changed_it_is_noticed_or_no_journal(office, exported, tmp_path, data):
    """But for the instant of the export, which proves nothing and is signed by nobody."""
    end_of_first = exported.index(b'"entries"')
    at = data.draw(st.integers(end_of_first, len(exported) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != exported[at]))
    changed = exported[:at] + bytes([byte]) + exported[at + 1 :]
    try:
        found = checked(office, changed, tmp_path)
    except InvalidDocument:
        return
    assert not found.holds or msgspec.json.decode(changed.splitlines()[0]) == msgspec.json.decode(
        exported.splitlines()[0]
    )


@given(st.binary(max_size=400))
def test_anything_else_is_called_no_journal(content):
    with pytest.raises(InvalidDocument):
        read_journal(content)


@pytest.mark.parametrize(
    "changes",
    [
        {"author": "about MUS-2026-0000000"},
        {"author": "Olga\u202e"},
        {"name": "Report about Ada"},
        {"case_hash": "MUS-2026-0000000"},
        {"heads": ("words",)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_the_gate_holds_back_a_journal_that_tells_more(changes):
    header = Header(1, "w", 1, "note.added", NOW, NOW, "Olga", "a" * 64, "b" * 64, "0" * 64)
    fine = seal(header)
    assert not isinstance(clear_journal(JournalCandidate(fine, (fine,), "a.jsonl")), GateRefusal)
    more = seal(msgspec.structs.replace(header, **changes))
    assert isinstance(clear_journal(JournalCandidate(more, (more,), "a.jsonl")), GateRefusal)
    longer = fine[:-1] + b',"and more"]'
    assert isinstance(clear_journal(JournalCandidate(longer, (longer,), "a.jsonl")), GateRefusal)


def test_a_check_of_the_own_journal_is_recorded(office):
    auditor = as_person(office, AUDRA)
    found = check_own(auditor, "quarterly")
    assert found.sound
    entry = office.vault.vault_history()[-1]
    assert (entry.author, entry.event) == (AUDRA, e.JournalChecked(found.events, found.head, 0, "quarterly"))


def test_events_that_this_version_does_not_know_are_shown_by_name(office):
    unknown = Opaque(name="unlock.failed", payload=b"{}")
    office.vault.inner.append(None, [Draft(unknown, NOW)], author="", now=NOW)
    (latest,) = office.vault.journal_page(JournalQuery(newest_first=True), 0, 1).entries
    assert latest.told.name == "unlock.failed"
