"""A message becomes a case, once, at the right time, under the right policy, for the right reporter."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from desktop.domain.case import Case
from desktop.domain.event import Draft
from desktop.domain.events import CaseClosed, EventUndone, FallbackPolicyChosen, PersonNamed, ReportRejected
from desktop.domain.failures import Failure, NoKey, RefusedByPolicy, VaultDamaged
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.files.policies import PolicyShelf
from desktop.openpgp.gpg import Gpg
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.correspondence.name_draft import name_draft
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.intake.receive_report import Received, choose_policy, receive_message
from desktop.workflows.ports import Desk, Silent
from tests.fakes import InMemoryVault
from tests.histories import POLICIES
from tests.people import Person, pgp_mime, someone
from tests.workflows.desks import desk_on

NOW = datetime(2026, 1, 6, 12, tzinfo=UTC)
PLAIN = (
    b"Received: from mx.example.net by mail.mushinai.com; Mon, 05 Jan 2026 09:30:00 +0100\r\n"
    b"From: Ada <ada@example.net>\r\nTo: security@mushinai.com\r\nSubject: A hole\r\n"
    b"Date: Mon, 05 Jan 2026 09:00:00 +0100\r\nMessage-ID: <first@example.net>\r\n\r\nIt is broken.\r\n"
)


@pytest.fixture(scope="module")
def us() -> Iterator[Person]:
    with someone("Intake", "security@mushinai.com") as person:
        yield person


@pytest.fixture(scope="module")
def ada() -> Iterator[Person]:
    with someone("Ada", "ada@example.net") as person:
        yield person


@pytest.fixture(scope="module")
def parser() -> Iterator[SandboxedParser]:
    parser = SandboxedParser()
    yield parser
    parser.close()


@pytest.fixture
def desk(us: Person, parser: SandboxedParser) -> Desk:
    desk = desk_on(InMemoryVault(), Gpg(us.home), NOW)
    digits = iter(range(1000))
    fresh = lambda count, below: [next(digits) % below for _ in range(count)]  # noqa: E731
    return replace(desk, tools=replace(desk.tools, parser=parser, random_digits=fresh))


def receive(desk: Desk, raw: bytes, policy_id: str = "") -> Received:
    return receive_message(desk, raw, policy_id=policy_id, progress=Silent())


def case_of(desk: Desk, received: Received) -> Case:
    return fold(desk.vault.history(received.case_id))


def test_the_arrival_is_what_our_own_server_wrote(desk: Desk) -> None:
    case = case_of(desk, receive(desk, PLAIN))
    assert (case.arrived_at, case.arrival_source) == (
        datetime(2026, 1, 5, 8, 30, tzinfo=UTC),
        "received-header",
    )
    assert not case.arrival_confirmed


@pytest.mark.parametrize(
    ("date", "arrived", "source"),
    [
        (b"Mon, 05 Jan 2026 09:00:00 +0100", datetime(2026, 1, 5, 8, tzinfo=UTC), "date-header"),
        (b"Fri, 05 Jan 2029 09:00:00 +0100", NOW, "import"),
        (b"no time at all", NOW, "import"),
    ],
)
def test_else_the_strangers_word_else_now(desk: Desk, date: bytes, arrived: datetime, source: str) -> None:
    unstamped = PLAIN.split(b"\r\n", 1)[1].replace(b"Mon, 05 Jan 2026 09:00:00 +0100", date)
    case = case_of(desk, receive(desk, unstamped))
    assert (case.arrived_at, case.arrival_source) == (arrived, source)


@pytest.mark.parametrize(
    ("received", "arrived", "source"),
    [
        (b"Tue, 06 Jan 2026 12:00:30 +0000", NOW, "received-header"),
        (b"Tue, 06 Jan 2026 14:30:00 +0000", NOW, "import"),
        (b"Mon, 05 Jan 1970 09:30:00 +0000", NOW, "import"),
    ],
)
def test_a_date_never_stands_in_for_what_our_own_server_wrote(
    desk: Desk, received: bytes, arrived: datetime, source: str
) -> None:
    raw = PLAIN.replace(b"Mon, 05 Jan 2026 09:30:00 +0100", received)
    raw = raw.replace(b"Mon, 05 Jan 2026 09:00:00 +0100", b"Mon, 05 Jan 1987 09:00:00 +0000")
    taken = receive(desk, raw)
    case = case_of(desk, taken)
    assert (case.arrived_at, case.arrival_source) == (arrived, source)
    assert "date-implausible" in taken.report.warnings


def test_the_policy_is_that_of_the_address_written_to(desk: Desk) -> None:
    assert receive(desk, PLAIN).case_id.startswith("MUS-2026-")
    to_aumos = PLAIN.replace(b"security@mushinai.com", b"Security@AumOS.io").replace(b"first@", b"other@")
    assert receive(desk, to_aumos).case_id.startswith("AUM-2026-")


@pytest.mark.clause("TER-1b")
def test_a_report_without_the_subject_that_the_policy_expects_is_taken_in(desk: Desk) -> None:
    to_terragon = PLAIN.replace(b"security@mushinai.com", b"security@terragon.com")
    assert receive(desk, to_terragon).case_id.startswith("TER-2026-")


def test_a_promise_is_never_guessed(desk: Desk) -> None:
    stray = PLAIN.replace(b"security@mushinai.com", b"info@example.org")
    with pytest.raises(RefusedByPolicy, match="No policy"):
        receive(desk, stray)
    assert desk.vault.vault_history() == []
    desk.vault.append(None, [Draft(FallbackPolicyChosen("aumos"), NOW)], author="me", now=NOW)
    assert receive(desk, stray).case_id.startswith("AUM-")


def test_a_fallback_that_was_undone_is_fallen_back_to_no_more(desk: Desk) -> None:
    stray = PLAIN.replace(b"security@mushinai.com", b"info@example.org")
    (chosen,) = desk.vault.append(None, [Draft(FallbackPolicyChosen("aumos"), NOW)], author="me", now=NOW)
    undone = EventUndone(event_id=chosen.id)
    desk.vault.append(None, [Draft(undone, NOW)], author="me", now=NOW)
    with pytest.raises(RefusedByPolicy, match="No policy"):
        receive(desk, stray)


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


def reply(sender: bytes, subject: bytes = b"Re: A hole", answers: bytes = b"<first@example.net>") -> bytes:
    return (
        b"From: " + sender + b"\r\nTo: security@mushinai.com\r\nSubject: " + subject + b"\r\n"
        b"Date: Mon, 05 Jan 2026 20:00:00 +0100\r\nIn-Reply-To: " + answers + b"\r\n"
        b"Message-ID: <second@example.net>\r\n\r\nOne more thing.\r\n"
    )


@pytest.mark.clause("MUS-1e")
def test_a_follow_up_joins_its_case_and_keeps_the_first_arrival(desk: Desk) -> None:
    first = receive(desk, PLAIN)
    second = receive(desk, reply(b"ada@example.net"))
    assert (second.outcome, second.case_id) == ("followed-up", first.case_id)
    case = case_of(desk, first)
    assert case.arrived_at == datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    assert len(case.messages) == 2


def test_a_follow_up_is_never_older_than_its_report(desk: Desk) -> None:
    first = receive(desk, PLAIN)
    old = reply(b"ada@example.net").replace(b"05 Jan 2026", b"05 Jan 1990")
    assert receive(desk, old).case_id == first.case_id
    assert desk.vault.history(first.case_id)[-1].occurred_at == NOW


def test_who_is_named_in_the_case_joins_it_with_an_answer_to_our_letter(desk: Desk) -> None:
    first = receive(desk, PLAIN)
    named = PersonNamed(name="CERT", address="cert@example.org", part="coordinator")
    desk.vault.append(first.case_id, [Draft(named, NOW)], author="me", now=NOW)
    name = name_draft(desk.vault, first.case_id, "status", NOW, sender="security@mushinai.com").encode()
    assert receive(desk, reply(b"cert@example.org")).outcome == "opened"
    assert receive(desk, reply(b"eve@example.org", answers=b"<" + name + b">")).outcome == "opened"
    desk.vault.append(first.case_id, [Draft(CaseClosed(reason="fixed"), NOW)], author="me", now=NOW)
    answer = receive(desk, reply(b"cert@example.org", answers=b"<" + name + b">"))
    assert (answer.outcome, answer.case_id, answer.reopened) == ("followed-up", first.case_id, True)
    assert answer.writer.raw == "cert@example.org"
    case = case_of(desk, first)
    assert (case.reporter_address.raw, case.open) == ("ada@example.net", True)
    joined = view_case(desk, first.case_id).reports[-1].reporter
    assert (joined.address.raw, joined.grade) == ("cert@example.org", "claimed")


def test_the_case_id_in_the_subject_finds_the_case(desk: Desk) -> None:
    first = receive(desk, PLAIN)
    named = reply(
        b"ada@example.net", b"Re: A hole [" + first.case_id.lower().encode() + b"]", b"<x@example.net>"
    )
    assert receive(desk, named).case_id == first.case_id


def test_a_stranger_does_not_get_into_anothers_case(desk: Desk) -> None:
    first = receive(desk, PLAIN)
    subject = b"Re: A hole [" + first.case_id.encode() + b"]"
    stranger = receive(desk, reply(b"mallory@example.org", subject))
    assert stranger.outcome == "opened"
    assert stranger.case_id != first.case_id
    assert stranger.kept_apart_from == (first.case_id,)
    assert view_case(desk, stranger.case_id).kept_apart_from == (first.case_id,)
    assert view_case(desk, first.case_id).kept_apart_from == ()


def test_a_subject_of_a_thousand_case_ids_is_not_followed_for_ever(desk: Desk) -> None:
    first = receive(desk, PLAIN)
    ids = b" ".join(b"MUS-2026-%07d" % number for number in range(2000))
    stranger = receive(desk, reply(b"mallory@example.org", ids + b" " + first.case_id.encode(), b"<x@y>"))
    assert (stranger.outcome, stranger.kept_apart_from) == ("opened", ())


def test_a_question_is_told_until_a_person_judged_it_and_no_promise_goes(desk: Desk) -> None:
    question = PLAIN.partition(b"\r\n\r\n")[0].replace(b"A hole", b"Hello") + (
        b"\r\n\r\nDoes your policy allow me to test the demo?\r\n"
    )
    case_id = receive(desk, question).case_id
    view = view_case(desk, case_id)
    assert view.may_be_a_question
    assert any(reading.state == "running" for reading in view.readings)
    record_act(desk, case_id, ReportRejected("not-a-vulnerability", "A question, answered."))
    assert not view_case(desk, case_id).may_be_a_question


def test_what_the_policy_asks_for_is_looked_for_in_every_message_of_the_case(desk: Desk) -> None:
    first = receive(desk, PLAIN)
    assert [f.id for f in view_case(desk, first.case_id).not_found][-2:] == ["steps", "impact"]
    more = reply(b"ada@example.net").replace(b"One more thing.", b"Steps: log in twice.\r\n> impact")
    assert receive(desk, more).outcome == "followed-up"
    assert [f.id for f in view_case(desk, first.case_id).not_found][-1:] == ["impact"]
    assert "steps" not in [f.id for f in view_case(desk, first.case_id).not_found]


def test_every_byte_that_came_is_kept(desk: Desk, us: Person, ada: Person) -> None:
    raw = pgp_mime(ada, us)
    case = case_of(desk, receive(desk, raw))
    (message,) = case.messages
    assert desk.vault.blob(message.sealed_sha256) == raw
    assert b"overflows the heap" in desk.vault.blob(message.plaintext_sha256)
    parsed = msgspec.json.decode(desk.vault.blob(message.report_sha256), type=Report)
    assert "overflows the heap" in parsed.text.raw


def test_a_key_taken_in_makes_the_waiting_signature_good(desk: Desk, us: Person, ada: Person) -> None:
    received = receive(desk, pgp_mime(ada, us))
    assert received.report.signature.signers[0].state == "unknown-key"
    assert case_of(desk, received).grade == "encrypted-only"
    take_key(desk, received.case_id, ada.fingerprint, ada.public, "file")
    case = case_of(desk, received)
    assert case.grade == "signed"
    regraded = msgspec.json.decode(desk.vault.blob(case.messages[0].report_sha256), type=Report)
    assert regraded.signature.verdict == "good"


def test_the_next_message_of_a_known_reporter_is_signed_at_once(desk: Desk, us: Person, ada: Person) -> None:
    first = receive(desk, pgp_mime(ada, us))
    take_key(desk, first.case_id, ada.fingerprint, ada.public, "file")
    second = receive(desk, pgp_mime(ada, us).replace(b"Message-ID: <", b"Message-ID: <2"))
    assert second.report.reporter.grade == "signed"


def test_a_key_speaks_only_for_the_reporter_of_its_case(desk: Desk, us: Person, ada: Person) -> None:
    """Somebody's key with another's address among its user ids proves nothing about that other."""
    mallory = PLAIN.replace(b"ada@example.net", b"mallory@example.org").replace(b"first@", b"third@")
    theirs = receive(desk, mallory)
    take_key(desk, theirs.case_id, ada.fingerprint, ada.public, "file")
    received = receive(desk, pgp_mime(ada, us))
    assert received.report.reporter.grade == "encrypted-only"


def test_a_name_that_is_taken_is_drawn_again(desk: Desk) -> None:
    drawn = iter([[1] * 6, [1] * 6, [2] * 6])
    unlucky = replace(desk, tools=replace(desk.tools, random_digits=lambda *_: next(drawn)))
    first = receive(unlucky, PLAIN)
    second = receive(unlucky, PLAIN.replace(b"ada@", b"bob@").replace(b"first@", b"other@"))
    assert second.case_id != first.case_id
    assert len(desk.vault.history(first.case_id)) == 1


def test_what_cannot_be_opened_leaves_the_vault_as_it_was(desk: Desk, ada: Person) -> None:
    with pytest.raises(NoKey):
        receive(desk, pgp_mime(ada, ada).replace(ada.address.encode(), b"ada@example.net"))
    for raw in (b"", b"%PDF-1.7\n", b"\0" * 100):
        with pytest.raises(Failure):
            receive(desk, raw)
    assert desk.vault.cases_of_messages([f"<{ada.fingerprint[:8]}@example.net>"]) == []


def test_an_address_of_two_policies_asks_unless_the_vault_falls_back_to_one(tmp_path: Path) -> None:
    mushin = (POLICIES / "mushin.toml").read_text().replace('id = "mushin"', 'id = "mine"', 1)
    (tmp_path / "mine.toml").write_text(mushin)
    shelf, to = PolicyShelf(tmp_path), (Untrusted("security@mushinai.com"),)
    with pytest.raises(RefusedByPolicy, match="2 policies have the address") as refused:
        choose_policy(shelf, "", to, "aumos")
    assert "mine, mushin" in refused.value.advice
    assert choose_policy(shelf, "", to, "mushin") == "mushin"
    assert choose_policy(shelf, "mine", to, "mushin") == "mine"


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


@pytest.mark.clause("MUS-1d")
def test_an_automatic_reply_joins_its_case_and_opens_no_closed_one(desk: Desk) -> None:
    first = receive(desk, PLAIN)
    closing = Draft(CaseClosed("done"), NOW)
    desk.vault.append(first.case_id, [closing], author="me", now=NOW)
    away = reply(b"ada@example.net").replace(b"Message-ID", b"Auto-Submitted: auto-replied\r\nMessage-ID")
    received = receive(desk, away)
    assert (received.outcome, received.reopened) == ("followed-up", False)
    case = case_of(desk, first)
    assert not case.open
    assert [message.automatic for message in case.messages] == [False, True]
    by_hand = receive(desk, away.replace(b"Auto-Submitted: auto-replied\r\n", b"").replace(b"<sec", b"<3"))
    assert (by_hand.reopened, by_hand.writer.raw, case_of(desk, first).open) == (True, "", True)


def test_a_letter_that_comes_back_joins_the_case_that_it_went_out_for(desk: Desk) -> None:
    case_id = receive(desk, PLAIN).case_id
    name = name_draft(desk.vault, case_id, "question", NOW, sender="security@mushinai.com")
    received = receive(desk, bounce(b"<" + name.encode() + b">"))
    assert (received.outcome, received.case_id) == ("followed-up", case_id)
    returned = desk.vault.history(case_id)[-1].event
    assert (returned.automatic, returned.bounce) == (True, True)
    assert returned.answers[0].raw == f"<{name}>"
    view = view_case(desk, case_id)
    assert len(view.reports) == 2
    assert len(view.written) == 1


def test_a_bounce_joins_by_the_name_of_a_letter_alone(desk: Desk) -> None:
    """The reporter's own Message-ID is known to whoever was in the thread."""
    case_id = receive(desk, PLAIN).case_id
    made_up = f"<{case_id}.20260106120000.0123456789abcdef@x>".encode()
    for n, lost in enumerate((b"<first@example.net>", made_up)):
        forged = bounce(lost).replace(b"<b@mx>", b"<b%d@mx>" % n)
        assert receive(desk, forged).outcome == "opened"


def test_a_delay_joins_its_case_and_is_no_bounce(desk: Desk) -> None:
    case_id = receive(desk, PLAIN).case_id
    name = name_draft(desk.vault, case_id, "question", NOW, sender="security@mushinai.com")
    assert receive(desk, bounce(b"<" + name.encode() + b">", b"delayed")).case_id == case_id
    late = desk.vault.history(case_id)[-1].event
    assert (late.automatic, late.bounce) == (True, False)
