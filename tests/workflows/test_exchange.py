"""A bundle on its way: written down before it appears, opened by nobody else, refused when it was touched."""

import runpy
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Draft
from desktop.domain.failures import (
    BundleRefused,
    Failure,
    KeyMissing,
    NoSuchCase,
    RefusedByPolicy,
    SignatureRefused,
    Usage,
    WriteFailed,
)
from desktop.files.local import LocalFiles
from desktop.files.policies import PolicyShelf
from desktop.formats.exchange.sealed import END, messages
from desktop.formats.shipped import shipped_path
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.openpgp.gpg import Gpg
from desktop.vault.checkpoint import holds
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from desktop.workflows.exchange.peers import peer_by_fingerprint, peer_by_key
from desktop.workflows.exchange.receive_bundle import open_bundle, receive_bundle
from desktop.workflows.exchange.send_bundle import proposed_name, send_bundle
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.journal.check_journal import check_file
from desktop.workflows.journal.export_journal import export_journal
from desktop.workflows.ports import Desk, Silent, Tools
from desktop.workflows.publication.approve_advisory import approve_advisory, view_approval
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.guarded_vault import guarded
from desktop.workflows.team.people_of_the_vault import enrol
from tests.people import Person, someone
from tests.ui.conftest import NOW


@pytest.fixture(scope="module")
def colleague() -> Iterator[Person]:
    with someone("Ben Second", "ben@example.org") as person:
        yield person


@pytest.fixture
def seats(intake: Person, colleague: Person, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two handlers with vaults and keys of their own; neither has the other's key."""
    digits, files = iter(range(10_000)), LocalFiles()
    slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    custody = LocalCustody(SqlVaultStore(files, lambda: NOW), slots, Patience(files, lambda: NOW))
    with ExitStack() as open_now:
        found = []
        for name, person in (("Ann", intake), ("Ben", colleague)):
            vault, _ = custody.create(str(tmp_path / name), passphrase="correct horse battery", now=NOW)
            open_now.enter_context(closing(vault))
            tools = Tools(
                openpgp=open_now.enter_context(closing(Gpg(person.home))),
                parser=None,  # type: ignore[arg-type]  # nothing is parsed
                files=files,
                policies=PolicyShelf(),
                now=lambda: NOW,
                random_digits=lambda count, below: [next(digits) % below for _ in range(count)],
            )
            seat = Desk(vault, tools, name)
            choose_intake_key(seat, person.fingerprint)
            found.append(seat)
        yield found[0], found[1]


@pytest.fixture
def case_id(seats) -> str:
    report = TypedReport(
        policy_id="aumos", channel="phone", title="Hole", text="It runs code.", arrived_at=NOW,
        reporter_name="Ada", reporter_address="ada@example.org",
    )  # fmt: skip
    return enter_case(seats[0], report)


def sent_of(desk: Desk) -> list[e.BundleSent]:
    return [r.event for r in desk.vault.vault_history() if isinstance(r.event, e.BundleSent)]


class Lost:
    """Files whose disk fails when the file is to get its name."""

    def __init__(self, files: LocalFiles) -> None:
        self._files = files

    def __getattr__(self, name: str):
        return getattr(self._files, name)

    def write_pieces(self, _path, pieces, announce):
        for _piece in pieces:
            pass
        announce("0" * 64)
        raise WriteFailed("The disk is gone.")


def test_what_leaves_is_written_down_first_and_nothing_leaves_unwritten(seats, case_id, colleague, tmp_path):
    ann, _ = seats
    peer, path = peer_by_key(ann, colleague.public), tmp_path / proposed_name(ann)
    lost = Desk(ann.vault, replace(ann.tools, files=Lost(LocalFiles())), "Ann")
    with pytest.raises(WriteFailed):
        send_bundle(lost, case_id, peer, path, progress=Silent())
    assert len(sent_of(ann)) == 1  # the journal says more than happened, never less

    class Full:
        def __getattr__(self, name: str):
            return getattr(ann.vault, name)

        def append(self, *_, **__):
            raise WriteFailed("The disk is full.")

    with pytest.raises(WriteFailed):
        send_bundle(Desk(Full(), ann.tools, "Ann"), case_id, peer, path, progress=Silent())
    assert not [p for p in tmp_path.iterdir() if p.is_file()]
    done = send_bundle(ann, case_id, peer, path, progress=Silent())
    assert sent_of(ann)[-1].sha256 == done.sha256


def test_a_bundle_that_was_touched_or_passed_on_leaves_the_vault_as_it_was(
    seats, case_id, intake, colleague, tmp_path
):
    ann, ben = seats
    path = tmp_path / "one.bundle"
    send_bundle(ann, case_id, peer_by_key(ann, colleague.public), path, progress=Silent())
    whole = path.read_bytes()
    parts = list(messages([whole]))
    before = (tmp_path / "Ben" / "vault.db").read_bytes()

    def received(content: bytes, *, by: Desk = ben) -> None:
        path.write_bytes(content)
        opened = open_bundle(by, path, key=intake.public, progress=Silent())
        receive_bundle(by, opened, confirmed=intake.fingerprint, progress=Silent())

    flipped = bytearray(whole)
    flipped[len(parts[0]) + 200] ^= 1
    lies = [
        whole[:-40],
        whole[: len(parts[0])],
        whole + parts[1],
        bytes(flipped),
        b"",
        END,
        parts[1] + parts[0],
    ]
    for lie in lies:
        with pytest.raises(Failure):
            received(lie)
    with pytest.raises(SignatureRefused, match="not signed"):  # anybody can encrypt to Ben
        received(colleague.encrypt(b"anything", colleague, signed=False))
    manifest = ben.tools.openpgp.open(parts[0], known_keys=[intake.public], progress=Silent())
    assert manifest.signature.verdict == "good"
    signed = intake.encrypt(manifest.plaintext, intake)  # what was for Ben, as if it were for Ann
    with pytest.raises(BundleRefused, match="somebody else"):
        received(signed, by=ann)
    with pytest.raises(NoSuchCase):
        ben.vault.history(case_id)
    assert (tmp_path / "Ben" / "vault.db").read_bytes() == before
    received(whole)
    assert ben.vault.history(case_id) == ann.vault.history(case_id)
    assert peer_by_fingerprint(ben, intake.fingerprint).key.fingerprint == intake.fingerprint


@pytest.mark.clause("MUS-7.2d")
def test_the_journal_of_a_vault_that_took_in_a_case_is_checked_with_both_chains(
    seats, case_id, intake, colleague, tmp_path
):
    ann, ben = seats
    bundle, journal = tmp_path / "one.bundle", tmp_path / "journal.jsonl"
    send_bundle(ann, case_id, peer_by_key(ann, colleague.public), bundle, progress=Silent())
    opened = open_bundle(ben, bundle, key=intake.public, progress=Silent())
    receive_bundle(ben, opened, confirmed=intake.fingerprint, progress=Silent())
    export_journal(ben, journal, progress=Silent())
    tools = replace(ben.tools, signed=holds)
    stranger = runpy.run_path(str(shipped_path("verifier", "verify_journal")))
    assert stranger["check"](journal.read_bytes()) == []
    found = check_file(tools, journal)
    assert found.holds, found.findings
    assert {head.vault_id for head in found.heads} == {ann.vault.vault_id(), ben.vault.vault_id()}
    assert found.entries == ben.vault.verify().events
    journal.write_bytes(journal.read_bytes().replace(b"report.received", b"report.confirmed"))
    assert stranger["check"](journal.read_bytes()) != []
    assert not check_file(tools, journal).holds


def test_what_was_purged_here_does_not_come_back(seats, case_id, intake, colleague, tmp_path):
    ann, ben = seats
    path = tmp_path / "one.bundle"
    send_bundle(ann, case_id, peer_by_key(ann, colleague.public), path, progress=Silent())
    opened = open_bundle(ben, path, key=intake.public, progress=Silent())
    receive_bundle(ben, opened, confirmed=intake.fingerprint, progress=Silent())
    database = ben.vault._database
    message = ben.vault.history(case_id)[0].event.report_sha256
    with database.transaction():
        database.run("UPDATE payload SET payload = NULL WHERE case_id = ?", case_id)
        database.run("DELETE FROM blob_chunk WHERE sha256 = ?", message)
        database.run("DELETE FROM blob WHERE sha256 = ?", message)
    again = open_bundle(ben, path, progress=Silent())
    assert receive_bundle(ben, again, progress=Silent()).nothing_new
    assert database.value("SELECT 1 FROM blob WHERE sha256 = ?", message) is None


def test_a_name_or_a_key_that_cannot_serve_is_told_at_once(seats, case_id, colleague, tmp_path):
    ann, _ = seats
    peer = peer_by_key(ann, colleague.public)
    with pytest.raises(Usage):
        send_bundle(ann, case_id, peer, tmp_path / "one.asc", progress=Silent())
    with pytest.raises(RefusedByPolicy, match="name of the file"):
        send_bundle(ann, case_id, peer, tmp_path / f"{case_id}.bundle", progress=Silent())
    with pytest.raises(KeyMissing):
        peer_by_fingerprint(ann, "F" * 40)
    assert sent_of(ann) == []


def test_an_auditor_neither_sends_nor_receives_cases(seats, case_id):
    ann, _ = seats
    roles = (e.HandlerEnrolled("Ann"), e.RoleGiven("Ann", "owner"), e.HandlerEnrolled("Olga"))
    drafts = [Draft(event, NOW) for event in (*roles, e.RoleGiven("Olga", "auditor"))]
    ann.vault.append(None, drafts, author="Ann", now=NOW)
    olga = Desk(guarded(ann.vault, "Olga"), ann.tools, "Olga")
    with pytest.raises(RefusedByPolicy):
        olga.vault.case_to_send(case_id)
    with pytest.raises(RefusedByPolicy):
        olga.vault.blob_range("0" * 64, 0, 1)
    with pytest.raises(RefusedByPolicy):
        olga.vault.take_in(None, [], sender="", key=b"", author="Olga", now=NOW)


@pytest.mark.checks("F64")
@pytest.mark.parametrize("signs", [True, False])
def test_an_approval_of_another_vault_counts_here_only_by_its_signature(
    seats, case_id, intake, colleague, tmp_path, signs
):
    """Ann wrote it; Ben approves in his own vault, and sends the case back."""
    ann, ben = seats
    text = AdvisoryText("Loader runs code", "A crafted file runs code.")
    product = e.AffectedListed(vendor="Aumos", product="Widget", affected=("<1.4",))
    drafts = [Draft(act, NOW) for act in (product, e.AdvisoryDrafted(text))]
    ann.vault.append(case_id, drafts, author="Ann", now=NOW)
    enrol(ann, "Ann")
    enrol(ann, "Ben", fingerprint=colleague.fingerprint)
    enrol(ben, "Ben", fingerprint=colleague.fingerprint if signs else "")
    decide_four_eyes(ann, asked=True)
    there, back = tmp_path / "there.bundle", tmp_path / "back.bundle"
    send_bundle(ann, case_id, peer_by_key(ann, colleague.public), there, progress=Silent())
    opened = open_bundle(ben, there, key=intake.public, progress=Silent())
    receive_bundle(ben, opened, confirmed=intake.fingerprint, progress=Silent())
    approve_advisory(ben, case_id)
    send_bundle(ben, case_id, peer_by_key(ben, intake.public), back, progress=Silent())
    opened = open_bundle(ann, back, progress=Silent())
    receive_bundle(ann, opened, confirmed=colleague.fingerprint, progress=Silent())
    view = view_approval(ann, case_id)
    assert [approval.by for approval in view.approvals] == ["Ben"]
    assert view.lacks == "" if signs else "came from another vault and is not signed" in view.lacks
    if signs:
        tell = [Draft(e.RoleWithdrawn("Ben", "handler"), NOW)]
        ann.vault.append(None, tell, author="Ann", now=NOW)
        assert "not enrolled here for anybody who may approve" in view_approval(ann, case_id).lacks
