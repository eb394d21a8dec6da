"""A fix that is taken back opens the Fix stage again, until a trace or a person says that it is there."""

import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.matrix.regressions import regressions
from desktop.domain.matrix.unchecked import unchecked
from desktop.domain.stages import needs_of, stage_of
from tests.domain.test_matrix import WIDGET, cell, judged, told, trace
from tests.histories import RECEIVED, SEVERITY, TRIED, history, january, profile, received

AUMOS = profile("aumos")
FIXED = trace(cell("release/1.4", "fixed", "branch"))
AFFECTED = trace(cell("release/1.4", "affected", "branch"))
FIX = e.FixPrepared("Widget", "1.4.2", "1.4")


def again(*acts: Event) -> list[str]:
    return [regression.name for regression in regressions(told(WIDGET, *acts))]


def test_what_was_fixed_and_is_affected_again_is_told_with_its_reason() -> None:
    assert again(FIXED) == []
    assert again(FIXED, AFFECTED) == ["Widget 1.4"]
    (regression,) = regressions(told(WIDGET, FIXED, AFFECTED))
    assert regression.why == "By release/1.4: release/1.4 traced"


def test_a_fix_on_record_that_a_later_trace_does_not_find_is_told_too() -> None:
    assert again(AFFECTED, FIX) == []
    assert again(FIX, AFFECTED) == ["Widget 1.4"]
    assert again(FIX, trace(cell("v1.4.2"))) == ["Widget 1.4"]
    assert again(FIX, judged("1.4", "affected", branch=True)) == ["Widget 1.4"]


def test_an_older_tag_takes_no_fix_back() -> None:
    assert again(FIX, trace(cell("v1.4.1"))) == []
    assert again(FIX, trace(cell("release/1.3", "affected", "branch"))) == []


@pytest.mark.parametrize(
    "settling",
    [FIXED, judged("1.4", "fixed", branch=True), judged("release/1.4", "fixed")],
    ids=lambda x: x.kind,
)
def test_a_later_trace_or_word_that_calls_it_fixed_settles_it(settling: Event) -> None:
    assert again(FIXED, AFFECTED, settling) == []
    assert again(FIXED, AFFECTED, settling, AFFECTED) == ["Widget 1.4"]


def test_a_word_that_it_was_fixed_hides_no_later_trace() -> None:
    word = judged("1.4", "fixed", branch=True)
    assert again(word, AFFECTED) == ["Widget 1.4"]
    assert again(word, AFFECTED, word) == []
    assert again(judged("1.4", "not-affected", branch=True), FIX, AFFECTED) == []


def test_what_was_never_fixed_is_no_regression() -> None:
    assert again(AFFECTED, AFFECTED) == []
    assert again(trace(cell("release/1.4", "not-affected", "branch")), AFFECTED) == []


def test_a_product_without_branches_is_told_by_its_trunk() -> None:
    single = e.AffectedListed("Acme", "Widget", ("1.0",))
    fixed, back = (trace(cell("main", state, "branch")) for state in ("fixed", "affected"))  # type: ignore[arg-type]
    assert [r.name for r in regressions(told(single, fixed, back))] == ["Widget"]


def test_similar_problems_are_told_by_their_own_traces() -> None:
    found = e.VariantFound("Other", "b.c")
    fixed, back = (
        trace(cell("release/1.4", state, "branch"), finding="Other")  # type: ignore[arg-type]
        for state in ("fixed", "affected")
    )
    assert again(found, fixed, AFFECTED) == []
    (regression,) = regressions(told(WIDGET, found, fixed, back))
    assert (regression.finding, regression.name) == ("Other", "Widget 1.4")


READY = (
    e.ArrivalConfirmed(RECEIVED, "+00:00"),
    e.HandlerAssigned("Grace"),
    e.AckSent(),
    e.AssessmentSent(),
    WIDGET,
    SEVERITY,
    TRIED,
    e.ReportConfirmed(),
    e.AuditRecorded("all", "none"),
    e.AuditDone(),
    FIX,
    e.FixPrepared("Widget", "1.3.9", "1.3"),
    e.FixReady(),
    e.FixReleased(),
)


def outcome(act: Event, *acts: Event) -> object:
    past = history((RECEIVED, received()), *((january(12), one) for one in acts))
    return decide(past, fold(past), act, AUMOS, at=january(13), now=january(13))


def test_the_fix_stage_opens_again_and_says_why() -> None:
    case = told(*READY)
    before = stage_of(case, AUMOS)
    assert before != "Fix"
    case = told(*READY, AFFECTED)
    assert stage_of(case, AUMOS) == "Fix"
    (need,) = [n for n in needs_of(case, AUMOS) if n.id == "no-regression"]
    assert need.text == (
        "No fix taken back since: Widget 1.4 is affected again. By release/1.4: release/1.4 traced"
    )
    assert stage_of(told(*READY, AFFECTED, FIXED), AUMOS) == before
    refused = outcome(e.FixReady(), *READY, AFFECTED)
    assert isinstance(refused, Refusal)
    assert "no fix taken back" in refused.sentence


def test_the_audit_waits_for_the_versions_of_every_similar_problem() -> None:
    found = e.VariantFound("In the exporter", "export.c")
    acts = (*READY[:9], found)
    refused = outcome(e.AuditDone(), *acts)
    assert isinstance(refused, Refusal)
    assert [need.id for need in refused.missing] == ["variant-versions"]
    assert "In the exporter in Widget 1.3, Widget 1.4" in refused.missing[0].text
    looked = [
        judged("1.3", "under-investigation", branch=True, finding="In the exporter"),
        judged("1.4", "not-affected", branch=True, finding="In the exporter"),
    ]
    assert not isinstance(outcome(e.AuditDone(), *acts, *looked), Refusal)
    waived = e.NeedWaived("variant-versions", "the exporter was never released")
    assert not isinstance(outcome(e.AuditDone(), *acts, waived), Refusal)
    assert isinstance(outcome(e.AuditDone(), *acts, looked[0]), Refusal)


def test_without_a_listed_product_a_similar_problem_waits_for_any_version() -> None:
    assert unchecked(told(e.VariantFound("Other", "b.c"))).endswith("Other in any version")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (judged(" ", "fixed"), "Name the version."),
        (e.VersionJudged("Widget", "1.4", "fixed", " "), "what it rests on"),
        (e.VersionJudged("Widget", "1.4", "not-affected", "read"), "one of the five justifications"),
        (e.VersionJudged("Widget", "1.4", "fixed", "read", "component_not_present"), "called otherwise"),
        (e.VersionJudged("Gadget", "1.4", "fixed", "read"), "of the listed products: Widget"),
        (e.VersionJudged(" ", "1.4", "fixed", "read"), "Name the product."),
        (e.VersionJudged("Widget", "1.4\n", "fixed", "read"), "stands on one line"),
        (judged("1.4", "fixed", finding="Other"), "no such similar problem: none was found yet"),
        (trace(), "there is nothing to keep"),
        (trace(*[cell(f"v{n}") for n in range(5_001)]), "5,001 tags and branches, more than 5,000"),
        (trace(cell("v1"), product="Gadget"), "of the listed products: Widget"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_what_makes_no_sense_is_refused_with_a_sentence(act: Event, said: str) -> None:
    refused = outcome(act, WIDGET)
    assert isinstance(refused, Refusal)
    assert said in refused.sentence


def test_a_word_on_something_else_takes_no_fix_back() -> None:
    assert again(AFFECTED, FIX, judged("1.3.1", "affected")) == []
    assert again(AFFECTED, FIX, judged("night", "affected")) == []
    assert again(AFFECTED, FIX, judged("1.3", "affected", branch=True)) == []


def test_words_on_older_versions_are_kept_for_when_no_newer_one_is_told_of() -> None:
    words = [judged(f"1.4.{number}", "affected") for number in range(5, 0, -1)]
    assert again(FIXED, *words) == []
    assert again(*words, judged("1.4.6", "fixed"), judged("1.4.7", "affected")) == ["Widget 1.4"]


def test_a_fix_that_was_never_there_is_not_found_and_not_taken_back() -> None:
    released = e.BranchReleased("Widget", "1.4.2", january(12).date(), "1.4")
    known = (told(WIDGET, *acts) for acts in ((FIX, AFFECTED), (FIX, released, AFFECTED)))
    sentences = [regression.sentence for case in known for regression in regressions(case)]
    why = "By release/1.4: release/1.4 traced"
    assert sentences == [
        f"The fix prepared for Widget 1.4 is not found by what was told since. {why}",
        f"Widget 1.4 was fixed, and is affected again. {why}",
    ]
    (need,) = [n for n in needs_of(told(WIDGET, FIX, AFFECTED), AUMOS) if n.id == "no-regression"]
    assert not need.met
    assert "taken back" not in need.text
