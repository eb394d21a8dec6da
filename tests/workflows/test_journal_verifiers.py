"""F59: an exported journal is checked by `verify --journal` and by a program that is no part of Embargo."""

import base64
import dataclasses
import hashlib
import importlib.util
import json
import random
import subprocess
import sys
from collections import Counter
from importlib.machinery import SourceFileLoader

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.approving.told import approval_in
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import GpgRefused, InvalidDocument, RefusedByPolicy, WriteFailed
from desktop.domain.journal import Opened, key_fingerprint
from desktop.domain.leaving.gate import GateRefusal, clear_journal, clear_verifier
from desktop.domain.leaving.journals import JournalCandidate
from desktop.domain.report import SignatureCheck, Signer
from desktop.formats.journal_file import read_journal
from desktop.formats.shipped import shipped, shipped_path
from desktop.vault.checkpoint import holds
from desktop.workflows.journal import export_journal as exporting
from desktop.workflows.journal.check_journal import check_file
from desktop.workflows.journal.export_journal import VERIFIER_NAME, export_journal
from desktop.workflows.journal.what_a_file_proves import what_a_file_proves
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.approve_advisory import approve_advisory
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import desk_for, work_as
from tests.workflows.conftest import quick_vault
from tests.workflows.desks import CASE, NOW, desk_on, ready_to_publish, receive, tell
from tests.workflows.tampering import TAMPERINGS, put_together, sign_again, taken_apart

GRACE, RITA, AUDRA = "Grace Handler", "Rita Reviewer", "Audra Auditor"


@pytest.fixture(scope="module")
def office(us, tmp_path_factory):
    """A real vault with a whole case and three approvals, one of them by name alone."""
    vault = quick_vault(tmp_path_factory.mktemp("verifiers") / "team.embargo")
    plain = desk_on(vault, us.gpg)
    desk = desk_for(vault, dataclasses.replace(plain.tools, signed=holds), GRACE)
    receive(desk)
    ready_to_publish(desk)
    enrol(desk, GRACE)
    enrol(desk, RITA, role="reviewer")
    enrol(desk, AUDRA, role="auditor")
    approve_advisory(work_as(desk, RITA, progress=Silent(), lasting=False), CASE)
    enrol(desk, RITA, fingerprint=us.key.fingerprint)
    for text in ("first", "second"):
        approve_advisory(work_as(desk, RITA, progress=Silent(), lasting=False), CASE)
        tell(desk, e.NoteAdded(text))
    yield desk
    vault.close()


@pytest.fixture(scope="module")
def exported(office, tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("out") / "journal.jsonl"
    auditor = work_as(office, AUDRA, progress=Silent(), lasting=False)
    export_journal(auditor, path, with_verifier=True, progress=Silent())
    assert (path.parent / VERIFIER_NAME).read_bytes() == shipped("verifier", "verify_journal")
    return path.read_bytes()


@pytest.fixture(scope="module")
def stranger():
    """The program as a module; it imports nothing of ours."""
    loader = SourceFileLoader("verifier", str(shipped_path("verifier", "verify_journal")))
    spec = importlib.util.spec_from_loader("verifier", loader)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fingerprint_of(content: bytes) -> str:
    return key_fingerprint(taken_apart(content)[0]["proof"]["public_key"])


def checked(desk: Desk, content: bytes, folder, **known):
    path = folder / "found.jsonl"
    path.write_bytes(content)
    return check_file(desk.tools, path, **known)


def noticed(desk: Desk, content: bytes, folder, key: str) -> bool:
    try:
        return not checked(desk, content, folder, key=key).holds
    except InvalidDocument:
        return True


def noticed_by_stranger(stranger, content: bytes, key: str) -> bool:
    try:
        return bool(stranger.check(content, key))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return True


@pytest.mark.checks("F59")
@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.soak)])
def test_every_tampering_is_noticed_by_both_verifiers(office, exported, stranger, tmp_path, count, figure):
    key, chance = fingerprint_of(exported), random.Random(59)
    assert not noticed(office, exported, tmp_path, key)
    assert not noticed_by_stranger(stranger, exported, key)
    found, done, tried = Counter(), 0, list(TAMPERINGS)
    while done < count:
        name = tried[done % len(tried)]
        told, lines = taken_apart(exported)
        TAMPERINGS[name](chance, told, lines)
        changed = put_together(told, lines)
        if lines == taken_apart(exported)[1] and told == taken_apart(exported)[0]:
            continue  # a move to the same place is none
        done += 1
        found["embargo"] += noticed(office, changed, tmp_path, key)
        found["stranger"] += noticed_by_stranger(stranger, changed, key)
        assert found == {"embargo": done, "stranger": done}, name
    figure("F59", f"exported journals: {found['embargo']} of {count} tamperings noticed by verify --journal")
    figure("F59", f"exported journals: {found['stranger']} of {count} noticed by the stand-alone program")


def test_a_name_that_nobody_knows_is_noticed_by_both(office, exported, stranger, tmp_path):
    """A name that was changed would take what stands under it out of sight."""
    changed = exported.replace(b'"approvals"', b'"appro als"')
    assert changed != exported
    assert noticed(office, changed, tmp_path, fingerprint_of(exported))
    assert noticed_by_stranger(stranger, changed, fingerprint_of(exported))


def test_a_journal_that_is_written_anew_with_another_key_is_told_by_the_named_key_alone(
    office, exported, stranger, tmp_path
):
    told, lines = taken_apart(exported)
    TAMPERINGS["replaced key"](random.Random(1), told, lines)
    forged = put_together(told, lines)
    assert checked(office, forged, tmp_path).holds
    assert stranger.check(forged) == []
    assert noticed(office, forged, tmp_path, fingerprint_of(exported))
    assert noticed_by_stranger(stranger, forged, fingerprint_of(exported))


@pytest.mark.checks("F60")
def test_a_key_or_a_head_that_was_told_by_another_way_is_compared(office, exported, stranger, tmp_path):
    key, (_, lines) = fingerprint_of(exported), taken_apart(exported)
    head, base64_key = hashlib.sha256(lines[3]).hexdigest(), taken_apart(exported)[0]["proof"]["public_key"]
    for known in ({"key": key}, {"key": base64_key}, {"key": key.upper()}, {"against": (head,)}):
        found = checked(office, exported, tmp_path, **known)
        assert found.holds
        assert (found.pinned, found.compared) == ("key" in known, ((head, 4),) if "against" in known else ())
    for known in ({"key": "0" * 64}, {"key": "nonsense"}, {"against": ("0" * 64,)}):
        assert not checked(office, exported, tmp_path, **known).holds
    assert stranger.check(exported, base64_key, [head]) == []
    assert stranger.check(exported, "0" * 64) != []
    assert stranger.check(exported, "", ["0" * 64]) != []


@pytest.mark.checks("F60")
def test_an_older_export_holds_alone_and_not_against_a_newer_head(office, exported, stranger, tmp_path):
    tell(office, e.NoteAdded("later"))
    path = tmp_path / "newer.jsonl"
    export_journal(office, path, progress=Silent())
    newer = taken_apart(path.read_bytes())[0]["proof"]["heads"][0]["head"]
    assert checked(office, exported, tmp_path).holds
    assert not checked(office, exported, tmp_path, against=(newer,)).holds
    assert stranger.check(exported, "", [newer]) != []


@pytest.mark.checks("F64")
def test_an_auditor_sees_who_approved_which_digests_by_which_key_and_when(office, exported, us, tmp_path):
    by_name, first, second = checked(office, exported, tmp_path).approvals
    assert (by_name.by, by_name.fingerprint, by_name.signature) == (RITA, "", "none: approved by name")
    for told in (first, second):
        assert (told.by, told.fingerprint, told.at) == (RITA, us.key.fingerprint, NOW)
        assert told.signature == "good"
        assert {document.format for document in told.documents} >= {"csaf", "markdown"}
    for word in (CASE, "Hole in loader", "ada@", "first", "second"):
        assert word.encode() not in exported


def test_a_key_that_is_not_at_hand_leaves_a_signature_unchecked(office, exported, reporter, tmp_path):
    other = dataclasses.replace(office, tools=dataclasses.replace(office.tools, openpgp=reporter.gpg))
    found = checked(other, exported, tmp_path)
    assert found.holds
    assert found.approvals[-1].signature == "not checked: the key is not in this GnuPG home"


@pytest.mark.parametrize(
    "what", ["other documents", "another signature", "another key", "gpg fails", "expired"]
)
def test_the_words_of_a_signature_say_what_came_of_it(office, exported, us, tmp_path, monkeypatch, what):
    """An approval is recorded wrongly, and the journal is whole all the same."""
    event = approval_in(read_journal(exported).preamble.approvals[-1])
    if what == "other documents":
        event = msgspec.structs.replace(event, documents=event.documents[:1])
    elif what == "another signature":
        other = us.gpg.sign(b"else", us.key.fingerprint, progress=Silent()).decode()
        event = msgspec.structs.replace(event, signature=other)
    elif what == "another key":
        event = msgspec.structs.replace(event, fingerprint="A" * 40)
    office.vault.inner.append(CASE, [Draft(event, NOW)], author=RITA, now=NOW)
    path = tmp_path / "journal.jsonl"
    export_journal(office, path, progress=Silent())
    if what == "gpg fails":
        monkeypatch.setattr(type(us.gpg), "verify", _refusing)
    if what == "expired":
        monkeypatch.setattr(type(us.gpg), "verify", _expired)
    found = check_file(office.tools, path)
    words = found.approvals[-1].signature
    if what == "gpg fails":
        assert words == "not checked: gpg could not"
    elif what == "expired":
        assert words == "in doubt: The signing key has expired."
        assert found.approvals[-1].sequence not in [finding.sequence for finding in found.findings]
    else:
        assert words.startswith("not good: ")
        assert not found.holds


def _expired(*_: object, **__: object) -> SignatureCheck:
    spoilt = Signer("A" * 40, (), "expired-key", "The signing key has expired.")
    return SignatureCheck("not-good", (spoilt,))


def _refusing(*_: object, **__: object) -> None:
    raise GpgRefused("No answer.")


def test_what_is_not_proved_is_said(office, exported, tmp_path):
    plain = what_a_file_proves(checked(office, exported, tmp_path))
    assert any("the vault's own" in sentence for sentence in plain.not_proved)
    assert any("cut off" in sentence for sentence in plain.not_proved)
    assert any("3 approvals" in sentence for sentence in plain.proved)
    told, lines = taken_apart(exported)
    head = hashlib.sha256(lines[-1]).hexdigest()
    pinned = checked(office, exported, tmp_path, key=fingerprint_of(exported), against=(head,))
    assert not any("cut off" in sentence for sentence in what_a_file_proves(pinned).not_proved)
    told["approvals"].pop()
    left_out = what_a_file_proves(checked(office, put_together(told, lines), tmp_path))
    assert any("the content of 1 approval:" in sentence for sentence in left_out.not_proved)
    assert what_a_file_proves(checked(office, exported, tmp_path, key="0")).proved == ()


@pytest.mark.parametrize("have", ["cryptography", "nothing"])
def test_the_program_runs_alone_and_says_what_it_left_out(exported, tmp_path, have):
    program, journal = tmp_path / VERIFIER_NAME, tmp_path / "journal.jsonl"
    program.write_bytes(shipped("verifier", "verify_journal"))
    journal.write_bytes(exported)
    if have == "nothing":
        (tmp_path / "cryptography.py").write_text("raise ImportError\n")
    folder = tmp_path / "approvals"
    folder.mkdir()

    def run(*words: str):
        command = [sys.executable, str(program), str(journal), *words]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    done = run("--write-approvals", str(folder))
    assert done.returncode == (0 if have == "cryptography" else 7), done.stdout + done.stderr
    assert ("NOT CHECKED" in done.stdout) == (have == "nothing")
    assert f"approved by '{RITA}'" in done.stdout
    assert len(list(folder.iterdir())) == 4
    journal.write_bytes(exported.replace(b"report.received", b"report.confirmed"))
    assert run().returncode == 5
    journal.write_bytes(b"something else\n")
    assert run().returncode == 6


OBEYED = "\x1b[2Jholds"
"""Clears a terminal, and says what only the program says."""


@pytest.mark.parametrize("where", ["time", "format", "key", "documents"])
def test_nothing_in_a_journal_of_somebody_else_reaches_the_terminal(
    exported, stranger, tmp_path, where, capsys
):
    """Whoever signs with a key of their own can make a journal that holds, of whatever words."""
    told, lines = taken_apart(exported)
    *before, last = lines
    said = {"documents": [{"format": OBEYED if where == "format" else "csaf", "sha256": "0" * 64}]}
    said = {"documents": OBEYED} if where == "documents" else said
    payload = json.dumps(said).encode()
    fields = json.loads(last)
    fields[3], fields[4], fields[8] = "advisory.approved", OBEYED if where == "time" else "", sha256(payload)
    lines = [*before, json.dumps(fields, separators=(",", ":")).encode()]
    approval = {"id": sha256(lines[-1]), "salt": "", "payload": base64.b64encode(payload).decode()}
    told["approvals"] = [approval]
    sign_again(told, lines, everywhere=True)
    if where == "key":
        told["proof"]["public_key"] += OBEYED
        told["proof"]["heads"][0]["public_key"] += OBEYED
    path = tmp_path / "journal.jsonl"
    path.write_bytes(put_together(told, lines))
    code = stranger.main([str(path)])
    out = capsys.readouterr().out
    assert code == {"time": 0, "format": 0, "key": 5, "documents": 6}[where], out
    assert "\x1b" not in out


def test_the_program_is_short(exported):
    text = shipped("verifier", "verify_journal").decode()
    assert len(text.splitlines()) <= 220
    assert "desktop" not in text


def test_nothing_is_overwritten_and_nothing_is_written_half(office, tmp_path):
    (tmp_path / VERIFIER_NAME).write_text("mine")
    with pytest.raises(WriteFailed):
        export_journal(office, tmp_path / "a.jsonl", with_verifier=True, progress=Silent())
    assert [path.name for path in tmp_path.iterdir()] == [VERIFIER_NAME]


@pytest.mark.parametrize(
    "change",
    [
        {"approver": "about MUS-2026-0000000"},
        {"statement": "words of a case\n"},
        {"signature": "words of a case"},
        {"fingerprint": "Ada"},
        {"documents": [{"format": "Ada Finder", "sha256": "0" * 64}]},
        {"documents": [{"format": "csaf", "sha256": "Ada"}]},
        {"more": "words of a case"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_gate_holds_back_an_approval_that_tells_more(exported, change):
    file = read_journal(exported)
    (opened, *_) = file.preamble.approvals
    fine = JournalCandidate(exported, file.headers, "a.jsonl", file.preamble.approvals)
    assert not isinstance(clear_journal(fine), GateRefusal)
    more = json.dumps(json.loads(opened.payload) | change).encode()
    nothing = JournalCandidate(exported, file.headers, "a.jsonl", (Opened(opened.id, b"", opened.salt),))
    assert isinstance(clear_journal(nothing), GateRefusal)
    telling = JournalCandidate(exported, file.headers, "a.jsonl", (Opened(opened.id, more, opened.salt),))
    assert isinstance(clear_journal(telling), GateRefusal)


def test_a_journal_that_the_gate_holds_back_is_not_written(office, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "clear_journal", lambda _c: GateRefusal(("It tells more.",)))
    with pytest.raises(RefusedByPolicy, match="It tells more"):
        export_journal(office, tmp_path / "a.jsonl", with_verifier=True, progress=Silent())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.checks("F59")
@pytest.mark.parametrize("what", ["two heads", "another vault's head", "a head that is not here"])
def test_heads_that_do_not_belong_together_are_noticed_by_both(office, exported, stranger, tmp_path, what):
    told, lines = taken_apart(exported)
    heads = told["proof"]["heads"]
    if what == "two heads":
        heads.append(heads[0])
    elif what == "another vault's head":
        told["proof"]["vault_id"] = "0" * 32
    else:
        fields = json.loads(lines[-1])
        fields[-1] = ["0" * 64]
        lines[-1] = json.dumps(fields, separators=(",", ":")).encode()
        heads[0]["head"] = hashlib.sha256(lines[-1]).hexdigest()
    changed = put_together(told, lines)
    assert not checked(office, changed, tmp_path).holds
    assert stranger.check(changed) != []


def test_the_gate_lets_no_other_program_out():
    text = shipped("verifier", "verify_journal")
    assert not isinstance(clear_verifier(text, VERIFIER_NAME), GateRefusal)
    assert isinstance(clear_verifier(b"rm -r ~", VERIFIER_NAME), GateRefusal)
    assert isinstance(clear_verifier(text + b"# MUS-2026-0000000\n", VERIFIER_NAME), GateRefusal)
