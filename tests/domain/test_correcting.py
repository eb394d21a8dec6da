"""A fix of a published advisory that is taken back: the world is told so, before another one is there."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryFacts, AdvisoryText
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.decide import Refusal, decide, missing_for
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.stages import is_correcting, stage_of
from tests.domain.test_fixing import AUMOS, BEFORE, FIXES, NOW, OUT, PROVED, REVERTED, so_far

TEXT = AdvisoryText("A hole", "In the Widget")
EXPORT = e.AdvisoryExported("csaf", "a.json", "0" * 64)
DONE = (
    *BEFORE, *FIXES, *PROVED, e.FixReady(), *OUT, e.FixReleased(),
    e.CreditRecorded("anonymous", ground="mail"), e.AdvisoryDrafted(TEXT), EXPORT,
)  # fmt: skip
PUBLISHED = (*DONE, e.ReporterNotified(), e.AdvisoryPublished())
CORRECTION = e.AdvisoryExported("csaf", "a.json", "1" * 64, correcting=True, changed="Said before.")
NEXT = e.FixPrepared("Widget", "1.4.2", "1.4")


def facts(*acts: Event) -> AdvisoryFacts:
    return advisory_from(fold(so_far(*acts)), AUMOS, now=NOW + timedelta(days=9))


def waits_for(*acts: Event) -> tuple[str, ...]:
    return tuple(need.id for need in missing_for(e.AdvisoryPublished(), fold(so_far(*acts)), AUMOS))


def test_the_advisory_says_that_the_fix_is_none_while_the_stages_stay_open() -> None:
    case = fold(so_far(*PUBLISHED, REVERTED))
    assert is_correcting(case, AUMOS)
    assert stage_of(case, AUMOS) == "Fix"
    assert waits_for(*PUBLISHED, REVERTED) == ()
    (product,) = facts(*PUBLISHED, REVERTED).products
    assert product.affected == (">=1.0, <1.4.1", "1.4.1")
    assert [(fix.version, fix.branch) for fix in product.fixes] == [("1.3.9", "1.3")]
    assert product.withdrawn == ("1.4.1",)
    assert [r.summary for r in facts(*PUBLISHED, REVERTED).revisions] == [
        "Initial publication.", "The fix in 1.4.1 was withdrawn.",
    ]  # fmt: skip


def test_it_is_exported_before_it_is_published_and_once_it_is_out_the_case_waits_for_the_fix() -> None:
    events = so_far(*PUBLISHED, REVERTED)
    answer = decide(events, fold(events), e.AdvisoryPublished(), AUMOS, at=NOW, now=NOW)
    assert isinstance(answer, Refusal)
    assert "export it again" in answer.sentence
    events = so_far(*PUBLISHED, REVERTED, CORRECTION)
    assert not isinstance(
        decide(events, fold(events), e.AdvisoryPublished(), AUMOS, at=NOW, now=NOW), Refusal
    )
    assert stage_of(fold(so_far(*PUBLISHED, REVERTED, CORRECTION, e.AdvisoryPublished())), AUMOS) == "Fix"


def test_a_fix_that_is_still_made_is_not_named_in_its_place() -> None:
    begun = (*PUBLISHED, REVERTED, NEXT)
    assert waits_for(*begun) == ()
    (product,) = facts(*begun).products
    assert (product.fixed, product.withdrawn) == (("1.3.9",), ("1.4.1",))
    (again,) = facts(*begun, CORRECTION).products
    assert (again.fixed, again.withdrawn) == (("1.3.9",), ("1.4.1",))


def test_the_next_fix_is_named_and_what_was_believed_fixed_stays_affected() -> None:
    proved = (NEXT, *PROVED[2:], e.FixReady(), e.BranchReleased("Widget", "1.4.2", OUT[1].released_on, "1.4"))
    found = facts(*PUBLISHED, REVERTED, CORRECTION, *proved, e.FixReleased())
    (product,) = found.products
    assert product.fixed == ("1.3.9", "1.4.2")
    assert (product.affected[-1], product.withdrawn) == ("1.4.1", ())
    assert [r.summary for r in found.revisions] == [
        "Initial publication.", "Said before.", "A fix is in 1.4.2.",
    ]  # fmt: skip


def test_before_the_advisory_is_out_nothing_needs_correcting() -> None:
    assert "fix-per-branch" in waits_for(*DONE, REVERTED)
    early = (*BEFORE, *FIXES, REVERTED)
    assert facts(*early).products[0].affected == (">=1.0, <1.4.1",)  # nobody runs it
    assert facts(*BEFORE, *FIXES, OUT[1], REVERTED).products[0].withdrawn == ("1.4.1",)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            e.AffectedListed("Acme", "Widget", (">=0.9, <1.4.1",), ("1.3", "1.4")),
            "The affected versions are others.",
        ),
        (e.SeveritySet("low", "why", "", ""), "The severity was assessed anew."),
        (e.AdvisoryDrafted(AdvisoryText("A hole", "Other words")), "The text was revised."),
        (e.AffectedListed("Acme", "Gadget", ("1.0",)), "Gadget is listed too."),
        (e.NoteAdded("nothing public"), "Updated."),
    ],
)
def test_a_revision_says_what_changed(act: Event, said: str) -> None:
    assert facts(*PUBLISHED, act).revisions[-1].summary == said
