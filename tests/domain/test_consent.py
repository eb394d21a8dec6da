"""On what a wish about credit may rest when nobody answers, by the rule of each policy."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.case import Case
from desktop.domain.event import Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.parties.consent import TIME_TO_OBJECT, Consent, consent_of
from desktop.domain.parties.people import credited, doubt, export_is_stale, people_of
from tests.histories import RECEIVED, history, january, profile, received, written_down

ASKED = january(12, 10)
LATER = ASKED + TIME_TO_OBJECT
NAMING = {"m87": "M87-2f", "aumos": "AUM-4c"}


def told(*happened: tuple[datetime, Event], policy: str = "aumos") -> list[Recorded]:
    return history((RECEIVED, received(policy)), *happened)


def consent(events: list[Recorded], policy: str, now: datetime, person: int = 0) -> Consent:
    return consent_of(people_of(fold(events))[person], events, profile(policy), now)


def message(at: datetime) -> tuple[datetime, Event]:
    return at, e.FollowUpReceived(Untrusted("ada@example.org"), "signed", Untrusted("Re: credit"))


@pytest.mark.clause("M87-2f", "AUM-4c")
@pytest.mark.parametrize(("policy", "clause"), NAMING.items())
def test_silence_after_the_question_is_a_ground_where_the_policy_names_unless_they_object(
    policy: str, clause: str
) -> None:
    events = told((ASKED, e.CreditAsked()), policy=policy)
    early = consent(events, policy, LATER - timedelta(minutes=1))
    assert (early.ground, early.asked) == ("", "Asked on 2026-01-12. They may object until 2026-01-26.")
    silent = consent(events, policy, LATER)
    assert clause in silent.ground
    assert "Asked on 2026-01-12, nothing came within 14 days." in silent.ground


@pytest.mark.clause("M87-2f", "AUM-4c", "CZM-5c")
@pytest.mark.parametrize("policy", ["m87", "aumos", "czm", "mushin", "terragon"])
def test_nobody_is_named_before_a_person_recorded_a_wish(policy: str) -> None:
    case = fold(told((ASKED, e.CreditAsked()), policy=policy))
    assert credited(case) == ()


@pytest.mark.clause("CZM-5c", "CZM-7a")
@pytest.mark.parametrize("policy", ["czm", "mushin", "terragon"])
def test_silence_is_no_ground_under_any_other_policy(policy: str) -> None:
    found = consent(told((ASKED, e.CreditAsked()), policy=policy), policy, LATER + timedelta(days=365))
    assert found.ground == ""
    assert "Asked on 2026-01-12." in found.asked
    assert "without" in found.rule


@given(
    asked=st.lists(st.integers(0, 40), max_size=3),
    came=st.lists(st.integers(0, 40), max_size=3),
    now=st.integers(41, 80),
    recorded=st.booleans(),
)
def test_a_ground_is_proposed_exactly_when_nothing_speaks_against_it(
    asked: list[int], came: list[int], now: int, recorded: bool
) -> None:
    def at(day: int) -> datetime:
        return RECEIVED + timedelta(days=day, hours=1)

    happened = [(at(day), e.CreditAsked()) for day in asked] + [message(at(day)) for day in came]
    happened += [(at(40), e.CreditRecorded("anonymous", "", "her call"))] if recorded else []
    found = consent(told(*happened), "aumos", at(now))
    silent = bool(asked) and now - max(asked) >= TIME_TO_OBJECT.days and max(came, default=-1) <= max(asked)
    assert bool(found.ground) == (silent and not recorded)


def test_what_was_written_since_counts_more_than_silence() -> None:
    events = told((ASKED, e.CreditAsked()), message(january(13)))
    found = consent(events, "aumos", LATER)
    assert (found.ground, found.asked) == (
        "",
        "Asked on 2026-01-12. A message came since: read what they say about it.",
    )


def test_a_question_that_was_undone_was_never_asked() -> None:
    events = told((ASKED, e.CreditAsked()))
    undone = [*events, *history((ASKED, e.EventUndone(events[1].id)))]
    assert consent(undone, "aumos", LATER).asked == "Not asked yet."


def test_nobody_is_asked_of_whom_nothing_is_known_or_by_a_letter_to_another() -> None:
    finder = told((ASKED, e.CreditAsked()), (ASKED, e.PersonNamed("Grace", "finder")))
    assert consent(finder, "aumos", LATER, person=1).asked == ""
    anonymous = e.ReportReceived(
        "aumos", "0" * 64, "web-form", "plain", Untrusted("A hole"), Untrusted(""), Untrusted(""),
        "claimed", "typed",
    )  # fmt: skip
    assert consent(history((RECEIVED, anonymous), (ASKED, e.CreditAsked())), "aumos", LATER).ground == ""


def test_who_was_not_reached_did_not_object() -> None:
    named = Untrusted("<credit@us>")
    asked = (ASKED, e.CreditAsked(message_id=named))
    bounce = e.FollowUpReceived(
        Untrusted("MAILER-DAEMON@mx"),
        "claimed",
        Untrusted("Lost"),
        automatic=True,
        bounce=True,
        answers=(named,),
    )
    for lost in (bounce, e.ReporterUnreachable("the mailbox is gone")):
        for at in (ASKED - timedelta(hours=1), ASKED + timedelta(hours=1)):
            assert consent(told(asked, (at, lost)), "aumos", LATER).ground == ""
    assert "came back" in consent(told(asked, (january(13), bounce)), "aumos", LATER).asked
    heard = consent(told(asked, (january(13), bounce), message(january(14))), "aumos", LATER)
    assert "read what they say" in heard.asked


# --- what proves a wish, and what it does to an export -------------------------------------------------


def wish(name: str = "Ada", **changes: str) -> e.CreditRecorded:
    choice = "named" if name else "anonymous"
    return e.CreditRecorded(choice, name, "her mail", **changes)  # type: ignore[arg-type]


def exported(*before: Event, after: tuple[Event, ...]) -> Case:
    left = e.AdvisoryExported("csaf", "a.json", "0" * 64)
    return fold(told(*((ASKED, act) for act in (*before, left, *after))))


def test_a_message_that_only_claims_its_sender_proves_no_name() -> None:
    events = told(message(ASKED))
    claimed, signed = (recorded.id for recorded in events)
    case = fold(events)
    assert "prove it (claimed)" in doubt(wish(proof=claimed), case)
    assert doubt(wish(proof=signed), case) == ""
    assert doubt(wish(name="", proof=claimed), case) == ""
    assert doubt(wish(), case) == ""


@pytest.mark.parametrize("name", ["Ada", ""])
def test_a_message_of_somebody_else_proves_no_name(name: str) -> None:
    other = e.FollowUpReceived(Untrusted("vic@vendor.example"), "signed", Untrusted("Re: credit"))
    events = told((ASKED, other))
    words = doubt(wish(name, proof=events[1].id), fold(events))
    assert ("another address than theirs" in words) == bool(name)


FINDER = e.PersonNamed("Grace", "finder")
GRACE = wish("Grace", person="Grace")


@pytest.mark.parametrize(
    ("before", "after", "stale"),
    [
        ((wish(),), (wish(""),), True),
        ((wish(),), (wish("Countess"),), True),
        ((wish(),), (wish(proof="0" * 64),), False),
        ((), (wish(),), True),
        ((), (wish(""),), False),
        ((FINDER, GRACE), (e.PersonRemoved("grace"),), True),
        ((FINDER, GRACE), (e.PersonNamed("Grace", "handler"),), True),
        ((FINDER, GRACE), (e.PersonNamed("Grace", "vendor"),), False),
        ((FINDER,), (e.PersonRemoved("Grace"),), False),
        ((FINDER, GRACE), (wish("", person=" grace "),), True),
        ((wish(),), (wish(""), e.AdvisoryExported("csaf", "b.json", "1" * 64)), False),
    ],
)
def test_an_export_is_stale_once_it_names_others_than_those_who_agreed(
    before: tuple[Event, ...], after: tuple[Event, ...], stale: bool
) -> None:
    assert export_is_stale(exported(*before, after=after)) == stale


LEFT = e.AdvisoryExported("csaf", "a.json", "0" * 64)


@pytest.mark.parametrize(
    ("before", "after", "stale"),
    [
        ((wish(),), (), True),
        ((wish(),), (wish(),), False),
        ((e.AdvisoryDrafted(AdvisoryText("A hole", "Here")),), (), True),
        ((wish("Countess"), wish()), (), True),
        ((wish(), wish(proof="0" * 64)), (), False),
        ((e.NoteAdded("a note"),), (), False),
    ],
)
def test_what_is_undone_after_an_export_makes_it_stale_too(
    before: tuple[Event, ...], after: tuple[Event, ...], stale: bool
) -> None:
    """The last act before the export is the one that is undone."""
    events = told(*((ASKED, act) for act in (*before, LEFT)))
    undone = e.EventUndone(events[-2].id)
    happened = written_down(LATER, *((LATER, act) for act in (undone, *after)), after=events)
    assert export_is_stale(fold(happened)) == stale


def test_an_undo_after_the_export_that_is_undone_itself_leaves_it_as_it_was() -> None:
    events = told((ASKED, wish()), (ASKED, LEFT))
    undo = Recorded("e" * 64, None, "w", 8, LATER, LATER, "me", e.EventUndone(events[1].id))
    again = Recorded("f" * 64, None, "w", 9, LATER, LATER, "me", e.EventUndone(undo.id))
    assert export_is_stale(fold([*events, undo]))
    assert not export_is_stale(fold([*events, undo, again]))
