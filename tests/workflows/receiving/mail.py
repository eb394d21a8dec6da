"""The messages that are received, and how."""

from datetime import UTC, datetime

from desktop.domain.case import Case
from desktop.domain.fold import fold
from desktop.workflows.intake.receive_report import Received, receive_message
from desktop.workflows.ports import Desk, Silent

NOW = datetime(2026, 1, 6, 12, tzinfo=UTC)


PLAIN = (
    b"Received: from mx.example.net by mail.mushinai.com; Mon, 05 Jan 2026 09:30:00 +0100\r\n"
    b"From: Ada <ada@example.net>\r\nTo: security@mushinai.com\r\nSubject: A hole\r\n"
    b"Date: Mon, 05 Jan 2026 09:00:00 +0100\r\nMessage-ID: <first@example.net>\r\n\r\nIt is broken.\r\n"
)


def receive(desk: Desk, raw: bytes, policy_id: str = "") -> Received:
    return receive_message(desk, raw, policy_id=policy_id, progress=Silent())


def case_of(desk: Desk, received: Received) -> Case:
    return fold(desk.vault.history(received.case_id))


def reply(sender: bytes, subject: bytes = b"Re: A hole", answers: bytes = b"<first@example.net>") -> bytes:
    return (
        b"From: " + sender + b"\r\nTo: security@mushinai.com\r\nSubject: " + subject + b"\r\n"
        b"Date: Mon, 05 Jan 2026 20:00:00 +0100\r\nIn-Reply-To: " + answers + b"\r\n"
        b"Message-ID: <second@example.net>\r\n\r\nOne more thing.\r\n"
    )


def bounce(lost: bytes, action: bytes = b"failed") -> bytes:
    return (
        b"From: Mail Delivery System <MAILER-DAEMON@mushinai.com>\r\nTo: security@mushinai.com\r\n"
        b"Subject: Undelivered Mail Returned to Sender\r\nDate: Tue, 06 Jan 2026 08:00:00 +0000\r\n"
        b'Message-ID: <b@mx>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n'
        b"\r\n--b\r\n\r\nNobody of this name is here.\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        b"Final-Recipient: rfc822; ada@example.net\r\nAction: " + action + b"\r\nStatus: 5.1.1\r\n"
        b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " + lost + b"\r\nSubject: Re\r\n"
        b"--b--\r\n"
    )
