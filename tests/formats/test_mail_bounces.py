"""What mail servers report of our letters is told from what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.formats.mail.reading import read_mail
from tests.formats.test_mail_reading import multipart

STATUS = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nAction: failed\nStatus: 5.1.1\n"
RETURNED = "Content-Type: message/rfc822\n\nMessage-ID: <ours@vendor.example>\nSubject: Re\n\nOur words.\n"
REPORT = 'multipart/report; report-type="delivery-status"'


def test_a_bounce_says_which_message_was_lost_before_what_it_answers() -> None:
    named = "References: <old@x> <ours@vendor.example>\n"
    parsed = read_mail(multipart("\nLost.\n", STATUS, RETURNED, kind=REPORT, headers=named))
    assert (parsed.automatic, parsed.bounce) == (True, True)
    assert [name.raw for name in parsed.in_reply_to] == ["<ours@vendor.example>", "<old@x>"]
    assert parsed.text.raw == "Lost.\n"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (REPORT, STATUS.replace("failed", "delayed")),
        (REPORT, STATUS.replace("Action: failed", "")),
        ("multipart/report; report-type=disposition-notification", STATUS),
    ],
)
def test_a_delay_and_a_receipt_are_automatic_and_lose_nothing(kind: str, status: str) -> None:
    parsed = read_mail(multipart("\nLater.\n", status, RETURNED, kind=kind))
    assert (parsed.automatic, parsed.bounce) == (True, False)


def test_a_person_who_forwards_a_bounce_is_no_machine() -> None:
    parsed = read_mail(multipart("\nLook.\n", STATUS, RETURNED, headers="In-Reply-To: <a@x>\n"))
    assert (parsed.automatic, parsed.bounce) == (False, False)
    assert [name.raw for name in parsed.in_reply_to] == ["<a@x>"]


@given(st.text(alphabet="<>@ \n:;abMessage-ID", max_size=200))
def test_whatever_is_given_back_names_messages_or_none(returned: str) -> None:
    parsed = read_mail(multipart(STATUS, f"Content-Type: text/rfc822-headers\n\n{returned}", kind=REPORT))
    assert all(name.raw.startswith("<") and name.raw.endswith(">") for name in parsed.in_reply_to)


def test_headers_beyond_the_limits_are_passed_over() -> None:
    huge = "Content-Type: message/rfc822\n\n" + "".join(f"X-{n}: y\n" for n in range(5000))
    assert read_mail(multipart(STATUS, huge, kind=REPORT)).bounce
