"""Requests and answers from anywhere: a sentence, and nothing is signed or counted."""

import base64
import json
import re

import msgspec
import pytest

from desktop.domain.digest import sha256
from desktop.domain.failures import (
    AnswerRefused,
    Failure,
    RefusedByPolicy,
    SignatureRefused,
    TooLarge,
)
from desktop.domain.leaving.gate import GateRefusal
from desktop.formats.approvals.answer_file import read_answer, write_answer
from desktop.workflows.approving import answer_request as answering
from desktop.workflows.approving.answer_request import answer_request, open_request
from desktop.workflows.ports import Silent
from desktop.workflows.publication.approve_advisory import view_approval
from tests.workflows.desks import CASE
from tests.workflows.eyes.conftest import refused_approvals, take


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
