"""What is known and wished of those who joined from a duplicate: it counts in every original."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.failures import RefusedByPolicy
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.traces import reporter_traces
from desktop.domain.parties.people import credited, uncredited
from desktop.ui.undo_work import take_back_last
from desktop.workflows.correspondence.write_letter import draft_letter, seal_letter
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.vault_ports import CaseQuery
from tests.workflows.desks import NOW, later
from tests.workflows.merging import SAID, case, enter, merged, numbering, refused, three_cases

PUBLISHED = (
    e.CreditRecorded("named", "Ada", "her mail"),
    e.AdvisoryDrafted(AdvisoryText("A hole", "Here")),
    e.AdvisoryExported("csaf", "a.json", "0" * 64),
    e.AdvisoryPublished("web"),
    e.CaseClosed("Published"),
)


@pytest.fixture
def desk(either_vault, us) -> Desk:
    return numbering(either_vault, us.gpg)


@pytest.fixture
def three(desk) -> list[str]:
    return three_cases(desk)


def undo(desk: Desk, case_id: str, recorded: Recorded) -> Recorded:
    outcome = record_act(desk, case_id, e.EventUndone(recorded.id))
    assert isinstance(outcome, Recorded), outcome.sentence
    return outcome


def told(desk: Desk, case_id: str, act: Event) -> Recorded:
    outcome = record_act(desk, case_id, act)
    assert isinstance(outcome, Recorded), outcome.sentence
    return outcome


def names_of(desk: Desk, case_id: str) -> list[str]:
    return [person.credited for person in credited(case(desk, case_id))]


def test_a_wish_that_comes_after_the_merge_counts_in_every_original(desk, three):
    root, between, duplicate = three
    told(desk, duplicate, e.CreditRecorded("named", "Cem C.", "his mail"))
    merged(later(desk, minutes=1), duplicate, between)
    merged(later(desk, minutes=2), between, root)
    assert (names_of(desk, between), names_of(desk, root)) == (["Cem C."], ["Cem C."])
    wish = told(later(desk, minutes=3), duplicate, e.CreditRecorded("anonymous", "", "he withdrew it"))
    assert (names_of(desk, between), names_of(desk, root)) == ([], [])
    undo(later(desk, minutes=4), duplicate, wish)
    assert (names_of(desk, between), names_of(desk, root)) == (["Cem C."], ["Cem C."])
    assert desk.vault.verify().sound


def test_a_wish_that_came_with_the_merge_is_undone_in_the_original_with_it(desk, three):
    original, duplicate, _ = three
    wish = told(desk, duplicate, e.CreditRecorded("named", "Bob B.", "his call"))
    merged(later(desk, minutes=1), duplicate, original)
    undo(later(desk, minutes=2), duplicate, wish)
    assert names_of(desk, original) == []


@pytest.mark.parametrize(("there", "here", "names"), [(0, 1, []), (1, 0, ["Fay F."])])
def test_of_somebody_who_is_named_in_both_cases_the_later_wish_counts(desk, three, there, here, names):
    original, duplicate, _ = three
    for case_id in (original, duplicate):
        told(desk, case_id, e.PersonNamed("Fay", "finder"))
    named = e.CreditRecorded("named", "Fay F.", "her call", person="Fay")
    told(later(desk, days=there), original, named)
    told(later(desk, days=here), duplicate, e.CreditRecorded("anonymous", "", "her mail", person="fay"))
    merged(later(desk, days=2), duplicate, original)
    assert names_of(desk, original) == names


@pytest.mark.parametrize(("there", "here", "names"), [(0, 1, []), (1, 0, ["Ada A."])])
def test_who_reported_twice_is_named_as_they_wished_last(desk, three, there, here, names):
    original, again = three[0], enter(desk, SAID[1], "Ada")
    told(later(desk, days=there), original, e.CreditRecorded("named", "Ada A.", "her mail"))
    told(later(desk, days=here), again, e.CreditRecorded("anonymous", "", "her call"))
    merged(later(desk, days=2), again, original)
    assert names_of(desk, original) == names


def test_undoing_a_rejection_takes_the_joining_back_up_to_the_root(desk, three):
    root, between, duplicate = three
    told(desk, duplicate, e.PersonNamed("Fay", "finder"))
    rejection = merged(desk, duplicate, between)
    merged(later(desk, minutes=1), between, root)
    told(later(desk, minutes=2), duplicate, e.CreditRecorded("named", "Cem C.", "his mail"))
    undo(later(desk, minutes=3), duplicate, rejection)
    assert case(desk, between).joined == ()
    assert [j.from_case for j in case(desk, root).joined] == [between]
    assert (case(desk, between).named, case(desk, root).named) == ((), ())
    assert [person.line for person in uncredited(case(desk, root))] == ["Ada", "Bob"]
    assert case(desk, root).credits == {}


def test_a_joining_whose_rejection_no_longer_stands_is_undone_by_hand(desk, three):
    original, duplicate, _ = three
    joined = e.ReporterJoined(duplicate, Untrusted("Bob"), Untrusted("bob@example.org"), "claimed", NOW)
    (left,) = desk.vault.append(original, [Draft(joined, NOW)], author="me", now=NOW)
    undo(desk, original, left)
    assert case(desk, original).joined == ()


@pytest.mark.parametrize("choice", ["named", "anonymous"])
def test_the_last_act_of_an_original_is_never_half_a_merge(desk, three, choice):
    original, duplicate, _ = three
    told(desk, duplicate, e.PersonNamed("Fay", "finder"))
    told(desk, duplicate, e.CreditRecorded(choice, "Bob B.", "his call"))
    merged(later(desk, minutes=1), duplicate, original)
    before = case(desk, original)
    taken = take_back_last(later(desk, minutes=2), original)
    assert taken.acts == ()
    assert f"undo the rejection of {duplicate}" in refused(taken.refusal)
    assert case(desk, original) == before
    named = next(r for r in desk.vault.history(original) if isinstance(r.event, e.PersonNamed))
    assert duplicate in refused(record_act(desk, original, e.EventUndone(named.id)))


def test_a_wish_recorded_in_a_duplicate_is_undone_there(desk, three):
    original, duplicate, _ = three
    merged(desk, duplicate, original)
    told(later(desk, minutes=1), duplicate, e.CreditRecorded("anonymous", "", "his call"))
    assert f"recorded in {duplicate}" in refused(take_back_last(later(desk, minutes=2), original).refusal)
    own = told(later(desk, minutes=3), original, e.CreditRecorded("alias", "bb", "call", person=duplicate))
    assert names_of(desk, original) == ["bb"]
    undo(later(desk, minutes=4), original, own)
    assert names_of(desk, original) == []


def test_user_ids_and_former_names_of_a_duplicate_are_guarded_in_its_original(desk, three):
    original, duplicate, _ = three
    key = e.KeyTaken("AB" * 20, (Untrusted("Dora Dunn <dora@private.example>"),), "file", "")
    desk.vault.append(duplicate, [Draft(key, NOW)], author="me", now=NOW)
    told(desk, duplicate, e.PersonNamed("Fay Finch", "finder"))
    told(desk, duplicate, e.PersonRemoved("Fay Finch"))
    merged(desk, duplicate, original)
    view = view_case(desk, original)
    found = reporter_traces("Dora Dunn (dora@private.example), Fay Finch", view.case, view.profile)
    dora = {"Dora Dunn", "Dunn", "Dora", "dora@private.example", "@dora"}
    assert set(found) == {*dora, "Fay Finch", "Finch", "Fay"}


def letter_out(desk: Desk, case_id: str, words: str) -> bool:
    letter = msgspec.structs.replace(draft_letter(desk, case_id, "rejection"), text=words)
    try:
        seal_letter(desk, case_id, letter, form="text", progress=Silent())
    except RefusedByPolicy:
        return False
    return True


def test_a_letter_names_nobody_of_any_case_of_the_problem(desk, three):
    root, between, duplicate = three
    told(desk, between, e.PersonNamed("Fay Finch", "finder", "fay@lab.example"))
    told(desk, between, e.PersonNamed("Hal Handler", "handler"))
    told(desk, between, e.PersonNamed("MushinAI", "vendor"))
    told(desk, between, e.PersonNamed(desk.handler, "reviewer"))
    merged(desk, duplicate, between)
    merged(later(desk, minutes=1), between, root)
    for case_id, others in ((duplicate, ("Ada", "Bob")), (between, ("Ada", "Cem")), (root, ("Bob", "Cem"))):
        for name in others:
            assert not letter_out(desk, case_id, f"{name} found it too.")
            assert not letter_out(desk, case_id, f"Ask {name.lower()}@example.org.")
        assert letter_out(
            desk, case_id, f"Dear {case(desk, case_id).reporter_name.raw}, Hal Handler read it."
        )
        assert letter_out(desk, case_id, f"We looked into it. {desk.handler}, MushinAI")
    for case_id in (root, duplicate):
        assert not letter_out(desk, case_id, "Fay Finch found it too.")


def test_a_credited_name_may_stand_in_a_letter_once_the_advisory_is_published(desk, three):
    root, duplicate, _ = three
    told(desk, root, e.CreditRecorded("alias", "Kestrel", "her mail"))
    merged(desk, duplicate, root)
    assert not letter_out(desk, duplicate, "Ada (ada@example.org) reported it first.")
    told(desk, root, e.CreditRecorded("named", "Ada", "her mail"))
    assert not letter_out(desk, duplicate, "Ada reported it first.")
    desk.vault.append(root, [Draft(e.AdvisoryPublished("web"), NOW)], author="me", now=NOW)
    assert letter_out(desk, duplicate, "Ada reported it first.")
    assert not letter_out(desk, duplicate, "Ada (ada@example.org) reported it first.")


def test_a_closed_original_stays_closed_and_takes_the_wish_of_who_joined_late(desk, three):
    original, duplicate, _ = three
    for act in PUBLISHED:
        desk.vault.append(original, [Draft(act, NOW)], author="me", now=NOW)
    assert not case(desk, original).open
    merged(desk, duplicate, original)
    assert [person.line for person in uncredited(case(desk, original))] == ["Bob"]
    rows = desk.vault.cases(CaseQuery(stage="Closed")).rows
    assert original in {row.case_id for row in rows}
    told(desk, original, e.CreditRecorded("anonymous", "", "his mail", person=duplicate))
    assert uncredited(case(desk, original)) == ()
