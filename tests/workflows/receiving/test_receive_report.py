"""A message becomes a case, once, at the right time, under the right policy, for the right reporter."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from desktop.domain.event import Draft
from desktop.domain.events import EventUndone, FallbackPolicyChosen, ReportRejected
from desktop.domain.failures import Failure, NoKey, RefusedByPolicy
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.files.policies import PolicyShelf
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.intake.receive_report import choose_policy
from desktop.workflows.ports import Desk
from tests.histories import POLICIES
from tests.people import Person, pgp_mime
from tests.workflows.receiving.mail import NOW, PLAIN, case_of, receive, reply


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
    assert choose_policy(shelf, "", to, "", {"aumos", "mine"}) == "mine"
    with pytest.raises(RefusedByPolicy):
        choose_policy(shelf, "", to, "", {"mine", "mushin"})
    assert choose_policy(shelf, "mine", to, "mushin") == "mine"
