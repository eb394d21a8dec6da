"""Letters to the reporter, opened again by real gpg with the reporter's own key."""

import email
import email.policy
from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import InvalidDocument, KeyMissing, RefusedByPolicy, WriteFailed
from desktop.workflows.choose_intake_key import choose_intake_key
from desktop.workflows.ports import Desk, KeyInfo, Silent
from desktop.workflows.record_act import record_act
from desktop.workflows.take_key import take_key
from desktop.workflows.view_case import view_case
from desktop.workflows.write_letter import draft_letter, save_letter, seal_letter
from tests.histories import received
from tests.workflows.desks import CASE, REPORTER, receive


@pytest.fixture
def keyed(desk: Desk, us, reporter) -> Desk:
    """A case with the reporter's key taken in and our own chosen."""
    receive(desk)
    choose_intake_key(desk, us.key.fingerprint)
    assert isinstance(take_key(desk, CASE, reporter.key.fingerprint, reporter.public, "pasted"), Recorded)
    return desk


def seal(desk: Desk, form: str, **changes: str):
    letter = msgspec.structs.replace(draft_letter(desk, CASE, "acknowledgement"), **changes)
    return letter, seal_letter(desk, CASE, letter, form=form, progress=Silent())  # type: ignore[arg-type]


def test_a_draft_answers_the_report(desk: Desk) -> None:
    receive(desk)
    letter = draft_letter(desk, CASE, "acknowledgement")
    assert letter.to == REPORTER
    assert letter.subject == f"Re: Hole in loader [{CASE}]"
    assert letter.text.startswith("Dear Ada Finder,")
    assert "01 March 2026" in letter.text


def test_an_encrypted_mail_draft_is_opened_by_both_and_nobody_else(keyed: Desk, us, reporter) -> None:
    letter, cleared = seal(keyed, "eml")
    assert cleared.encrypted
    draft = email.message_from_bytes(cleared.content, policy=email.policy.default)
    assert draft["To"] == REPORTER
    assert draft["From"] == "security@mushinai.com"
    assert draft["In-Reply-To"] == "<two@reporter.example>"
    assert draft["References"] == "<one@reporter.example> <two@reporter.example>"
    assert "Hole" not in cleared.content.decode()
    armoured = list(draft.iter_parts())[1].get_payload(decode=True)
    for holder in (reporter, us):
        opened = holder.gpg.open(armoured, progress=Silent())
        entity = email.message_from_bytes(opened.plaintext, policy=email.policy.default)
        assert entity["Subject"] == letter.subject
        assert entity.get_content().replace("\r\n", "\n") == letter.text


def test_an_armoured_letter_holds_just_its_text(keyed: Desk, reporter) -> None:
    letter, cleared = seal(keyed, "asc")
    assert cleared.content.startswith(b"-----BEGIN PGP MESSAGE-----")
    assert reporter.gpg.open(cleared.content, progress=Silent()).plaintext == letter.text.encode()


def test_plain_text_is_the_handler_s_choice_and_says_so(keyed: Desk) -> None:
    letter, cleared = seal(keyed, "text")
    assert not cleared.encrypted
    assert cleared.content == letter.text.encode()


def test_without_a_reporter_s_key_a_draft_is_plain_and_says_so(desk: Desk) -> None:
    receive(desk)
    letter, cleared = seal(desk, "eml")
    assert not cleared.encrypted
    draft = email.message_from_bytes(cleared.content, policy=email.policy.default)
    assert draft["Subject"] == letter.subject
    with pytest.raises(KeyMissing, match="No key of the reporter"):
        seal(desk, "asc")


def test_a_reporter_s_key_that_only_signs_encrypts_nothing(keyed: Desk, reporter, signer: KeyInfo) -> None:
    public = reporter.gpg.public_key(signer.fingerprint)
    assert isinstance(take_key(keyed, CASE, signer.fingerprint, public, "pasted"), Recorded)
    _letter, cleared = seal(keyed, "asc")
    reporter.gpg.open(cleared.content, progress=Silent())


def test_a_case_whose_messages_are_gone_can_still_be_written_about(desk: Desk) -> None:
    source = desk.tools.policies.source("mushin")
    event = msgspec.structs.replace(received("mushin"), policy_sha256=sha256(source))
    drafts = [Draft(event, desk.tools.now())]
    desk.vault.append(CASE, drafts, author="me", now=desk.tools.now(), blobs={sha256(source): source})
    _letter, cleared = seal(desk, "eml")
    assert b"In-Reply-To" not in cleared.content


def test_without_our_own_key_nothing_is_encrypted(desk: Desk, reporter) -> None:
    receive(desk)
    take_key(desk, CASE, reporter.key.fingerprint, reporter.public, "pasted")
    with pytest.raises(KeyMissing, match="No intake key"):
        seal(desk, "eml")


def test_a_confirmed_key_goes_before_a_later_one(keyed: Desk, us, reporter) -> None:
    assert isinstance(take_key(keyed, CASE, us.key.fingerprint, us.public, "autocrypt"), Recorded)
    record_act(keyed, CASE, e.KeyConfirmed(reporter.key.fingerprint, "read over the phone"))
    _letter, cleared = seal(keyed, "asc")
    reporter.gpg.open(cleared.content, progress=Silent())


@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"subject": "a\r\nBcc: eve@evil.example"}, InvalidDocument),
        ({"to": "eve@evil.example"}, RefusedByPolicy),
        ({"text": "As in AUM-2026-123456Z."}, RefusedByPolicy),
        ({"text": "\u202e"}, RefusedByPolicy),
    ],
)
def test_a_letter_that_must_not_leave_stays(
    keyed: Desk, changes: dict[str, str], failure: type[Exception]
) -> None:
    # CHECKS B24
    with pytest.raises(failure):
        seal(keyed, "eml", **changes)


def test_a_saved_letter_can_be_marked_as_sent(keyed: Desk, out: Path) -> None:
    _letter, cleared = seal(keyed, "eml")
    save_letter(keyed, cleared, out / "ack.eml")
    assert (out / "ack.eml").read_bytes() == cleared.content
    assert not view_case(keyed, CASE).case.has(e.AckSent)
    record_act(keyed, CASE, e.AckSent(message_sha256=cleared.sha256))
    assert view_case(keyed, CASE).case.has(e.AckSent)
    with pytest.raises(WriteFailed):
        save_letter(keyed, cleared, out / "ack.eml")
