"""A reporter who does not answer for 14 days: going on is proposed, and a person decides."""

from datetime import timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event, Purged, Recorded
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.promises.silence import MAY_GO_ON, Silence, silence_of, waiting_for_answer
from tests.histories import RECEIVED, history, january, profile, received

AUMOS = profile("aumos")
ASKED = (january(10), e.QuestionSent(message_id=Untrusted("<ours@vendor.example>")))
FOLLOW_UP = e.FollowUpReceived(Untrusted("ada@example.org"), "claimed", Untrusted("Re"))
UNTIL = january(24)


def case_of(*happened: tuple[object, Event]) -> list[Recorded]:
    return history((RECEIVED, received()), *happened)


def silence(*happened: tuple[object, Event]) -> Silence | None:
    events = case_of(*happened)
    return silence_of(fold(events), events)


def going_on(events: list[Recorded], day: int, **said: str) -> Draft | Refusal:
    at = january(day)
    return decide(events, fold(events), e.SilenceAccepted(**said), AUMOS, at=at, now=at)


@pytest.mark.parametrize(
    "letter", [e.QuestionSent(), e.DisclosureProposed(), e.CreditAsked(), e.PrivacyRequested()]
)
def test_a_letter_that_asks_waits_14_days_for_its_answer(letter: e.Sent) -> None:
    found = silence((january(10), letter))
    assert found is not None
    assert (found.kind, found.asked_at, found.until) == (letter.kind, january(10), UNTIL)
    assert not found.may_go_on(UNTIL - timedelta(microseconds=1))
    assert found.may_go_on(UNTIL)


def test_letters_that_ask_nothing_wait_for_nothing() -> None:
    assert silence((january(10), e.AckSent()), (january(11), e.StatusSent())) is None
    assert silence() is None


def test_the_latest_letter_that_asks_is_the_one_that_counts() -> None:
    later = (january(12), e.CreditAsked())
    assert silence(ASKED, later, (january(13), e.StatusSent())).asked_at == january(12)


def test_a_message_of_the_reporter_ends_the_silence_and_an_automatic_one_does_not() -> None:
    assert silence(ASKED, (january(11), FOLLOW_UP)) is None
    away = (january(11), msgspec.structs.replace(FOLLOW_UP, automatic=True))
    assert silence(ASKED, away) is not None
    assert silence((january(9, 20), FOLLOW_UP), ASKED) is not None


def test_a_message_that_names_the_letter_answers_it_whatever_its_clock_says() -> None:
    named = msgspec.structs.replace(FOLLOW_UP, answers=(Untrusted("<ours@vendor.example>"),))
    assert silence(ASKED, (january(9, 20), named)) is None
    machine = msgspec.structs.replace(named, automatic=True)
    assert silence(ASKED, (january(9, 20), machine)) is not None


def test_a_message_of_somebody_else_than_the_reporter_ends_no_silence() -> None:
    named = Untrusted("<ours@vendor.example>")
    vendor = msgspec.structs.replace(
        FOLLOW_UP, reporter_address=Untrusted("vic@vendor.example"), answers=(named,)
    )
    assert silence(ASKED, (january(11), vendor)) is not None
    spelt = msgspec.structs.replace(FOLLOW_UP, reporter_address=Untrusted(" Ada@Example.org"))
    assert silence(ASKED, (january(11), vendor), (january(12), spelt)) is None


BOUNCE = msgspec.structs.replace(
    FOLLOW_UP, reporter_address=Untrusted("MAILER-DAEMON@mx"), automatic=True, bounce=True
)


def test_a_letter_that_came_back_asked_nobody() -> None:
    named = msgspec.structs.replace(BOUNCE, answers=(Untrusted("<ours@vendor.example>"),))
    assert silence(ASKED, (january(11), named)) is None
    before = (january(9, 20), e.CreditAsked(message_id=Untrusted("<credit@vendor.example>")))
    assert silence(before, ASKED, (january(11), named)).kind == "credit.asked"
    again = (january(12), e.QuestionSent())
    assert silence(ASKED, (january(11), named), again).asked_at == january(12)
    assert isinstance(going_on(case_of(ASKED, (january(11), named)), 30), Refusal)


def test_a_bounce_that_names_no_letter_is_about_the_latest_that_was_only_marked_as_sent() -> None:
    marked, status = (january(10), e.QuestionSent()), (january(12), e.StatusSent())
    assert silence(marked, (january(11), BOUNCE), status) is None
    assert silence(marked, status, (january(13), BOUNCE)) is not None
    assert silence(ASKED, (january(11), BOUNCE)) is not None


@pytest.mark.parametrize(
    "over",
    [
        e.CaseClosed("done"),
        e.ReportRejected("invalid", "no hole"),
        e.ReportWithdrawn("her mail"),
        e.ReporterUnreachable("it came back"),
    ],
)
def test_nothing_is_awaited_any_more(over: Event) -> None:
    assert silence(ASKED, (january(11), over)) is None


def test_a_letter_that_was_undone_asked_nothing() -> None:
    events = case_of(ASKED)
    events = case_of(ASKED, (january(11), e.EventUndone(events[-1].id)))
    assert silence_of(fold(events), events) is None


def test_a_letter_whose_content_was_purged_asks_nothing_any_more() -> None:
    assert silence((january(10), Purged("question.sent"))) is None


def test_going_on_is_refused_before_14_days_with_the_date() -> None:
    refused = going_on(case_of(ASKED), 23)
    assert isinstance(refused, Refusal)
    assert "2026-01-24 00:00 UTC" in refused.sentence


def test_going_on_names_the_letter_and_its_ground() -> None:
    events = case_of(ASKED)
    draft = going_on(events, 24)
    assert isinstance(draft, Draft)
    assert draft.event.letter == events[-1].id
    assert draft.event.ground == "No answer in 14 days to what was asked on 2026-01-10 00:00 UTC."
    said = going_on(events, 24, ground="She said she would be away.")
    assert said.event.ground == "She said she would be away."


@pytest.mark.parametrize(
    ("happened", "said", "words"),
    [
        ((), {}, "No answer of the reporter is awaited"),
        ((ASKED, (january(11), FOLLOW_UP)), {}, "No answer of the reporter is awaited"),
        ((ASKED,), {"letter": "another"}, "Another letter is the latest"),
    ],
)
def test_going_on_is_refused_where_nothing_is_silent(happened, said, words) -> None:
    refused = going_on(case_of(*happened), 30, **said)
    assert isinstance(refused, Refusal)
    assert words in refused.sentence


def test_it_is_decided_once_until_another_letter_asks() -> None:
    events = case_of(ASKED)
    decided = (january(25), going_on(events, 25).event)
    events = case_of(ASKED, decided)
    found = silence_of(fold(events), events)
    assert (found.accepted_at, found.may_go_on(january(30))) == (january(25), False)
    assert "decided on 2026-01-25 00:00 UTC already" in going_on(events, 26).sentence
    assert waiting_for_answer(fold(events), events) is None
    assert silence(ASKED, decided, (january(26), e.QuestionSent())).accepted_at is None
    assert silence(ASKED, decided, (january(27), FOLLOW_UP)) is None


def test_it_stands_among_what_is_due_under_no_policy_and_is_never_overdue() -> None:
    events = case_of(ASKED)
    row = waiting_for_answer(fold(events), events)
    assert (row.clock, row.policy_id, row.clauses) == (MAY_GO_ON, "", ())
    assert (row.state, row.due, row.owed, row.owed_by) == ("waiting", UNTIL, True, "reporter")
