"""Four eyes between two machines: asked by one file, answered by another, and what makes an answer void."""

import base64
import dataclasses
import json
import re
import subprocess
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.approving.answers import Answer
from desktop.domain.approving.statement import read_statement, write_statement
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import (
    AnswerRefused,
    Failure,
    KeyMissing,
    NoKey,
    RefusedByPolicy,
    SignatureRefused,
    TooLarge,
    Usage,
    WriteFailed,
)
from desktop.domain.fold import fold
from desktop.domain.leaving.eyes import AnswerCandidate, RequestCandidate
from desktop.domain.leaving.gate import GateRefusal, clear_answer, clear_request
from desktop.formats.approvals.answer_file import read_answer, write_answer
from desktop.workflows.approving import answer_request as answering
from desktop.workflows.approving.answer_request import answer_request, open_request
from desktop.workflows.approving.ask_elsewhere import ask_elsewhere, proposed_name, who_can_be_asked
from desktop.workflows.approving.take_answer import take_answer
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.approve_advisory import approve_advisory, view_approval
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import desk_for, work_as
from tests.workflows.conftest import Keyholder
from tests.workflows.desks import CASE, TEXT, later, ready_to_publish, receive, tell

GRACE, RITA = "Grace Handler", "Rita Reviewer"


def counting_digits():
    """Digits that differ from call to call, as a nonce needs them."""
    count = iter(range(1, 1000))

    def digits(number: int, base: int) -> list[int]:
        return [int(c, 36) % base for c in sha256(str(next(count)).encode())[:number]]

    return digits


@pytest.fixture(scope="module")
def rita():
    """The reviewer, on a machine of her own."""
    keyholder = Keyholder(RITA, "rita@mushinai.com")
    yield keyholder
    keyholder.leave()


@pytest.fixture
def author(desk, us, rita) -> Desk:
    """Grace's desk, with a case ready to publish, in a vault of two people that asks for four eyes."""
    desk = dataclasses.replace(desk, tools=dataclasses.replace(desk.tools, random_digits=counting_digits()))
    desk = desk_for(desk.vault, desk.tools, GRACE)
    receive(desk)
    ready_to_publish(desk)
    decide_four_eyes(desk, asked=True, reason="our rule")
    enrol(desk, GRACE, fingerprint=us.key.fingerprint)
    enrol(desk, RITA, role="reviewer", fingerprint=rita.key.fingerprint)
    return desk


@pytest.fixture
def elsewhere(author, rita):
    """The tools of Rita's machine: there is no vault."""
    return dataclasses.replace(author.tools, openpgp=rita.gpg)


@pytest.fixture
def asked(author, rita, out):
    path = out / "approval-00000000.request"
    ask_elsewhere(author, CASE, path, key=rita.public, progress=Silent())
    return path


@pytest.fixture(scope="module")
def given() -> dict[str, bytes]:
    """Answers by what they sign: the same facts and digits make the same statement."""
    return {}


@pytest.fixture
def answered(asked, author, elsewhere, rita, out, given):
    path, nonce = out / "approval-00000000.answer", author.vault.history(CASE)[-1].event.nonce
    if nonce not in given:
        given[nonce] = answer(elsewhere, asked, path, rita.key.fingerprint).read_bytes()
    path.write_bytes(given[nonce])
    return path


def answer(tools, request, path, fingerprint):
    opened = open_request(tools, request, progress=Silent())
    answer_request(tools, opened, path, sign_with=fingerprint, progress=Silent())
    return path


def take(desk: Desk, path, case_id: str = CASE):
    return take_answer(desk, case_id, path, progress=Silent())


def refused_approvals(desk: Desk) -> list[str]:
    events = [r.event for r in (*desk.vault.vault_history(), *desk.vault.history(CASE))]
    found = [x.why for x in events if isinstance(x, e.ReleaseRefused)]
    return found + [x.act for x in events if isinstance(x, e.ActRefused)]


# --- there and back -------------------------------------------------------------------------------------


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


# --- what makes an answer void --------------------------------------------------------------------------


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


def tell_vault(desk: Desk, act) -> None:
    now = desk.tools.now()
    desk.vault.append(None, [Draft(act, now)], author=desk.handler, now=now)


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


# --- hostile files --------------------------------------------------------------------------------------


@pytest.mark.checks("F64")
def test_no_changed_byte_of_an_answer_counts(author, answered, out, figure):
    """Blanks and ends of lines may change on the way by mail, nothing else."""
    content = answered.read_bytes()
    path, counted = out / "changed.answer", 0
    for at in range(0, len(content), 61):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        path.write_bytes(changed)
        with pytest.raises(Failure):
            take(author, path)
        counted += 1
    assert view_approval(author, CASE).approvals == ()
    figure("F64", f"answers with one byte changed: 0 of {counted} counted")


def test_an_answer_survives_mail(author, answered):
    text = answered.read_text().replace("\n", " \r\n")
    answered.write_text("\r\n\r\n" + text + "\r\n\r\n")
    assert take(author, answered).lacks == ""


@pytest.mark.parametrize("cut", [0, 1, 40, 300, -3])
def test_an_answer_that_is_cut_is_refused(author, answered, cut):
    answered.write_bytes(answered.read_bytes()[:cut])
    with pytest.raises(AnswerRefused):
        take(author, answered)


def changed_answer(content: bytes, change) -> bytes:
    lines = content.decode().splitlines()
    body = json.loads(base64.b64decode("".join(lines[3:-1])))
    body = change(body)
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    text = base64.b64encode(raw).decode()
    return "\n".join(
        [lines[0], f"SHA-256: {sha256(raw)}", "", *re.findall(".{1,64}", text), lines[-1], ""]
    ).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body | {"more": 1},
        lambda body: body | {"format": 2},
        lambda body: body | {"statement": body["statement"] + "document: csaf " + "0" * 64 + "\n"},
        lambda body: body | {"statement": "I approve everything.\n"},
        lambda body: body | {"signature": ""},
        lambda body: body | {"key": body["key"].replace("PUBLIC", "PRIVATE")},
        lambda body: json.dumps(body).encode()[:-1] + b',"format":1}',
        lambda _body: b"[" * 5000,
        lambda _body: b"\xff\xfe",
        lambda _body: b"null",
    ],
)
def test_a_hostile_answer_is_refused_with_a_sentence(author, answered, change):
    answered.write_bytes(changed_answer(answered.read_bytes(), change))
    with pytest.raises(AnswerRefused) as refused:
        take(author, answered)
    assert refused.value.message.endswith(".")
    assert refused_approvals(author) == ["advisory.approved"]


def test_a_signature_that_gpg_cannot_read_is_refused(author, answered):
    found = read_answer(answered.read_bytes())
    nonsense = "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n"
    answered.write_bytes(write_answer(msgspec.structs.replace(found, signature=nonsense)))
    with pytest.raises(SignatureRefused):
        take(author, answered)


def test_an_answer_that_the_gate_holds_back_is_not_written(asked, elsewhere, rita, out, monkeypatch):
    opened = open_request(elsewhere, asked, progress=Silent())
    monkeypatch.setattr(answering, "clear_answer", lambda _c: GateRefusal(("It tells more.",)))
    with pytest.raises(RefusedByPolicy, match="It tells more"):
        answer_request(elsewhere, opened, out / "x.answer", sign_with=rita.key.fingerprint, progress=Silent())
    assert not (out / "x.answer").exists()


def test_what_people_read_first_is_shown_first(asked, elsewhere):
    opened = open_request(elsewhere, asked, progress=Silent())
    assert opened.shown.format == "markdown"
    last = opened.request.documents[-1:]
    rest = msgspec.structs.replace(last[0], format="other")
    request = msgspec.structs.replace(opened.request, documents=(rest,))
    assert msgspec.structs.replace(opened, request=request).shown == rest


def test_an_answer_beyond_any_size_is_not_read(author, answered):
    answered.write_bytes(answered.read_bytes() + b"\n" * 2_000_000)
    with pytest.raises(TooLarge):
        take(author, answered)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told | {"more": 1},
        lambda told: told | {"format": 2},
        lambda told: told | {"nonce": "0"},
        lambda told: told | {"documents": []},
        lambda told: told | {"documents": told["documents"][:1] * 2},
        lambda told: told | {"asked_at": "2026-03-02T10:30:15"},
        lambda told: told | {"documents": [told["documents"][0] | {"content": "AAAA"}]},
        lambda told: json.dumps(told).encode()[:-1] + b',"format":1}',
        lambda _told: b"[" * 5000,
        lambda _told: b"",
    ],
)
def test_a_hostile_request_is_refused_with_a_sentence_and_nothing_is_signed(
    asked, elsewhere, rita, change, out
):
    plain = rita.gpg.open(asked.read_bytes(), progress=Silent()).plaintext
    content = change(json.loads(plain))
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    asked.write_bytes(rita.gpg.encrypt(content, [rita.public], progress=Silent()))
    with pytest.raises(AnswerRefused) as refused:
        open_request(elsewhere, asked, progress=Silent())
    assert refused.value.message.endswith(".")


def test_a_changed_request_does_not_open(asked, elsewhere):
    content = bytearray(asked.read_bytes())
    content[len(content) // 2] ^= 1
    asked.write_bytes(content)
    with pytest.raises(Failure):
        open_request(elsewhere, asked, progress=Silent())


# --- what asking needs ----------------------------------------------------------------------------------


def test_asking_needs_somebody_with_a_key(author, out, rita):
    path = out / "approval-00000000.request"
    assert [member.name for member in who_can_be_asked(author, CASE)] == [RITA]
    with pytest.raises(KeyMissing, match="No key of theirs is at hand"):
        ask_elsewhere(author, CASE, path, progress=Silent())
    with pytest.raises(KeyMissing):
        ask_elsewhere(author, CASE, path, to=(rita.key.fingerprint,), progress=Silent())
    tell_vault(author, e.HandlerEnrolled(RITA, ""))
    with pytest.raises(KeyMissing, match="Nobody else"):
        ask_elsewhere(author, CASE, path, progress=Silent())
    assert list(out.iterdir()) == []


def test_a_request_overwrites_nothing_and_tells_nothing_by_its_name(author, rita, out):
    for name, failure in (("a.txt", Usage), (f"{CASE}.request", RefusedByPolicy)):
        with pytest.raises(failure):
            ask_elsewhere(author, CASE, out / name, key=rita.public, progress=Silent())
    assert re.fullmatch(r"approval-[0-9a-f]{8}\.request", proposed_name(author))
    (out / "there.request").write_text("x")
    with pytest.raises(WriteFailed):
        ask_elsewhere(author, CASE, out / "there.request", key=rita.public, progress=Silent())
    assert [path.name for path in out.iterdir()] == ["there.request"]


def test_an_answer_needs_a_key_and_overwrites_nothing(asked, elsewhere, rita, out):
    opened = open_request(elsewhere, asked, progress=Silent())
    with pytest.raises(KeyMissing):
        answer_request(elsewhere, opened, out / "x.answer", sign_with="", progress=Silent())
    with pytest.raises(KeyMissing):
        answer_request(elsewhere, opened, out / "x.answer", sign_with="A" * 40, progress=Silent())
    with pytest.raises(WriteFailed):
        answer_request(elsewhere, opened, asked, sign_with=rita.key.fingerprint, progress=Silent())


def test_the_gate_lets_no_plain_request_and_no_other_answer_out(author, answered):
    case = preview_case(author)
    plain = RequestCandidate(b"the advisory", "approval-00000000.request", ("A" * 40,))
    refused = clear_request(plain, case, ("A" * 40,))
    assert isinstance(refused, GateRefusal)
    assert "encrypted only" in refused.sentence
    nobody = RequestCandidate(plain.content, plain.file_name, ())
    assert "for somebody" in clear_request(nobody, case, ()).sentence
    content = answered.read_bytes()
    assert not isinstance(clear_answer(AnswerCandidate(content, "a.answer")), GateRefusal)
    assert isinstance(clear_answer(AnswerCandidate(content + b"and more", "a.answer")), GateRefusal)


def preview_case(desk: Desk):
    return fold(desk.vault.history(CASE))
