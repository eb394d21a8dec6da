"""What asking for an approval elsewhere needs."""

import re

import pytest

from desktop.domain import events as e
from desktop.domain.failures import (
    KeyMissing,
    RefusedByPolicy,
    Usage,
    WriteFailed,
)
from desktop.domain.fold import fold
from desktop.domain.leaving.eyes import AnswerCandidate, RequestCandidate
from desktop.domain.leaving.gate import GateRefusal, clear_answer, clear_request
from desktop.workflows.approving.answer_request import answer_request, open_request
from desktop.workflows.approving.ask_elsewhere import ask_elsewhere, proposed_name, who_can_be_asked
from desktop.workflows.ports import Desk, Silent
from tests.workflows.desks import CASE
from tests.workflows.eyes.conftest import RITA, tell_vault


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
