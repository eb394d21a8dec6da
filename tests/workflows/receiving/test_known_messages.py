"""A message that came before is known again, and only that one."""

import pytest

from desktop.domain.failures import VaultDamaged
from desktop.domain.fold import fold
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.ports import Desk
from tests.people import Person, pgp_mime
from tests.workflows.receiving.mail import PLAIN, receive, reply


def test_the_same_file_is_taken_in_once(desk: Desk) -> None:
    first, again = receive(desk, PLAIN), receive(desk, PLAIN)
    assert (again.outcome, again.case_id) == ("already-there", first.case_id)
    assert len(desk.vault.history(first.case_id)) == 1


@pytest.mark.parametrize(
    "stored",
    [
        b"X-Mozilla-Status: 0001\r\n" + PLAIN,
        PLAIN.replace(b"Subject:", b"Status: RO\r\nSubject:"),
        PLAIN.replace(b"\r\n", b"\n"),
    ],
)
def test_the_same_message_is_known_whatever_a_mail_program_did_to_it(desk: Desk, stored: bytes) -> None:
    first, again = receive(desk, PLAIN), receive(desk, stored)
    assert (again.outcome, again.case_id) == ("already-there", first.case_id)
    follow_up = reply(b"ada@example.net")
    assert receive(desk, follow_up).outcome == "followed-up"
    assert receive(desk, b"Status: RO\r\n" + follow_up).outcome == "already-there"
    assert len(desk.vault.history(first.case_id)) == 2


@pytest.mark.parametrize(
    "other",
    [
        PLAIN.replace(b"ada@example.net", b"bob@example.net"),
        PLAIN.replace(b"It is broken.", b"It is broken, and worse."),
        PLAIN.replace(b"A hole", b"Another hole"),
    ],
)
def test_nobody_suppresses_a_report_by_copying_its_message_id(desk: Desk, other: bytes) -> None:
    first, second = receive(desk, other), receive(desk, PLAIN)
    assert second.outcome == "opened"
    assert second.case_id != first.case_id
    stored = PLAIN.replace(b"Subject:", b"Status: RO\r\nSubject:")
    assert receive(desk, stored).outcome == "already-there"
    follow_up = receive(desk, reply(b"ada@example.net"))
    assert follow_up.outcome == "followed-up"
    assert fold(desk.vault.history(follow_up.case_id)).reporter_address.raw == "ada@example.net"


def test_a_message_that_cannot_be_read_any_more_stops_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = receive(desk, PLAIN)
    kept = {message.report_sha256 for message in fold(desk.vault.history(first.case_id)).messages}
    blob = desk.vault.blob

    def damaged(sha256: str) -> bytes:
        if sha256 in kept:
            raise VaultDamaged("A blob is missing.")
        return blob(sha256)

    monkeypatch.setattr(desk.vault, "blob", damaged)
    assert receive(desk, b"X-Mozilla-Status: 0001\r\n" + PLAIN).outcome == "opened"


def test_a_forged_copy_does_not_stand_for_what_was_encrypted(desk: Desk, us: Person, ada: Person) -> None:
    sealed = pgp_mime(ada, us)
    first = receive(desk, sealed)
    forged = PLAIN.replace(b"<first@example.net>", first.report.message_id.raw.encode())
    forged = forged.replace(b"It is broken.", first.report.text.raw.replace("\n", "\r\n").encode())
    forged = forged.replace(b"A hole", first.report.subject.raw.encode())
    forged = forged.replace(b"ada@example.net", first.report.reporter.address.raw.encode())
    assert receive(desk, forged).outcome == "opened"
    take_key(desk, first.case_id, ada.fingerprint, ada.public, "file")
    assert receive(desk, b"Status: RO\r\n" + sealed).outcome == "already-there"
