"""A name is told on a ground: a word of its bearer, a law, or the policy's rule after its question."""

import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft
from desktop.domain.fold import fold
from desktop.domain.leaving.traces import reporter_traces
from tests.histories import RECEIVED, history, january, profile, received

SILENT = e.CreditRecorded("named", "Ada", "no objection to our letter", basis="opt-out")


def outcome(policy: str, *before, act=SILENT):
    told = history((RECEIVED, received(policy)), *((january(12), event) for event in before))
    return decide(told, fold(told), act, profile(policy), at=january(20), now=january(20))


@pytest.mark.checks("F66")
@pytest.mark.clause("M87-2f")
def test_a_policy_that_names_who_is_silent_does_so_after_its_question() -> None:
    unasked = outcome("m87")
    assert isinstance(unasked, Refusal)
    assert "was not asked yet" in unasked.sentence
    assert isinstance(outcome("m87", e.AckSent()), Draft)


@pytest.mark.checks("F66")
@pytest.mark.clause("AUM-4c")
@pytest.mark.parametrize("asking", [e.ReporterNotified(), e.CreditAsked()])
def test_the_letter_that_asks_is_the_one_that_the_policy_says(asking) -> None:
    assert isinstance(outcome("aumos", e.AckSent()), Refusal)
    assert isinstance(outcome("aumos", asking), Draft)


@pytest.mark.checks("F66")
def test_an_objection_counts_and_so_does_a_policy_that_wants_consent() -> None:
    objected = e.CreditRecorded("anonymous", ground="her mail")
    refused = outcome("m87", e.AckSent(), objected)
    assert isinstance(refused, Refusal)
    assert "objected" in refused.sentence
    lost = outcome("m87", e.AckSent(), e.ReporterUnreachable("the mail came back"))
    assert isinstance(lost, Refusal)
    for policy in ("czm", "mushin", "terragon"):
        assert isinstance(outcome(policy, e.CreditAsked()), Refusal)
    other = e.CreditRecorded("named", "Bo", "silence", "Bo", basis="opt-out")
    assert isinstance(outcome("m87", e.AckSent(), e.PersonNamed("Bo", part="finder"), act=other), Refusal)


@pytest.mark.checks("F66")
def test_a_law_and_a_word_need_no_question() -> None:
    for basis in ("consent", "law"):
        assert isinstance(outcome("m87", act=e.CreditRecorded("named", "Ada", "why", basis=basis)), Draft)


@pytest.mark.checks("F66")
def test_without_any_ground_the_name_stays() -> None:
    case = fold(history((RECEIVED, received("m87")), (january(12), e.AckSent())))
    assert reporter_traces("Found by Ada.", case, profile("m87")) == ("Ada",)
