"""What is written about a case joins it, and nobody else's word does."""

from datetime import UTC, datetime

import pytest

from desktop.domain.event import Draft
from desktop.domain.events import CaseClosed, PersonNamed
from desktop.workflows.correspondence.name_draft import name_draft
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.ports import Desk
from tests.workflows.receiving.mail import NOW, PLAIN, bounce, case_of, receive, reply


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
