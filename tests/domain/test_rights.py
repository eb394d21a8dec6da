"""Who may do what: roles keep people from mistakes, and an owner always stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.acts import ACTS
from desktop.domain.event_codec import KINDS
from desktop.domain.rights.rights import may, may_read, who, wise
from desktop.domain.rights.team import ROLES, Team, team_of
from tests.histories import history, january

ENROLLED = (
    (january(1), e.HandlerEnrolled("Olga Owner", "AB" * 20)),
    (january(1), e.RoleGiven("Olga Owner", "handler")),
    (january(1), e.RoleGiven("Olga Owner", "owner")),
    (january(2), e.HandlerEnrolled("Hal Handler")),
    (january(2), e.RoleGiven("Hal Handler", "handler")),
    (january(3), e.HandlerEnrolled("Rita Reviewer")),
    (january(3), e.RoleGiven("Rita Reviewer", "reviewer")),
    (january(4), e.HandlerEnrolled("Audra Auditor")),
    (january(4), e.RoleGiven("Audra Auditor", "auditor")),
)
TEAM = team_of(history(*ENROLLED))
NAMES = ("Olga Owner", "Hal Handler", "Rita Reviewer", "Audra Auditor")


def test_a_vault_where_nobody_was_enrolled_lets_its_user_do_everything() -> None:
    assert [name for name, kind in KINDS.items() if may(Team(), "anybody", kind) is not None] == []


@pytest.mark.parametrize("what", ["cases", "journal"])
def test_a_lone_user_reads_everything(what) -> None:
    assert may_read(Team(), "anybody", what) is None


@pytest.mark.clause("MUS-4.2b")
@pytest.mark.clause("MUS-5.3d")
@pytest.mark.clause("MUS-7.1b")
def test_a_case_is_moved_on_by_handlers_and_by_reviewers_only_where_they_review() -> None:
    allowed = {kind: [name for name in NAMES if may(TEAM, name, kind) is None] for kind in ACTS}
    reviews = {key: ["Olga Owner", "Hal Handler", "Rita Reviewer"] for key in (e.FixReviewed, e.NoteAdded)}
    assert allowed == {key: ["Olga Owner", "Hal Handler"] for key in ACTS} | reviews


def test_an_auditor_records_what_was_looked_at_and_nothing_else() -> None:
    recorded = {kind.kind for kind in KINDS.values() if may(TEAM, "Audra Auditor", kind) is None}
    of_anybody = {"handler.named", "handler.signed-in", "act.refused", "unlock.failed"}
    assert recorded == {"access.reviewed", "journal.checked", *of_anybody}


def test_a_reviewer_approves_and_cannot_draft() -> None:
    assert may(TEAM, "rita  reviewer", e.AdvisoryApproved) is None
    refusal = may(TEAM, "Rita Reviewer", e.AdvisoryDrafted)
    assert refusal is not None
    assert refusal.sentence == "Rita Reviewer is a reviewer here. That is for a handler to record."


@pytest.mark.parametrize(
    "kind",
    [
        e.RoleGiven,
        e.RoleWithdrawn,
        e.HandlerEnrolled,
        e.HandlerLeft,
        e.SlotAdded,
        e.SlotRemoved,
        e.FourEyesDecided,
        e.PublisherIdentified,
    ],
)
def test_who_works_here_and_how_the_vault_opens_is_an_owners_to_say(kind) -> None:
    assert [name for name in NAMES if may(TEAM, name, kind) is None] == ["Olga Owner"]


@pytest.mark.clause("M87-3.3e")
@pytest.mark.clause("M87-3.5b")
def test_the_journal_is_shown_to_owners_and_auditors_only() -> None:
    assert [name for name in NAMES if may_read(TEAM, name, "journal") is None] == [NAMES[0], NAMES[3]]
    refusal = may_read(TEAM, "Hal Handler", "journal")
    assert refusal is not None
    assert "shown to owners and auditors. Hal Handler is a handler here." in refusal.sentence


def test_content_of_cases_is_read_by_handlers_and_reviewers_only() -> None:
    assert [name for name in NAMES if may_read(TEAM, name, "cases") is None] == list(NAMES[:3])


def test_a_stranger_in_a_team_may_nothing() -> None:
    refusal = may(TEAM, "Mallory", e.NoteAdded)
    assert refusal is not None
    assert refusal.sentence.startswith("Nobody called Mallory is enrolled in this vault.")
    assert may_read(TEAM, "Mallory", "cases") is not None


def test_who_leaves_loses_their_roles_and_an_undone_leaving_gives_them_back() -> None:
    left = history(*ENROLLED, (january(5), e.HandlerLeft("Hal Handler", "Olga Owner")))
    assert team_of(left).find("Hal Handler") is None
    undone = history(
        *ENROLLED,
        (january(5), e.HandlerLeft("Hal Handler", "Olga Owner")),
        (january(6), e.EventUndone(left[-1].id)),
    )
    assert team_of(undone) == TEAM


@pytest.mark.parametrize(
    "act", [e.HandlerLeft("Olga  Owner", "Hal Handler"), e.RoleWithdrawn("olga owner", "owner")]
)
def test_the_last_owner_stays(act) -> None:
    refusal = wise(TEAM, act)
    assert refusal is not None
    assert refusal.sentence.startswith("An owner has to stay")
    two = TEAM.after(e.RoleGiven("Hal Handler", "owner"))
    assert wise(two, act) is None


def test_an_owner_is_a_handler() -> None:
    given = wise(TEAM, e.RoleGiven("Audra Auditor", "owner"))
    withdrawn = wise(TEAM, e.RoleWithdrawn("Olga Owner", "handler"))
    assert given is not None
    assert withdrawn is not None


def test_a_role_is_given_to_who_was_enrolled() -> None:
    refusal = wise(TEAM, e.RoleGiven("Mallory", "handler"))
    assert refusal is not None
    assert who(TEAM, "Olga Owner") == "Olga Owner is an owner and a handler here."


_ROLE_ACTS = st.one_of(
    st.builds(e.HandlerEnrolled, st.sampled_from(NAMES)),
    st.builds(e.RoleGiven, st.sampled_from(NAMES), st.sampled_from(ROLES)),
    st.builds(e.RoleWithdrawn, st.sampled_from(NAMES), st.sampled_from(ROLES)),
    st.builds(e.HandlerLeft, st.sampled_from(NAMES), st.just("Olga Owner")),
)


@given(st.lists(_ROLE_ACTS, max_size=30))
def test_whatever_an_owner_does_an_owner_who_handles_cases_is_left(acts) -> None:
    team = TEAM
    for act in acts:
        if wise(team, act) is None:
            team = team.after(act)
        assert any({"owner", "handler"} <= member.roles for member in team.members)
