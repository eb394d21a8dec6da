"""F64: where four eyes are asked for, somebody else than its author approved exactly what leaves."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.leaving.approvals import lacks_eyes, others_who_may_approve, vault_asks
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.policy.duties import ToolDuty
from desktop.domain.rights.team import Member, Team
from tests.domain.gatekeeping import CASE_ID, MUSHIN, ask, reasons, told
from tests.histories import POLICIES, history, january, profile

CSAF = e.ApprovedDocument("csaf", "a" * 64)
MARKDOWN = e.ApprovedDocument("markdown", "b" * 64)
BOTH = (CSAF, MARKDOWN)
WROTE = e.AdvisoryDrafted(AdvisoryText("Title", "Summary"))
ASKING = msgspec.structs.replace(MUSHIN, tool=(ToolDuty(need="four-eyes", text="Two people read it."),))


def by(*acts: tuple[str, Event]):
    """A case in which these people recorded these acts."""
    recorded = history(*((january(3), act) for _, act in acts), case_id=CASE_ID)
    return fold(
        [msgspec.structs.replace(r, author=name) for r, (name, _) in zip(recorded, acts, strict=True)]
    )


def lacking(*acts: tuple[str, Event], documents=BOTH) -> str:
    found = lacks_eyes(by(("Ada", WROTE), *acts), documents)
    return found.why if found else ""


@pytest.mark.checks("F64")
def test_nobody_approved():
    assert lacking() == "nobody-approved"


@pytest.mark.checks("F64")
def test_its_own_author_approved():
    assert lacking(("ada ", e.AdvisoryApproved(BOTH))) == "own-approval"


@pytest.mark.checks("F64")
@pytest.mark.parametrize(
    ("wrote", "approves"),
    [("José", "Jose\u0301"), ("Ada", "A\u200bda"), ("Ada", "\uff21da"), ("Ada B", "Ada\u00a0b")],
)
def test_its_author_is_known_however_the_name_is_encoded(wrote, approves):
    case = by((wrote, WROTE), (approves, e.AdvisoryApproved(BOTH)))
    assert lacks_eyes(case, BOTH).why == "own-approval"


@pytest.mark.checks("F64")
def test_saving_the_same_words_again_makes_nobody_their_author():
    assert lacking(("Grace", WROTE), ("Ada", e.AdvisoryApproved(BOTH))) == "own-approval"
    assert lacking(("Grace", WROTE), ("Grace", e.AdvisoryApproved(BOTH))) == ""


@pytest.mark.checks("F64")
def test_a_second_person_approved_exactly_this():
    assert lacking(("Grace", e.AdvisoryApproved(BOTH))) == ""
    assert lacking(("Grace", e.AdvisoryApproved(BOTH)), documents=(CSAF,)) == ""


@pytest.mark.checks("F64")
@pytest.mark.parametrize(
    "documents", [(e.ApprovedDocument("csaf", "c" * 64),), (*BOTH, e.ApprovedDocument("x", "d"))]
)
def test_an_approval_dies_with_any_change(documents):
    assert lacking(("Grace", e.AdvisoryApproved(BOTH)), documents=documents) == "nobody-approved"


@pytest.mark.checks("F64")
def test_an_approval_is_of_what_somebody_else_wrote_last():
    later = ("Grace", e.AdvisoryDrafted(AdvisoryText("Title", "Another summary")))
    assert lacking(("Grace", e.AdvisoryApproved(BOTH)), later) == "own-approval"


@pytest.mark.checks("F64")
def test_alone_it_leaves_with_a_reason():
    assert lacking(("Ada", e.SelfReleased(BOTH, "nobody else works here"))) == ""


def test_an_approval_that_was_undone_is_none():
    acts = [("Ada", WROTE), ("Grace", e.AdvisoryApproved(BOTH))]
    approval = by(*acts).approvals[0].event_id
    assert lacking(acts[1], ("Grace", e.EventUndone(approval))) == "nobody-approved"


def test_no_documents_are_approved_by_nobody():
    assert lacking(("Grace", e.AdvisoryApproved(BOTH)), documents=()) != ""


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ada", "Grace", "ADA"]), st.sampled_from([WROTE, e.AdvisoryApproved(BOTH)])
        )
    )
)
def test_what_leaves_has_two_people_behind_it(acts):
    """Whoever approved and wrote in whatever order: two names at least stand for what passes."""
    case = by(("Ada", WROTE), *acts)
    if lacks_eyes(case, BOTH) is None:
        assert {e.name_key(a.by) for a in case.approvals} - {e.name_key(case.drafted_by)}


# --- the gate -----------------------------------------------------------------------------------------


@pytest.mark.checks("F64")
@pytest.mark.parametrize(("policy", "vault"), [(ASKING, False), (MUSHIN, True), (ASKING, True)])
def test_the_gate_asks_where_the_policy_or_the_vault_does(policy, vault):
    unapproved = reasons(ask(approvable=BOTH, policy=policy, four_eyes=vault))
    assert "Four eyes are asked for, and nobody approved the advisory." in unapproved
    approved = ask(told(e.AdvisoryApproved(BOTH)), approvable=BOTH, policy=policy, four_eyes=vault)
    assert "who wrote the advisory, alone approved it" in reasons(approved)  # one author in this history
    alone = ask(told(e.SelfReleased(BOTH, "alone")), approvable=BOTH, policy=policy, four_eyes=vault)
    assert isinstance(alone, Cleared)


@pytest.mark.checks("F64")
def test_the_gate_asks_nothing_where_nobody_does():
    assert isinstance(ask(approvable=BOTH), Cleared)


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.toml")), ids=lambda p: p.stem)
def test_no_shipped_policy_asks_for_four_eyes(path):
    assert not [duty for duty in profile(path.stem).tool if duty.need == "four-eyes"]


def test_the_vault_asks_by_what_was_decided_last():
    on, off = e.FourEyesDecided(True), e.FourEyesDecided(False)
    assert not vault_asks([])
    assert vault_asks(history((january(1), on)))
    assert not vault_asks(history((january(1), on), (january(2), off)))
    decided = history((january(1), on), (january(2), off))
    undone: list[Recorded] = history(
        (january(1), on), (january(2), off), (january(3), e.EventUndone(decided[1].id))
    )
    assert vault_asks(undone)


def test_who_else_could_approve_sees_the_case_and_did_not_write_it():
    team = Team(
        (
            Member("Ada", roles=frozenset({"handler"})),
            Member("Audra", roles=frozenset({"auditor"})),
            Member("Olga", roles=frozenset({"handler", "owner"})),
            Member("Rita", roles=frozenset({"reviewer"})),
        )
    )
    case = by(("Ada", WROTE))
    assert others_who_may_approve(team, case, frozenset()) == ("Olga", "Rita")
    assert others_who_may_approve(team, case, frozenset({"ada"})) == ("Olga",)
    assert others_who_may_approve(Team(), case, frozenset()) == ()
