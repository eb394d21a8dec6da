"""F64: whose approval counts, told by keys, by where it was recorded and by what was signed."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.approving.counting import ALONE_ELSEWHERE, UNSIGNED, is_repeated, judged, misfit
from desktop.domain.approving.people import is_same_person, keys_of, member_with
from desktop.domain.approving.statement import state, write_statement
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.leaving.approvals import lacks_eyes
from desktop.domain.rights.team import team_of
from tests.domain.gatekeeping import CASE_ID
from tests.domain.test_approvals import BOTH, WROTE
from tests.histories import history, january

GRACES, RITAS, NONCE = "A" * 40, "B" * 40, "0" * 32
VAULT = (
    e.HandlerEnrolled("Grace", GRACES),
    e.RoleGiven("Grace", "handler"),
    e.HandlerEnrolled("Rita", RITAS),
    e.RoleGiven("Rita", "reviewer"),
)


def vault(*acts: Event):
    return history(*((january(2), act) for act in (*VAULT, *acts)), case_id=None)


def case_with(approval: Event, by: str, writer: str = ""):
    wrote, approved = history((january(3), WROTE), (january(4), approval), case_id=CASE_ID)
    told = {"author": by} | ({"writer": writer} if writer else {})
    replace = msgspec.structs.replace
    return fold([replace(wrote, author="Grace"), replace(approved, **told)])


def signed(by: str = RITAS, documents=BOTH, case_id: str = CASE_ID) -> e.AdvisoryApproved:
    text = write_statement(state("memory", case_id, NONCE, documents))
    return e.AdvisoryApproved(BOTH, fingerprint=by, statement=text, signature="signed", key_sha256="0" * 64)


def lacks(approval: Event, by: str, writer: str = "", unproved=None, acts=()) -> str:
    case = judged(case_with(approval, by, writer), BOTH, vault(*acts), unproved or {})
    found = lacks_eyes(case, BOTH)
    return found.sentence if found else ""


@pytest.mark.checks("F64")
def test_an_approval_of_this_vault_counts_by_name_or_by_key():
    assert lacks(e.AdvisoryApproved(BOTH), "Rita") == ""
    assert lacks(signed(), "Rita") == ""


@pytest.mark.checks("F64")
def test_one_that_came_with_a_bundle_counts_only_signed():
    assert UNSIGNED.rstrip(".") in lacks(e.AdvisoryApproved(BOTH), "Rita", "elsewhere")
    assert lacks(signed(), "Rita", "elsewhere") == ""
    assert ALONE_ELSEWHERE.rstrip(".") in lacks(e.SelfReleased(BOTH, "alone"), "Rita", "elsewhere")
    assert lacks(e.SelfReleased(BOTH, "alone"), "Rita") == ""


@pytest.mark.checks("F64")
def test_a_signature_that_does_not_hold_counts_nowhere():
    event = case_with(signed(), "Rita").approvals[0].event_id
    for writer in ("", "elsewhere"):
        assert "it was revoked" in lacks(signed(), "Rita", writer, {event: "it was revoked."})


@pytest.mark.checks("F64")
@pytest.mark.parametrize("writer", ["", "elsewhere"])
def test_a_key_of_the_author_is_the_author_under_any_name(writer):
    assert "alone approved it" in lacks(signed(GRACES), "Somebody", writer)
    older = e.HandlerEnrolled("Grace", "C" * 40)
    assert "alone approved it" in lacks(signed(GRACES), "Somebody", writer, acts=[older])


def test_what_was_signed_is_about_this_approval():
    def why(event: e.AdvisoryApproved) -> str:
        return misfit(case_with(event, "Rita").approvals[0], CASE_ID)

    assert why(signed()) == ""
    assert "another case" in why(signed(case_id="AUM-2026-0000000"))
    assert "other documents" in why(signed(documents=BOTH[:1]))
    assert "no approval" in why(msgspec.structs.replace(signed(), statement="I approve."))


def test_what_another_entry_carries_too_is_repeated_even_where_that_was_undone():
    approval = case_with(signed(), "Rita", "elsewhere").approvals[0]
    alone, twice = signed(), signed()
    first, again = history((january(3), alone), (january(4), twice), case_id=CASE_ID)
    own = msgspec.structs.replace(first, id=approval.event_id)
    again = msgspec.structs.replace(again, id="f" * 64)
    assert not is_repeated(approval, [own])
    assert is_repeated(approval, [own, again])
    assert not is_repeated(approval, [own, msgspec.structs.replace(again, event=signed(documents=BOTH[:1]))])


def test_keys_belong_to_people_for_good_and_join_names():
    entries = vault(
        e.HandlerEnrolled("Grace", "C" * 40),
        e.HandlerEnrolled("Gracia", "C" * 40),
        e.HandlerSignedIn("Gracia", "D" * 40, "x", "y"),
    )
    assert keys_of(entries, "grace ") == {GRACES, "C" * 40, "D" * 40}
    assert is_same_person(entries, "Gracia", "Grace")
    assert not is_same_person(entries, "Rita", "Grace")
    assert is_same_person(entries, "nobody", "Nobody")


def test_a_signer_is_known_among_those_who_may_approve():
    team = team_of(vault())
    assert member_with(team, RITAS, ("Rita",)).name == "Rita"
    assert member_with(team, RITAS, ()) is None
    assert member_with(team, "C" * 40, ("Rita",)) is None


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("1234")), max_size=8))
def test_being_the_same_person_goes_both_ways_and_on(pairs):
    entries = history(*((january(2), e.HandlerEnrolled(n, k * 40)) for n, k in pairs), case_id=None)
    for one in "abcde":
        for other in "abcde":
            same = is_same_person(entries, one, other)
            assert same == is_same_person(entries, other, one)
            if same and one != other:
                assert keys_of(entries, one) == keys_of(entries, other)
