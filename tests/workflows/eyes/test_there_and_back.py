"""Four eyes between two machines: asked by one file, answered by another."""

import dataclasses
import subprocess

import pytest

from desktop.domain import events as e
from desktop.domain.approving.statement import read_statement
from desktop.domain.digest import sha256
from desktop.domain.failures import (
    NoKey,
    RefusedByPolicy,
)
from desktop.workflows.approving.answer_request import open_request
from desktop.workflows.approving.ask_elsewhere import ask_elsewhere
from desktop.workflows.ports import Silent
from desktop.workflows.publication.approve_advisory import approve_advisory
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from desktop.workflows.team.sign_in import desk_for, work_as
from tests.workflows.desks import CASE, TEXT, later
from tests.workflows.eyes.conftest import GRACE, RITA, take


@pytest.mark.checks("F64")
def test_an_answer_from_another_machine_lets_the_advisory_out_later(author, answered, out, us, figure):
    with pytest.raises(RefusedByPolicy, match="nobody approved"):
        publish_advisory(author, CASE, out / "a", sign_with=us.key.fingerprint, progress=Silent())
    view = take(author, answered)
    assert view.lacks == ""
    approval = view.approvals[-1]
    assert (approval.by, bool(approval.signature)) == (RITA, True)
    tomorrow = later(author, days=1)
    assert preview_advisory(tomorrow, CASE).refusals == ()
    assert publish_advisory(tomorrow, CASE, out / "a", sign_with=us.key.fingerprint, progress=Silent()).files
    figure("F64", "approved on another machine by a signed answer, without the vault: released the next day")


@pytest.mark.checks("F64")
def test_an_auditor_verifies_the_kept_signature_with_gpg_alone(author, answered, rita, tmp_path):
    take(author, answered)
    event = next(r.event for r in author.vault.history(CASE) if isinstance(r.event, e.AdvisoryApproved))
    (tmp_path / "statement").write_text(event.statement)
    (tmp_path / "statement.asc").write_text(event.signature)
    key = author.vault.blob(event.key_sha256)
    home = tmp_path / "g"
    home.mkdir(mode=0o700)
    gpg = ["gpg", "--homedir", str(home), "--batch", "--status-fd", "1"]
    subprocess.run([*gpg, "--import"], input=key, check=True, capture_output=True)
    command = [*gpg, "--verify", str(tmp_path / "statement.asc"), str(tmp_path / "statement")]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=True)
    assert f"VALIDSIG {rita.key.fingerprint}" in told
    for document in event.documents:
        assert f"document: {document.format} {document.sha256}\n" in event.statement
    assert CASE not in event.statement


def test_a_request_is_read_by_its_receiver_alone_and_names_nothing_outside(asked, us, author, elsewhere):
    with pytest.raises(NoKey):
        open_request(author.tools, asked, progress=Silent())
    content = asked.read_bytes()
    assert content.startswith(b"-----BEGIN PGP MESSAGE-----")
    assert asked.stat().st_mode & 0o777 == 0o600
    opened = open_request(elsewhere, asked, progress=Silent())
    assert opened.request.case_id == CASE
    assert TEXT.summary in opened.shown.content.decode()
    assert {d.format for d in opened.request.documents} >= {"csaf", "markdown"}


def test_what_is_asked_stands_in_the_journal_before_the_file_does(author, rita, out):
    path = out / "approval-00000000.request"
    sent = ask_elsewhere(author, CASE, path, key=rita.public, progress=Silent())
    event = author.vault.history(CASE)[-1].event
    assert isinstance(event, e.ApprovalRequested)
    assert (event.nonce, event.to, event.sha256) == (sent.nonce, (rita.key.fingerprint,), sent.sha256)
    assert sha256(path.read_bytes()) == event.sha256


def test_an_approval_in_the_vault_is_signed_where_a_key_is_enrolled(author, us, rita):
    both = desk_for(author.vault, dataclasses.replace(author.tools, openpgp=rita.gpg), GRACE)
    reviewer = work_as(both, RITA, progress=Silent(), lasting=False)
    view = approve_advisory(reviewer, CASE)
    assert view.lacks == ""
    assert {*read_statement(view.approvals[-1].statement).documents} == {*view.approvals[-1].documents}
    assert view.approvals[-1].fingerprint == rita.key.fingerprint
