"""Mail drafts that carry letters: their names, their subjects, and what stands on their outside."""

import base64
import email
import email.policy

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.failures import InvalidDocument
from desktop.formats.letters.drafting import Letter, reply_subject
from desktop.formats.letters.kinds import LETTER_KINDS
from desktop.formats.letters.message_ids import case_in, kind_in, make_message_id
from desktop.formats.mail_draft import (
    Envelope,
    autocrypt_value,
    encrypted_draft,
    plain_draft,
    protected_entity,
)
from tests.formats.situations import CASE_ID
from tests.histories import RECEIVED

LETTER = Letter(
    "ada@example.org", f"Re: Übel [{CASE_ID}]", "Dear Ada,\n\n.\nFrom now on: ünï\n" + "x" * 2000 + "\n"
)
KEY_BYTES = bytes(range(256)) * 3
ARMOURED = (
    b"-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: x\n\n"
    + base64.encodebytes(KEY_BYTES)
    + b"=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n"
)
ENVELOPE = Envelope(
    "security@mushinai.com", ("<one@a.example>", "two@a.example", "no id", "<x@y\r\nBcc: z@z>"), ARMOURED
)
MESSAGE = b"-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n"


def read(draft: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(draft, policy=email.policy.default)  # type: ignore[return-value]


# --- names of drafts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_a_draft_s_name_tells_its_desk_alone_what_it_is(kind: str) -> None:
    name = make_message_id(CASE_ID, kind, RECEIVED, secret="s", sender="a@b.example")  # type: ignore[arg-type]
    assert case_in(f"<{name}>") == CASE_ID
    assert kind_in(f"<{name}>", "s") == kind
    assert kind_in(name, "another") is None
    assert kind_in(name.replace("20260109", "20260110"), "s") is None
    assert kind not in name
    assert case_in("<two@reporter.example>") == ""
    assert kind_in("<two@reporter.example>", "s") is None


# --- subjects ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("Hole", f"Re: Hole [{CASE_ID}]"),
        ("Re: RE: AW: Hole", f"Re: Hole [{CASE_ID}]"),
        (f"Re: Hole [{CASE_ID}]", f"Re: Hole [{CASE_ID}]"),
        (f"about {CASE_ID}", f"Re: about {CASE_ID}"),
        ("", f"Re: Your report [{CASE_ID}]"),
        ("a\r\nBcc: x@y", f"Re: a Bcc: x@y [{CASE_ID}]"),
        ("\u202egnp", f"Re: ⟨U+202E⟩gnp [{CASE_ID}]"),
    ],
)
def test_a_subject_is_answered_with_the_case_id_once(subject: str, reply: str) -> None:
    assert reply_subject(subject, CASE_ID) == reply


@pytest.mark.checks("B24")
@given(st.text())
def test_no_subject_breaks_a_header(subject: str) -> None:
    reply = reply_subject(subject, CASE_ID)
    assert reply.count(CASE_ID) >= 1
    assert "\r" not in reply
    assert "\n" not in reply


# --- drafts --------------------------------------------------------------------------------------------


def test_a_plain_draft_reads_back_as_it_was_written() -> None:
    draft = read(plain_draft(LETTER, ENVELOPE))
    assert (draft["To"], draft["From"], draft["X-Unsent"]) == (LETTER.to, ENVELOPE.sender, "1")
    assert draft["Subject"] == LETTER.subject
    assert draft.get_content().replace("\r\n", "\n") == LETTER.text
    assert draft["In-Reply-To"] == "<two@a.example>"
    assert draft["References"] == "<one@a.example> <two@a.example>"
    assert draft["Bcc"] is None
    assert all(len(line) <= 998 for line in plain_draft(LETTER, ENVELOPE).split(b"\r\n"))


def test_an_encrypted_draft_is_pgp_mime_and_keeps_its_subject_inside() -> None:
    content = encrypted_draft(LETTER, ENVELOPE, MESSAGE, CASE_ID)
    draft = read(content)
    assert draft.get_content_type() == "multipart/encrypted"
    assert draft.get_param("protocol") == "application/pgp-encrypted"
    version, body = draft.iter_parts()
    assert version.get_content_type() == "application/pgp-encrypted"
    assert version.get_payload().strip() == "Version: 1"
    assert body.get_content_type() == "application/octet-stream"
    assert body.get_payload(decode=True).replace(b"\r\n", b"\n") == MESSAGE
    assert draft["Subject"] == f"Your report [{CASE_ID}]"
    assert encrypted_draft(LETTER, ENVELOPE, MESSAGE, CASE_ID) == content


def test_the_protected_entity_holds_subject_and_text() -> None:
    entity = read(protected_entity(LETTER))
    assert entity["Subject"] == LETTER.subject
    assert entity["Content-Type"].params["protected-headers"] == "v1"
    assert entity.get_content().replace("\r\n", "\n") == LETTER.text


def test_a_draft_that_answers_nothing_says_so() -> None:
    draft = read(plain_draft(LETTER, Envelope("security@mushinai.com")))
    assert (draft["In-Reply-To"], draft["References"], draft["Autocrypt"]) == (None, None, None)


def test_a_long_autocrypt_header_survives() -> None:
    draft = read(plain_draft(LETTER, ENVELOPE))
    fields = dict(part.strip().split("=", 1) for part in draft["Autocrypt"].split(";"))
    assert fields["addr"] == "security@mushinai.com"
    assert base64.b64decode("".join(fields["keydata"].split())) == KEY_BYTES
    assert autocrypt_value("a@b", b"no key") == ""


@pytest.mark.checks("B24")
@pytest.mark.parametrize(
    "subject", ["a\r\nBcc: x@y", "a\nb", "a\rb", "a\x00b", "a\u2028b", "a\u202eb", "a\x85b"]
)
def test_line_breaks_in_a_subject_are_refused(subject: str) -> None:
    letter = msgspec.structs.replace(LETTER, subject=subject)
    for make in (lambda: plain_draft(letter, ENVELOPE), lambda: protected_entity(letter)):
        with pytest.raises(InvalidDocument):
            make()


@pytest.mark.checks("B24")
@pytest.mark.parametrize(
    "to", ["", "a@b\r\nBcc: c@d", "a@b, c@d", "Ada <a@b>", "a@b;c@d", "ä@b", "a b@c", "a@b\nc", "@b", "a"]
)
def test_an_address_is_exactly_one(to: str) -> None:
    with pytest.raises(InvalidDocument):
        plain_draft(msgspec.structs.replace(LETTER, to=to), ENVELOPE)
