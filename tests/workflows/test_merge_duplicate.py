"""A duplicate and its original know of each other, and nobody who reported is forgotten."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import CaseChanged, RefusedByPolicy
from desktop.domain.filters import read_filter
from desktop.domain.parties.people import people_of
from desktop.formats.letters.explanations import explanation_of
from desktop.workflows.correspondence.still_to_tell import still_to_tell
from desktop.workflows.correspondence.write_letter import draft_letter, seal_letter
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.triage.merge_duplicate import merge_duplicate
from desktop.workflows.triage.propose_duplicates import propose_duplicates
from desktop.workflows.vault_ports import CaseDrafts, CaseQuery
from tests.workflows.desks import NOW, later
from tests.workflows.merging import SAID, case, enter, merged, numbering, refused, three_cases


@pytest.fixture
def desk(either_vault, us) -> Desk:
    return numbering(either_vault, us.gpg)


@pytest.fixture
def three(desk) -> list[str]:
    return three_cases(desk)


def test_both_know_of_each_other_and_the_wish_about_credit_goes_over(desk, three):
    original, duplicate, _ = three
    record_act(desk, duplicate, e.CreditRecorded("named", "Bob B.", "his call"))
    record_act(desk, duplicate, e.PersonNamed("Fay", "finder"))
    record_act(desk, duplicate, e.CreditRecorded("named", "Fay F.", "her call", person="Fay"))
    merged(desk, duplicate, original)
    rejected = case(desk, duplicate).rejected
    assert rejected is not None
    assert (rejected.reason, rejected.of) == ("duplicate", original)
    assert "reported to us before" in rejected.explanation
    people = {person.label: person.credited for person in people_of(case(desk, original))}
    assert people == {"": "", duplicate: "Bob B.", "Fay": "Fay F."}
    assert case(desk, original).joined[0].reporter_address.raw == "bob@example.org"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ((), "it is being handled. You are recorded"),
        ((e.FixReleased(),), "a fix for it is released. You are recorded"),
        (
            (e.AdvisoryPublished("https://example.org/1"),),
            "an advisory about it is published.",
        ),
        ((e.AdvisoryPublished("https://example.org/1"), e.FixReleased()), "a fix for it is released"),
        (
            (e.ReportRejected("spam", "Spam"), e.CaseClosed("Spam")),
            "we no longer work on it",
        ),
        ((e.ReportRejected("not-a-vulnerability", "x"),), "we no longer work on it"),
    ],
)
def test_the_usual_words_for_a_duplicate_say_how_its_original_stands(desk, three, before, words):
    original, duplicate, _ = three
    drafts = [Draft(event, NOW) for event in before]
    if drafts:
        desk.vault.append(original, drafts, author="me", now=NOW)
    merged(desk, duplicate, original)
    said = case(desk, duplicate).rejected.explanation
    assert words in said
    assert "You are recorded as having reported it too." in said
    assert said.startswith("The same problem was reported to us before")
    assert (original in said, "Ada" in said) == (False, False)
    assert case(desk, original).joined[0].from_case == duplicate


def test_of_a_problem_that_no_case_of_the_vault_is_about_only_that_it_was_known_is_told():
    said = explanation_of("duplicate")
    assert "known to us" in said
    assert not any(words in said for words in ("recorded", "handled"))


def test_who_joined_a_duplicate_goes_on_to_its_original(desk, three):
    original, duplicate, further = three
    merged(desk, further, duplicate)
    merged(desk, duplicate, original)
    assert {j.from_case for j in case(desk, original).joined} == {duplicate, further}


def test_undoing_the_rejection_takes_the_joining_back_too(desk, three):
    original, duplicate, further = three
    merged(desk, further, original)
    rejection = merged(later(desk, minutes=1), duplicate, original)
    record_act(later(desk, minutes=2), original, e.NoteAdded("still here"))
    outcome = record_act(later(desk, minutes=3), duplicate, e.EventUndone(rejection.id))
    assert isinstance(outcome, Recorded)
    assert case(desk, duplicate).rejected is None
    assert [j.from_case for j in case(desk, original).joined] == [further]
    assert case(desk, original).notes == ("still here",)
    merged(later(desk, minutes=4), duplicate, original)
    assert {j.from_case for j in case(desk, original).joined} == {duplicate, further}


def test_the_joining_alone_is_not_undone(desk, three):
    original, duplicate, _ = three
    merged(desk, duplicate, original)
    joining = next(r for r in desk.vault.history(original) if isinstance(r.event, e.ReporterJoined))
    words = refused(record_act(desk, original, e.EventUndone(joining.id)))
    assert duplicate in words
    assert len(case(desk, original).joined) == 1


def test_nothing_goes_round_in_a_circle(desk, three):
    first, second, third = three
    assert "of itself" in refused(merge_duplicate(desk, first, first))
    merged(desk, second, first)
    assert f"choose {first}" in refused(merge_duplicate(desk, third, second))
    assert "of this case" in refused(merge_duplicate(desk, first, second))
    by_act = e.ReportRejected("duplicate", "x", of=second.lower())
    assert f"choose {first}" in refused(record_act(desk, third, by_act))
    assert "undo that first" in refused(merge_duplicate(desk, second, third))
    assert "No case" in refused(merge_duplicate(desk, third, "MUS-2026-1111111"))
    assert "reason duplicate" in refused(record_act(desk, third, e.ReportRejected("spam", "x", of=first)))
    assert case(desk, third).rejected is None


def test_a_duplicate_may_come_after_its_original_is_closed_or_be_of_something_elsewhere(desk, three):
    original, duplicate, further = three
    record_act(desk, original, e.ReportRejected("spam", "Spam"))
    record_act(desk, original, e.CaseClosed("Spam"))
    assert not case(desk, original).open
    merged(desk, duplicate, original)
    assert len(case(desk, original).joined) == 1
    elsewhere = record_act(desk, further, e.ReportRejected("duplicate", "Known as CVE-2026-1"))
    assert isinstance(elsewhere, Recorded)
    assert case(desk, further).rejected == e.ReportRejected("duplicate", "Known as CVE-2026-1")


def test_a_case_that_moved_on_is_merged_by_nobody(desk, three):
    original, duplicate, _ = three
    seen = (case(desk, duplicate).revision, case(desk, original).revision)
    record_act(desk, original, e.NoteAdded("moved on"))
    with pytest.raises(CaseChanged):
        merge_duplicate(desk, duplicate, original, seen=seen)
    assert case(desk, duplicate).rejected is None
    assert case(desk, original).joined == ()


def test_several_cases_change_together_or_not_at_all(desk, three):
    first, second, _ = three
    note = tuple(later(desk).vault.history(first))[:0]
    parts = [CaseDrafts(first, note, 2), CaseDrafts(second, note, 99)]
    with pytest.raises(CaseChanged):
        desk.vault.append_together(parts, author="me", now=NOW)
    assert len(desk.vault.history(first)) == 2


def test_after_publication_the_desk_says_whose_reporters_are_still_to_be_told(desk, three):
    original, duplicate, _ = three
    merged(desk, duplicate, original)
    published = case(desk, original)
    assert still_to_tell(desk, published) == ()
    out = replace_published(published)
    assert still_to_tell(desk, out) == (duplicate,)
    assert isinstance(record_act(later(desk, minutes=5), duplicate, e.RejectionSent()), Recorded)
    assert still_to_tell(desk, out) == ()


def test_the_letter_to_the_reporter_of_a_duplicate_names_neither_the_original_nor_who_reported_it(
    desk, three
):
    original, duplicate, _ = three
    merged(desk, duplicate, original)
    letter = draft_letter(desk, duplicate, "rejection")
    assert "reported to us before" in letter.text
    assert "do not treat it as a vulnerability" not in letter.text
    assert original not in letter.text
    seal_letter(desk, duplicate, letter, form="text", progress=Silent())
    for telling in (f"It is {original}.", "Ada found it first: ada@example.org."):
        given_away = msgspec.structs.replace(letter, text=f"{letter.text} {telling}")
        with pytest.raises(RefusedByPolicy):
            seal_letter(desk, duplicate, given_away, form="text", progress=Silent())
    to_ada = draft_letter(desk, original, "status")
    named = msgspec.structs.replace(to_ada, text="bob@example.org reported it too.")
    with pytest.raises(RefusedByPolicy, match="somebody else who reported"):
        seal_letter(desk, original, named, form="text", progress=Silent())


def replace_published(published: Case) -> Case:
    return msgspec.structs.replace(published, milestones={**published.milestones, "advisory.published": NOW})


def test_the_likely_original_is_proposed_until_it_is_denied_or_merged(desk, three):
    original, duplicate, other = three
    (proposal,) = propose_duplicates(desk, duplicate)
    assert (proposal.case_id, proposal.strength) == (original, "strong")
    assert [a.axis for a in proposal.agreements] == ["component", "class", "path"]
    assert propose_duplicates(desk, other) == ()
    denied = record_act(desk, original, e.DuplicateDenied(duplicate, "another endpoint"))
    assert isinstance(denied, Recorded)
    assert propose_duplicates(desk, duplicate) == ()
    assert propose_duplicates(desk, original) == ()
    record_act(desk, original, e.EventUndone(denied.id))
    assert propose_duplicates(desk, original)[0].case_id == duplicate
    merged(desk, duplicate, original)
    assert propose_duplicates(desk, duplicate) == propose_duplicates(desk, original) == ()
    (late,) = propose_duplicates(desk, enter(desk, SAID[1], "Dan"))
    assert late.case_id == original


def test_the_same_reporter_sending_the_same_again_is_said(desk):
    text = "The page of orders shows names that it should not, as anybody can see who looks at it with care."
    first, again = enter(desk, text, "Ada"), enter(desk, text, "Ada", "aumos")
    (proposal,) = propose_duplicates(desk, again)
    assert (proposal.case_id, proposal.ground, proposal.strength) == (first, "same-reporter", "medium")
    assert not proposal.same_policy


def test_lists_find_duplicates(desk, three):
    merged(desk, three[1], three[0])
    page = desk.vault.cases(CaseQuery(wanted=read_filter("is:duplicate")))
    assert [row.case_id for row in page.rows] == [three[1]]


def test_a_case_is_held_against_one_that_this_vault_has(desk, three):
    refused = record_act(desk, three[1], e.DuplicateDenied("FOO-BAR", "other code"))
    assert isinstance(refused, Refusal)
    assert "No case of this vault" in refused.sentence
