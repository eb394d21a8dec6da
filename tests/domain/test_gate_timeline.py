"""A timeline leaves with ids, instants and the policy's sentences; nothing of the report goes with it."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_timeline
from desktop.domain.leaving.timelines import TimelineCandidate
from desktop.domain.policy import Predisclosure
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


@pytest.mark.parametrize("title", ["state", "AumOS", "internal", "MushinAI", "Due", "late", "", "?!"])
def test_a_title_so_common_that_our_own_words_hold_it_is_no_leak(title):
    outcome = ask("State", "kept, 3 h late", f"{CASE_ID} · internal", "AumOS", of=case(title))
    assert isinstance(outcome, Cleared)


@pytest.mark.parametrize("title", ["Loader", "hole in the load", "in the loader runs"])
def test_only_the_whole_title_counts(title):
    assert isinstance(ask("the whole in the loaders", of=case(title)), Cleared)


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        ("SQL injection", "About sql  injection."),
        ("Hole: in the loader!", "hole in the LOADER"),
        ("Über", "über"),
        ("穴", "ローダーの穴"),
    ],
)
def test_a_title_is_found_however_it_is_set(title, drawn):
    outcome = ask(drawn, of=case(title))
    assert isinstance(outcome, GateRefusal)
    assert "title" in outcome.sentence


def test_sentences_of_packs_and_of_who_hears_first_are_no_leak():
    czm, pack = profile("czm"), profile("regulation")
    rule = Predisclosure(id="early", sentence="Large partners hear a week before.", audience="partners")
    early = msgspec.structs.replace(
        czm, disclosure=msgspec.structs.replace(czm.disclosure, predisclosure=(rule,))
    )
    for sentence in (pack.clocks[0].sentence, rule.sentence):
        candidate = TimelineCandidate(b"%PDF-1.4", (CASE_ID, sentence), "a.pdf")
        assert isinstance(clear_timeline(candidate, case(sentence), early, (pack,)), Cleared)


def test_what_is_no_pdf_or_names_no_case_is_refused():
    assert isinstance(ask(content=b"<html>"), GateRefusal)
    assert isinstance(clear_timeline(TimelineCandidate(b"%PDF-", (), "a.pdf"), case(), MUSHIN), GateRefusal)
