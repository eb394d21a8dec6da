"""A timeline leaves with ids, instants and the policy's sentences; nothing of the report goes with it."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.case import Case, fold
from desktop.domain.cleared import Cleared
from desktop.domain.gate import GateRefusal, TimelineCandidate, clear_timeline
from desktop.domain.inert import Untrusted
from tests.histories import RECEIVED, history, profile, received

MUSHIN = profile("mushin")
CASE_ID = "MUS-2026-0000000"
SENTENCES = tuple(clock.sentence for clock in MUSHIN.clocks)


def case(title: str = "Hole in the loader", *acts) -> Case:
    report = msgspec.structs.replace(
        received("mushin"),
        title=Untrusted(title),
        reporter_name=Untrusted("Ada Finder"),
        reporter_address=Untrusted("ada@reporter.example"),
    )
    return fold(history((RECEIVED, report), *((RECEIVED, act) for act in acts), case_id=CASE_ID))


def ask(*words: str, of: Case | None = None, content: bytes = b"%PDF-1.4 ...") -> Cleared | GateRefusal:
    candidate = TimelineCandidate(content, (CASE_ID, *SENTENCES, *words), "a.pdf")
    return clear_timeline(candidate, of or case(), MUSHIN)


def test_promises_and_a_case_id_may_leave_for_the_organisation():
    outcome = ask("kept, 3 h late")
    assert isinstance(outcome, Cleared)
    assert (outcome.kind, outcome.audience) == ("timeline", "the organisation")


@pytest.mark.clause("CZM-8b")
@pytest.mark.parametrize("words", ["by Ada Finder", "ada@reporter.example", "F I N D E R, Finder"])
def test_the_reporter_is_never_in_it_not_even_with_consent(words):
    credited = case("Hole", e.CreditRecorded(choice="named", name="Ada Finder", ground="her mail"))
    for subject in (case(), credited):
        outcome = ask(words, of=subject)
        assert isinstance(outcome, GateRefusal)
        assert "reporter" in outcome.sentence


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("About: hole IN the loader", "title"),
        ("see AUM-2026-123456Z", "Other cases"),
        ("kept\u202e", "no reader sees"),
    ],
)
def test_the_title_other_cases_and_hidden_characters_stay_in(words, why):
    outcome = ask(words)
    assert isinstance(outcome, GateRefusal)
    assert why in outcome.sentence


def test_a_title_that_the_policy_itself_uses_is_no_leak():
    assert isinstance(ask(of=case(SENTENCES[0])), Cleared)


def test_what_is_no_pdf_or_names_no_case_is_refused():
    assert isinstance(ask(content=b"<html>"), GateRefusal)
    assert isinstance(clear_timeline(TimelineCandidate(b"%PDF-", (), "a.pdf"), case(), MUSHIN), GateRefusal)
