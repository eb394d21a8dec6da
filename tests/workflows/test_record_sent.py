"""Letters that went out are known again and recorded once, with the message as the proof."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.failures import NoSuchCase, RefusedByPolicy
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.formats.letters.message_ids import make_message_id
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.correspondence.record_sent import record_sent
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.correspondence.write_letter import draft_letter, seal_letter
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.intake.receive_report import receive_message
from desktop.workflows.ports import Desk, Silent
from tests.workflows.desks import CASE, NOW, REPORTER, later, receive

SENT_AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
"""A day after the report arrived, an hour before it is recorded."""


@pytest.fixture(scope="module")
def parser() -> Iterator[SandboxedParser]:
    parser = SandboxedParser()
    yield parser
    parser.close()


@pytest.fixture
def desk(desk: Desk, parser: SandboxedParser) -> Desk:
    desk = replace(desk, tools=replace(desk.tools, parser=parser))
    receive(desk)
    return desk


def sent(desk: Desk, kind: str = "acknowledgement", *, date: str = "", **headers: str) -> bytes:
    """A letter as a mail program keeps it once it went out; a header given as "" is left out."""
    letter = draft_letter(desk, CASE, kind)  # type: ignore[arg-type]
    letter = msgspec.structs.replace(letter, text="All is well.")
    draft = seal_letter(desk, CASE, letter, form="eml", progress=Silent()).content
    mail = email.message_from_bytes(draft, policy=email.policy.SMTP)
    mail["Date"] = date or f"{SENT_AT:%a, %d %b %Y %H:%M:%S} +0000"
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        if value:
            mail[name.replace("_", "-")] = value
    return mail.as_bytes()


def record(desk: Desk, raw: bytes, kind: str = "acknowledgement", **options) -> Recorded | Refusal:
    return record_sent(desk, CASE, raw, kind, progress=Silent(), **options)  # type: ignore[arg-type]


def test_our_own_draft_is_known_again_and_no_report(desk: Desk) -> None:
    raw = sent(desk, "question")
    received = receive_message(desk, raw, progress=Silent())
    assert received.outcome == "sent-copy"
    assert received.sent is not None
    assert (received.sent.case_id, received.sent.kind, received.sent.certain) == (CASE, "question", True)
    assert len(desk.vault.history(CASE)) == 1  # nothing was written


@pytest.mark.clause("MUS-1d")
def test_the_sent_copy_proves_the_letter_at_the_time_of_its_date(desk: Desk) -> None:
    raw = sent(desk)
    recorded = record(desk, raw)
    assert isinstance(recorded, Recorded)
    name = Untrusted(email.message_from_bytes(raw)["Message-ID"])
    parsed = recorded.event.report_sha256
    assert recorded.event == e.AckSent(
        sha256(raw), "sent message kept", kept=True, message_id=name, report_sha256=parsed
    )
    assert msgspec.json.decode(desk.vault.blob(parsed), type=Report).message_id == name
    assert recorded.occurred_at == SENT_AT
    assert desk.vault.blob(sha256(raw)) == raw
    reading = next(r for r in view_case(desk, CASE).readings if r.clock == "ack")
    assert reading.state == "met"
    assert reading.proof is not None
    assert reading.proof.recorded_later
    assert reading.proof.message_sha256 == sha256(raw)


def test_an_encrypted_copy_is_opened_with_our_own_key(desk: Desk, us, reporter) -> None:
    choose_intake_key(desk, us.key.fingerprint)
    take_key(desk, CASE, reporter.key.fingerprint, reporter.public, "pasted")
    raw = sent(desk)
    assert b"BEGIN PGP MESSAGE" in raw
    found = receive_message(desk, raw, progress=Silent()).sent
    assert found is not None
    assert found.certain
    assert isinstance(record(desk, raw), Recorded)


def test_a_message_is_recorded_once(desk: Desk) -> None:
    raw = sent(desk)
    record(desk, raw)
    with pytest.raises(RefusedByPolicy, match="already"):
        record(desk, raw)
    assert receive_message(desk, raw, progress=Silent()).outcome == "already-there"
    with pytest.raises(RefusedByPolicy, match="of this kind and time"):
        record(desk, b"X-Mozilla-Status: 0001\r\n" + raw)
    assert sum(isinstance(r.event, e.AckSent) for r in desk.vault.history(CASE)) == 1


def test_a_mail_program_s_own_name_for_the_message_leaves_the_kind_to_a_person(desk: Desk) -> None:
    raw = sent(desk, Message_ID="<mua@mushinai.com>")
    found = receive_message(desk, raw, progress=Silent()).sent
    assert found is not None
    assert (found.kind, found.doubts, found.certain) == (None, (), False)
    assert isinstance(record(desk, raw, "status"), Recorded)
    assert view_case(desk, CASE).case.has(e.StatusSent)


def test_a_name_made_from_what_a_backup_tells_leaves_the_kind_to_a_person(desk: Desk) -> None:
    # The id of a case's first event can be the head in a manifest; drafts once bore names made from it.
    told = desk.vault.history(CASE)[0].id
    name = make_message_id(CASE, "acknowledgement", NOW, secret=told, sender="security@mushinai.com")
    raw = sent(desk, Message_ID=f"<{name}>")
    found = receive_message(desk, raw, progress=Silent()).sent
    assert found is not None
    assert (found.case_id, found.kind, found.certain) == (CASE, None, False)
    assert isinstance(record(desk, raw), Recorded)


def test_what_the_reporter_sends_is_never_ours(desk: Desk) -> None:
    raw = sent(desk, From=REPORTER, To="security@mushinai.com", Message_ID="<new@reporter.example>")
    assert receive_message(desk, raw, progress=Silent()).outcome == "followed-up"


def answer(to: str, sender: str = REPORTER) -> bytes:
    """What a person writes back, under a subject of their own."""
    return (
        f"From: {sender}\r\nTo: security@mushinai.com\r\nSubject: Thanks\r\n"
        f"Message-ID: <three@reporter.example>\r\nIn-Reply-To: {to}\r\n\r\nThank you.\r\n"
    ).encode()


def test_an_answer_to_our_draft_joins_its_case_however_that_was_sent(desk: Desk) -> None:
    name = email.message_from_bytes(sent(desk))["Message-ID"]
    received = receive_message(desk, answer(name), progress=Silent())
    assert (received.case_id, received.outcome) == (CASE, "followed-up")


def test_an_answer_to_a_sent_copy_under_another_name_joins_its_case(desk: Desk) -> None:
    record(desk, sent(desk, Message_ID="<mua@mushinai.com>"))
    received = receive_message(desk, answer("<mua@mushinai.com>"), progress=Silent())
    assert (received.case_id, received.outcome) == (CASE, "followed-up")


@pytest.mark.parametrize("sender", [REPORTER, "eve@evil.example"])
def test_a_name_that_is_made_up_or_taken_by_a_stranger_joins_no_case(desk: Desk, sender: str) -> None:
    name = email.message_from_bytes(sent(desk))["Message-ID"]
    made_up = f"<{CASE}.20260302103015.{'0' * 16}@mushinai.com>" if sender == REPORTER else name
    desk = replace(desk, tools=replace(desk.tools, random_digits=lambda count, _below: [1] * count))
    assert receive_message(desk, answer(made_up, sender), progress=Silent()).outcome == "opened"


def test_a_stranger_s_mail_about_a_case_is_a_report(desk: Desk) -> None:
    raw = sent(desk, From="eve@evil.example", To="security@mushinai.com", Message_ID="<x@evil.example>")
    desk = replace(desk, tools=replace(desk.tools, random_digits=lambda count, _below: [1] * count))
    assert receive_message(desk, raw, progress=Silent()).outcome == "opened"


RECEIVED = "from a by mx.mushinai.com; Mon, 02 Mar 2026 09:16:00 +0000"


def test_what_a_stranger_answers_to_all_is_a_report(desk: Desk) -> None:
    headers = {"From": "bob@example.net", "To": "security@mushinai.com", "Cc": REPORTER}
    raw = sent(desk, **headers, Message_ID="<x@example.net>", Received=RECEIVED)
    desk = replace(desk, tools=replace(desk.tools, random_digits=lambda count, _below: [1] * count))
    received = receive_message(desk, raw, progress=Silent())
    assert (received.outcome, received.kept_apart_from) == ("opened", (CASE,))


def test_our_own_draft_that_a_server_brought_back_is_still_ours(desk: Desk) -> None:
    raw = sent(desk, From="grace@home.example", Received=RECEIVED)
    assert receive_message(desk, raw, progress=Silent()).outcome == "sent-copy"


@pytest.mark.parametrize(
    ("headers", "doubt"),
    [
        ({"From": "grace@home.example"}, "address of the policy"),
        ({"To": "press@paper.example"}, "go to the reporter"),
        ({"Auto_Submitted": "auto-replied"}, "A machine sent it"),
        ({"Received": "from a by b; Mon, 02 Mar 2026 09:16:00 +0000"}, "through a mail server"),
    ],
)
def test_what_speaks_against_it_is_said_and_a_person_decides(desk: Desk, headers, doubt: str) -> None:
    raw = sent(desk, **headers)
    found = receive_message(desk, raw, progress=Silent()).sent
    assert found is not None
    assert not found.certain
    assert doubt in " ".join(found.doubts)
    with pytest.raises(RefusedByPolicy, match=doubt):
        record(desk, raw)
    assert isinstance(record(desk, raw, sure=True), Recorded)


def test_a_copy_that_comes_from_the_reporter_is_refused(desk: Desk) -> None:
    with pytest.raises(RefusedByPolicy, match="comes from the reporter"):
        record(desk, sent(desk, From=REPORTER))


def test_a_person_can_say_that_it_is_a_report_after_all(desk: Desk) -> None:
    raw = sent(desk, From="cert@cert.example", Cc="security@mushinai.com")
    desk = replace(desk, tools=replace(desk.tools, random_digits=lambda count, _below: [1] * count))
    assert receive_message(desk, raw, progress=Silent()).outcome == "sent-copy"
    assert receive_message(desk, raw, is_report=True, progress=Silent()).outcome == "opened"


@pytest.mark.parametrize(
    ("date", "words"),
    [("Wed, 04 Mar 2026 09:00:00 +0000", "in the future"), ("no date", "does not say when")],
)
def test_an_implausible_date_asks_for_the_time(desk: Desk, date: str, words: str) -> None:
    raw = sent(desk, date=date)
    with pytest.raises(RefusedByPolicy, match=words) as caught:
        record(desk, raw)
    assert "--at" in caught.value.advice
    recorded = record(desk, raw, at=SENT_AT)
    assert isinstance(recorded, Recorded)
    assert recorded.occurred_at == SENT_AT


def test_a_letter_from_before_the_report_is_refused_in_words(desk: Desk) -> None:
    outcome = record(desk, sent(desk, date="Wed, 04 Feb 2026 09:00:00 +0000"))
    assert isinstance(outcome, Refusal)
    assert "before the report arrived" in outcome.sentence


def test_a_reply_records_nothing_until_somebody_says_what_it_was(desk: Desk) -> None:
    raw = sent(desk, "reply")
    with pytest.raises(RefusedByPolicy, match="which letter"):
        record(desk, raw, "reply")
    assert isinstance(record(desk, raw, "status"), Recorded)


def test_a_notice_to_users_goes_elsewhere_without_doubt(desk: Desk) -> None:
    letter = draft_letter(desk, CASE, "user-notice", to="users@lists.example")
    letter = msgspec.structs.replace(letter, text="Please update.")
    draft = seal_letter(desk, CASE, letter, form="eml", progress=Silent())
    raw = b"Date: Mon, 02 Mar 2026 09:15:00 +0000\r\n" + draft.content
    found = receive_message(desk, raw, progress=Silent()).sent
    assert found is not None
    assert (found.kind, found.certain) == ("user-notice", True)
    assert isinstance(record(desk, raw, "user-notice"), Recorded)


def test_a_rejection_that_was_never_decided_is_refused(desk: Desk) -> None:
    assert isinstance(record(desk, sent(desk, "rejection"), "rejection"), Refusal)
    record_act(desk, CASE, e.ReportRejected("not-a-vulnerability", "It is meant so."))
    assert isinstance(record(desk, sent(later(desk, minutes=1), "redirect"), "redirect"), Recorded)
    assert view_case(desk, CASE).case.has(e.RejectionSent)


def test_a_case_that_is_not_there_is_said(desk: Desk) -> None:
    raw = sent(desk)
    with pytest.raises(NoSuchCase):
        record_sent(desk, "MUS-2026-1111111", raw, "status", progress=Silent())


def test_two_letters_of_one_kind_bear_two_names(desk: Desk) -> None:
    names = {
        email.message_from_bytes(sent(d, "status"))["Message-ID"] for d in (desk, later(desk, seconds=1))
    }
    assert len(names) == 2
    assert desk.tools.now() == NOW


def test_a_draft_bears_its_name_outside_the_encryption_alone(desk: Desk) -> None:
    raw = sent(desk)
    name = email.message_from_bytes(raw)["Message-ID"]
    assert name.startswith(f"<{CASE}.20260302103015.")
    assert name.endswith("@mushinai.com>")
    assert timedelta(0) < NOW - SENT_AT


def test_a_case_that_the_subject_only_seems_to_name_leaves_a_report(desk: Desk) -> None:
    raw = sent(
        desk,
        Subject="[MUS-2026-1111117]",
        Message_ID="<m@mushinai.com>",
        In_Reply_To="",
        References="",
        Cc="security@mushinai.com",
    )
    desk = replace(desk, tools=replace(desk.tools, random_digits=lambda count, _below: [2] * count))
    assert receive_message(desk, raw, progress=Silent()).outcome == "opened"
