"""Sample reports for the demo: shipped texts, made into the mails that a stranger would have sent."""

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime

from desktop.domain.digest import sha256
from desktop.formats.mail_draft import wrap_encrypted


def sample_body(template: bytes) -> bytes:
    """The MIME entity that an encrypted sample holds: its text and its real subject (RFC 9788 §2)."""
    written = message_from_bytes(template, policy=SMTP)
    entity = EmailMessage(policy=SMTP)
    entity.set_content(str(written.get_content()), charset="utf-8", cte="quoted-printable")
    entity.set_param("protected-headers", "v1")
    entity["Subject"] = written["Subject"]
    del entity["MIME-Version"]
    return entity.as_bytes()


def sample_text(template: bytes) -> bytes:
    """The bare text of a sample."""
    written = message_from_bytes(template, policy=SMTP)
    return str(written.get_content()).encode()


def pgp_mime_sample(template: bytes, armoured: bytes, *, sent_at: datetime) -> bytes:
    """An encrypted mail whose subject stands inside."""
    return _addressed(wrap_encrypted(armoured), template, sent_at, subject="...")


def inline_sample(template: bytes, armoured: bytes, *, sent_at: datetime) -> bytes:
    """A mail whose text is an armoured message, as older plug-ins write them."""
    mail = EmailMessage(policy=SMTP)
    mail.set_content(armoured.decode(), cte="7bit")
    return _addressed(mail, template, sent_at)


def plain_sample(template: bytes, *, sent_at: datetime) -> bytes:
    """A mail that everybody on the way could read."""
    mail = EmailMessage(policy=SMTP)
    mail.set_content(sample_text(template).decode(), charset="utf-8", cte="quoted-printable")
    return _addressed(mail, template, sent_at)


def _addressed(mail: Message, template: bytes, sent_at: datetime, *, subject: str = "") -> bytes:
    written = message_from_bytes(template, policy=SMTP)
    sent = format_datetime(sent_at)
    name = sha256(template)[:16]
    mail["Received"] = f"from sample.example by mail.example; {sent}"
    mail["From"] = str(written["From"])
    mail["To"] = str(written["To"])
    mail["Subject"] = subject or str(written["Subject"])
    mail["Date"] = sent
    mail["Message-ID"] = f"<{name}.{int(sent_at.timestamp())}@sample.example>"
    return mail.as_bytes()
