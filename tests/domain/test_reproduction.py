"""Trying to reproduce a problem: what is recorded, what it opens, and how a report is confirmed without."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.assessing.reproduction import in_one_sentence, tries_in
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.events.evidence import Outcome
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.searched import searched_in
from desktop.domain.stages import needs_of, stage_of
from tests.histories import PRODUCT, RECEIVED, SEVERITY, TRIED, history, january, profile, received

AUMOS = profile("aumos")
NOW = january(20)
FILE = e.EvidenceAdded(Untrusted("poc\u202etxt.py"), "poc_txt.py", 3, "f" * 64, "text/plain", "from the call")


def told(*acts: Event) -> list[Recorded]:
    report = msgspec.structs.replace(received(), attachments=("a" * 64,))
    return history((RECEIVED, report), *((january(10 + n), act) for n, act in enumerate(acts)))


def ask(act: Event, *before: Event) -> Draft | Refusal:
    events = told(*before)
    return decide(events, fold(events), act, AUMOS, at=NOW, now=NOW)


def need(*acts: Event):
    case = fold(told(*acts))
    return next(n for n in needs_of(case, AUMOS) if n.id == "reproduction")


def tried(outcome: Outcome, **more: str) -> e.ReproductionTried:
    return msgspec.structs.replace(TRIED, outcome=outcome, **more)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (tried("reproduced", steps=" "), "Say what was tried."),
        (tried("reproduced", environment="\n"), "Say in which environment"),
        (tried("reproduced", poc="b" * 64), "no message or file of this id"),
    ],
)
def test_a_try_says_what_was_tried_and_where(act: Event, said: str) -> None:
    refusal = ask(act, FILE)
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(said) or said in refusal.reason


@pytest.mark.parametrize("poc", ["", "a" * 64, "f" * 64, f"{1:064x}"])
def test_the_proof_of_concept_is_a_message_a_file_or_nothing(poc: str) -> None:
    assert isinstance(ask(tried("inconclusive", poc=poc), FILE), Draft)


@pytest.mark.parametrize("outcome", ["not-reproduced", "inconclusive"])
def test_only_a_try_that_saw_it_opens_the_confirmation(outcome: Outcome) -> None:
    assert not need(tried(outcome)).met
    refusal = ask(e.ReportConfirmed(), PRODUCT, SEVERITY, tried(outcome))
    assert isinstance(refusal, Refusal)
    assert [n.id for n in refusal.missing] == ["reproduction"]
    assert need(tried(outcome), TRIED, tried(outcome)).met
    assert isinstance(ask(e.ReportConfirmed(), PRODUCT, SEVERITY, TRIED, tried(outcome)), Draft)


def test_a_problem_is_confirmed_without_for_a_reason() -> None:
    without = e.NeedWaived("reproduction", "the vendor of the library confirmed it")
    assert isinstance(ask(e.NeedWaived("reproduction", " ")), Refusal)
    assert isinstance(ask(without), Draft)
    assert need(without).settled
    assert isinstance(ask(e.ReportConfirmed(), PRODUCT, SEVERITY, without), Draft)


def test_what_was_confirmed_before_this_was_asked_for_stays_where_it_is() -> None:
    assert need(PRODUCT, SEVERITY, e.ReportConfirmed()).met


def test_a_try_that_is_undone_never_was() -> None:
    undone = e.EventUndone(f"{2:064x}")
    assert not need(TRIED, undone).met
    before = (e.ArrivalConfirmed(RECEIVED), e.HandlerAssigned("Grace"), e.AckSent())
    assert stage_of(fold(told(*before, TRIED)), AUMOS) == "Confirm"


def test_every_try_stays_listed_the_latest_first() -> None:
    events = told(tried("not-reproduced"), tried("inconclusive"), TRIED, e.EventUndone(f"{3:064x}"))
    assert [r.event.outcome for r in tries_in(events)] == ["reproduced", "not-reproduced"]
    assert len(fold(events).tries) == 2


def test_a_reporter_is_told_what_was_tried_and_on_what() -> None:
    act = tried("not-reproduced", product="Widget", version="1.4")
    assert in_one_sentence(act) == "as the report says (Widget 1.4; Debian 12)"
    assert in_one_sentence(TRIED) == "as the report says (Debian 12)"


def test_steps_environments_notes_and_names_are_searched() -> None:
    events = told(tried("inconclusive", version="2.4.2"), FILE)
    words = searched_in(fold(events), events).words
    assert words["decision"].splitlines() == ["as the report says", "Debian 12", "2.4.2"]
    assert words["note"].splitlines() == ["from the call", "poc\u202etxt.py", "poc_txt.py"]
