"""Worksheets of the audit: no stage is done while a hit has no verdict, or a similar problem no name."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.audit.hit_numbers import read_numbers, write_numbers
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.stages import needs_of
from tests.histories import PRODUCT, RECEIVED, SEVERITY, TRIED, history, january, profile, received

MUSHIN, AUMOS = profile("mushin"), profile("aumos")
NOW = january(20)
CONFIRMED = (PRODUCT, SEVERITY, TRIED, e.ReportConfirmed())
SEARCHED = e.CodeSearched("product", "a" * 40, "v1", "strcpy", (), "git grep -P", 3, "0" * 64)


def so_far(*acts: Event) -> list[Recorded]:
    opened = (RECEIVED, received("mushin"))
    return history(opened, *((january(10) + timedelta(hours=n), act) for n, act in enumerate(acts)))


def search_of(*acts: Event) -> str:
    return fold(so_far(*acts)).searches[-1].id


def lacking(*acts: Event) -> dict[str, str]:
    needs = needs_of(fold(so_far(*acts)), MUSHIN)
    return {need.id: need.text for need in needs if need.stage == "Audit" and not need.settled}


FOUND = (*CONFIRMED, SEARCHED)
SEARCH = search_of(*FOUND)
HARMLESS = e.HitsJudged(SEARCH, (1, 2), "harmless", "bounded")


@pytest.mark.clause("MUS-3c")
def test_the_audit_waits_for_a_verdict_on_every_hit_also_after_it_was_done() -> None:
    assert "2 of 3 hits" in lacking(*FOUND, e.HitsJudged(SEARCH, (1,), "harmless", "bounded"))["hits-judged"]
    judged = (*FOUND, HARMLESS, e.HitsJudged(SEARCH, (3,), "no-code", "a comment"))
    assert set(lacking(*judged)) == {"audit.done"}
    done = (*judged, e.AuditDone())
    assert not lacking(*done)
    assert set(lacking(*done, SEARCHED)) == {"hits-judged"}


@pytest.mark.clause("MUS-3c")
@pytest.mark.parametrize("rules", [MUSHIN, AUMOS])
def test_no_hit_is_set_aside(rules: object) -> None:
    events = so_far(*FOUND)
    answer = decide(events, fold(events), e.NeedWaived("hits-judged", "no time"), rules, at=NOW, now=NOW)  # type: ignore[arg-type]
    assert isinstance(answer, Refusal)
    assert "cannot be waived" in answer.sentence


def test_a_hit_that_is_a_similar_problem_asks_for_its_name() -> None:
    judged = (*FOUND, e.HitsJudged(SEARCH, (1, 2, 3), "variant", "unbounded"))
    assert lacking(*judged)["variants-named"].startswith("A name for the similar problem of hit 1-3")
    named = (*judged, e.VariantFound("second-sink", "lib/b.c", SEARCH, (1, 3)))
    assert "hit 2 for strcpy" in lacking(*named)["variants-named"]
    assert "variants-named" not in lacking(
        *named, e.HitsJudged(SEARCH, (2,), "harmless", "bounded after all")
    )


def test_naming_a_similar_problem_is_the_verdict_on_its_hits() -> None:
    case = fold(so_far(*FOUND, HARMLESS, e.VariantFound("second-sink", "lib/b.c", SEARCH, (2, 3))))
    (search,) = case.searches
    assert search.variants == (2, 3)
    assert not search.open
    assert search.verdicts[3].reason == "second-sink: lib/b.c"
    assert search.verdicts[1].verdict == "harmless"


def test_a_finding_without_a_search_judges_nothing() -> None:
    events = so_far(*CONFIRMED)
    act = e.VariantFound("second-sink", "read by hand")
    assert isinstance(decide(events, fold(events), act, MUSHIN, at=NOW, now=NOW), Draft)
    assert fold(so_far(*FOUND, act)).searches[0].open == (1, 2, 3)


@given(st.sets(st.integers(1, 400), min_size=1))
def test_numbers_are_read_as_they_are_written(numbers: set[int]) -> None:
    assert read_numbers(write_numbers(sorted(numbers))) == tuple(sorted(numbers))
