"""A letter as a mail draft (.eml) that a mail program opens, unsent, for a person to send.

An encrypted one is PGP/MIME (RFC 3156); its real subject stands inside the encryption (protected headers) and
the outer one tells only the case id. Nothing that a stranger wrote may start a header of its own.
"""

import base64
import re
from email.encoders import encode_7or8bit
from email.message import EmailMessage, Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.policy import SMTP

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.failures import InvalidDocument
from desktop.formats.letters.drafting import Letter

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
_MESSAGE_ID = re.compile(r"<?([^\s<>@]{1,200}@[^\s<>@]{1,200})>?")
_ARMOUR = re.compile(
    rb"-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n(?:[^\r\n:]+: [^\r\n]*\r?\n)*\r?\n"
    rb"([A-Za-z0-9+/=\r\n]+?)(?:=[A-Za-z0-9+/]{4}\r?\n)?-----END"
)
_KEY_LINE = 72


class Envelope(msgspec.Struct, frozen=True):
    """What stands on the outside: our address, the messages it answers (oldest first), our public key."""

    sender: str
    answers: tuple[str, ...] = ()
    public_key: bytes = b""
    message_id: str = ""
    """By which the sent copy is known again, without angle brackets; a mail program may put its own there."""


def protected_entity(letter: Letter) -> bytes:
    """The MIME entity to encrypt: the text, and the subject as a protected header."""
    _refuse_breaks(letter.subject)
    entity = EmailMessage(policy=SMTP)
    entity.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    entity.set_param("protected-headers", "v1")
    entity["Subject"] = letter.subject
    del entity["MIME-Version"]
    return entity.as_bytes()


def encrypted_draft(letter: Letter, envelope: Envelope, armoured: bytes, case_id: str) -> bytes:
    """A PGP/MIME draft around an armoured message; raises InvalidDocument for what cannot be a header."""
    draft = wrap_encrypted(armoured)
    _address(draft, letter, envelope, subject=neutral_subject(case_id))
    return draft.as_bytes()


def wrap_encrypted(armoured: bytes) -> MIMEMultipart:
    """The two parts of an encrypted mail, without addresses (RFC 3156 §4)."""
    mail = MIMEMultipart(
        "encrypted",
        boundary=f"embargo-{sha256(armoured)[:32]}",
        policy=SMTP,
        protocol="application/pgp-encrypted",
    )
    version = MIMEApplication(b"Version: 1\r\n", "pgp-encrypted", encode_7or8bit, policy=SMTP)
    body = MIMEApplication(armoured, "octet-stream", encode_7or8bit, policy=SMTP, name="encrypted.asc")
    body.add_header("Content-Disposition", "inline", filename="encrypted.asc")
    for part in (version, body):
        del part["MIME-Version"]
        mail.attach(part)
    return mail


def neutral_subject(case_id: str) -> str:
    """A subject that tells nothing but the case."""
    return f"Your report [{case_id}]"


def plain_draft(letter: Letter, envelope: Envelope) -> bytes:
    """A draft that anybody on the way can read; raises InvalidDocument for what cannot be a header."""
    draft = EmailMessage(policy=SMTP)
    draft.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    _address(draft, letter, envelope, subject=letter.subject)
    return draft.as_bytes()


def autocrypt_value(address: str, public_key: bytes) -> str:
    """The Autocrypt header for our own key, or "" when the armour cannot be read (Autocrypt 1.1, §1.1)."""
    match = _ARMOUR.search(public_key)
    if match is None:
        return ""
    key = base64.b64encode(base64.b64decode(b"".join(match[1].split()))).decode()
    # A space every 72 characters: the stdlib folds there, and corrupts an unbroken line.
    spaced = " ".join(key[start : start + _KEY_LINE] for start in range(0, len(key), _KEY_LINE))
    return f"addr={address}; prefer-encrypt=mutual; keydata= {spaced}"


def _address(draft: Message, letter: Letter, envelope: Envelope, *, subject: str) -> None:
    _refuse_breaks(subject)
    draft["From"] = _mailbox(envelope.sender)
    draft["To"] = _mailbox(letter.to.strip())
    draft["Subject"] = subject
    answers = [f"<{match[1]}>" for match in map(_MESSAGE_ID.fullmatch, envelope.answers) if match]
    if answers:
        draft["In-Reply-To"] = answers[-1]
        draft["References"] = " ".join(dict.fromkeys(answers))
    if envelope.message_id:
        draft["Message-ID"] = f"<{envelope.message_id}>"
    draft["X-Unsent"] = "1"
    autocrypt = autocrypt_value(envelope.sender, envelope.public_key)
    if autocrypt:
        draft["Autocrypt"] = autocrypt


def _mailbox(address: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise InvalidDocument(
            "An address of this letter cannot stand in a mail header.",
            advice="Save the letter as text and address it in your mail program.",
        )
    return address


def _refuse_breaks(subject: str) -> None:
    """CR, LF and other controls would begin a header of somebody else's choice."""
    if not subject.isprintable():
        raise InvalidDocument(
            "The subject holds a line break or a character that nobody sees.",
            advice="Write the subject on one line.",
        )
