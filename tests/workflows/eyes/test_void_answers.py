"""What makes an answer from another machine void."""

import dataclasses
import subprocess
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.approving.answers import Answer
from desktop.domain.approving.statement import read_statement, write_statement
from desktop.domain.failures import (
    AnswerRefused,
    RefusedByPolicy,
    SignatureRefused,
)
from desktop.formats.approvals.answer_file import read_answer, write_answer
from desktop.workflows.approving.answer_request import answer_request, open_request
from desktop.workflows.approving.ask_elsewhere import ask_elsewhere
from desktop.workflows.ports import Silent
from desktop.workflows.publication.approve_advisory import approve_advisory, view_approval
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import work_as
from tests.workflows.conftest import Keyholder
from tests.workflows.desks import CASE, TEXT, tell
from tests.workflows.eyes.conftest import GRACE, RITA, answer, refused_approvals, take, tell_vault


@pytest.mark.checks("F64")
@pytest.mark.parametrize(
    "change",
    [
        e.AdvisoryDrafted(msgspec.structs.replace(TEXT, summary=TEXT.summary + ".")),
        e.SeveritySet(level="high", rationale="Local", cwe="502"),
    ],
    ids=lambda act: act.kind,
)
def test_any_change_voids_an_answer_before_and_after_it_came(author, answered, change):
    tell(author, change)
    with pytest.raises(AnswerRefused, match="changed since it was sent"):
        take(author, answered)
    assert refused_approvals(author) == ["advisory.approved"]
    assert view_approval(author, CASE).approvals == ()


@pytest.mark.checks("F64")
def test_a_change_after_the_answer_voids_it(author, answered):
    take(author, answered)
    tell(author, e.SeveritySet(level="high", rationale="Local", cwe="502"))
    assert "was changed since Rita Reviewer approved it" in view_approval(author, CASE).lacks


@pytest.mark.checks("F64")
def test_its_author_cannot_answer_and_that_is_journalled(author, us, rita, out, figure):
    path = out / "approval-00000001.request"
    ask_elsewhere(author, CASE, path, key=rita.public, progress=Silent())
    opened = open_request(dataclasses.replace(author.tools, openpgp=rita.gpg), path, progress=Silent())
    own = out / "own.answer"
    answer_request(author.tools, opened, own, sign_with=us.key.fingerprint, progress=Silent())
    with pytest.raises(RefusedByPolicy, match="a key of Grace Handler, who wrote the advisory"):
        take(author, own)
    assert refused_approvals(author) == ["own-approval"]
    figure("F64", "an answer signed by the author's own key: refused and journalled")


@pytest.mark.checks("F64")
def test_two_names_with_one_key_are_one_person(author, us, rita, out):
    enrol(author, "Gracia", role="reviewer", fingerprint=us.key.fingerprint)
    gracia = work_as(author, "Gracia", progress=Silent(), lasting=False)
    with pytest.raises(RefusedByPolicy, match="Grace Handler wrote this advisory"):
        approve_advisory(gracia, CASE)
    assert "Gracia" not in view_approval(author, CASE).others
    enrol(author, GRACE, fingerprint="A" * 40)  # the key that she had is hers all the same
    with pytest.raises(RefusedByPolicy):
        approve_advisory(work_as(author, "Gracia", progress=Silent(), lasting=False), CASE)
    path = out / "approval-00000001.request"
    with pytest.raises(RefusedByPolicy, match="not enrolled for anybody who may approve"):
        ask_elsewhere(author, CASE, path, to=(us.key.fingerprint,), progress=Silent())
    assert not path.exists()


@pytest.mark.checks("F64")
def test_an_answer_counts_once_for_one_case_of_one_vault(author, answered, us, out):
    take(author, answered)
    with pytest.raises(AnswerRefused, match="brought before"):
        take(author, answered)
    tell(author, e.EventUndone(author.vault.history(CASE)[-1].id))
    with pytest.raises(AnswerRefused, match="brought before"):
        take(author, answered)


@pytest.mark.checks("F64")
@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("vault_id", "other", "another vault"),
        ("case_hash", "0" * 64, "another case"),
        ("nonce", "0" * 32, "another case"),
        ("documents", (e.ApprovedDocument("csaf", "0" * 64),), "other documents than were sent"),
    ],
)
def test_a_signed_statement_about_something_else_is_refused(
    author, answered, rita, elsewhere, out, field, value, why
):
    found = read_answer(answered.read_bytes())
    other = msgspec.structs.replace(read_statement(found.statement), **{field: value})
    text = write_statement(other)
    signature = elsewhere.openpgp.sign(text.encode(), rita.key.fingerprint, progress=Silent()).decode()
    path = out / "other.answer"
    path.write_bytes(write_answer(Answer(text, signature, found.key)))
    with pytest.raises(AnswerRefused, match=why):
        take(author, path)
    assert view_approval(author, CASE).approvals == ()


def test_a_question_that_was_taken_back_is_not_answered_any_more(author, answered):
    asked = next(r for r in author.vault.history(CASE) if isinstance(r.event, e.ApprovalRequested))
    tell(author, e.EventUndone(asked.id))
    with pytest.raises(AnswerRefused, match="asked nobody"):
        take(author, answered)


@pytest.mark.checks("F64")
def test_a_stranger_cannot_answer(author, asked, elsewhere, reporter, out):
    opened = open_request(elsewhere, asked, progress=Silent())
    path = out / "stranger.answer"
    stranger = dataclasses.replace(author.tools, openpgp=reporter.gpg)
    answer_request(stranger, opened, path, sign_with=reporter.key.fingerprint, progress=Silent())
    with pytest.raises(AnswerRefused, match="Nobody who may approve"):
        take(author, path)


@pytest.mark.checks("F64")
def test_who_left_or_lost_the_role_cannot_answer(author, answered):
    tell_vault(author, e.RoleWithdrawn(RITA, "reviewer"))
    with pytest.raises(AnswerRefused, match="Nobody who may approve"):
        take(author, answered)


@pytest.mark.checks("F64")
@pytest.mark.parametrize("state", ["revoked", "expired"])
def test_a_key_that_is_revoked_or_expired_is_refused_with_its_reason(author, asked, out, state, us):
    keyholder = Keyholder("Rolf Reviewer", "rolf@mushinai.com")
    try:
        enrol(author, "Rolf Reviewer", role="reviewer", fingerprint=keyholder.key.fingerprint)
        path = out / "approval-00000009.request"
        fingerprint = keyholder.key.fingerprint
        ask_elsewhere(author, CASE, path, to=(fingerprint,), key=keyholder.public, progress=Silent())
        tools = dataclasses.replace(author.tools, openpgp=keyholder.gpg)
        brought = answer(tools, path, out / "rolf.answer", fingerprint)
        spoilt = read_answer(brought.read_bytes())
        key = revoked(keyholder) if state == "revoked" else expired(keyholder)
        brought.write_bytes(write_answer(msgspec.structs.replace(spoilt, key=key.decode())))
        with pytest.raises(SignatureRefused, match=state):
            take(author, brought)
        assert refused_approvals(author) == ["advisory.approved"]
    finally:
        keyholder.leave()


def revoked(keyholder: Keyholder) -> bytes:
    (certificate,) = (keyholder.home / "openpgp-revocs.d").glob("*.rev")
    text = certificate.read_text().replace(":-----BEGIN", "-----BEGIN")
    gpg = ["gpg", "--homedir", str(keyholder.home), "--batch"]
    subprocess.run([*gpg, "--import"], input=text.encode(), check=True, capture_output=True)
    return keyholder.gpg.public_key(keyholder.key.fingerprint)


def expired(keyholder: Keyholder) -> bytes:
    """The key as it will be: set to expire in a second, which is waited for."""
    gpg = [
        "gpg",
        "--homedir",
        str(keyholder.home),
        "--batch",
        "--passphrase",
        "",
        "--pinentry-mode",
        "loopback",
    ]
    fingerprint = keyholder.key.fingerprint
    subprocess.run([*gpg, "--quick-set-expire", fingerprint, "seconds=1"], check=True, capture_output=True)
    deadline = datetime.now(UTC) + timedelta(seconds=30)
    while keyholder.gpg.read_keys(key := keyholder.gpg.public_key(fingerprint))[0].state != "expired":
        assert datetime.now(UTC) < deadline
    return key
