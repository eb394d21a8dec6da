"""People of a vault: enrolling, roles in force in every workflow, signing in with a key, need-to-know."""

from dataclasses import replace

import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import KeyMissing, RefusedByPolicy, Usage
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.approvals import vault_asks
from desktop.vault.wire import VAULT
from desktop.workflows.custody.hand_over import hand_over, plan_handover
from desktop.workflows.custody.review_access import review_access
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.policies.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.promises.list_due import list_due
from desktop.workflows.team import guarded_vault
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import enrol, give_role, read_team, withdraw_role
from desktop.workflows.team.sign_in import desk_for, last_key_of, work_as
from desktop.workflows.vault_ports import CaseQuery
from tests.fakes import InMemoryVault
from tests.workflows.desks import CASE, NOW, desk_on, receive

OLGA, HAL, RITA, AUDRA = "Olga Owner", "Hal Handler", "Rita Reviewer", "Audra Auditor"


def as_person(desk: Desk, name: str) -> Desk:
    return work_as(desk, name, progress=Silent(), lasting=False)


@pytest.fixture
def office(either_vault, us) -> Desk:
    """A vault with four people and one case, at the owner's desk."""
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    desk = desk_for(desk.vault, desk.tools, "Grace Handler")
    desk = as_person(desk, OLGA)
    enrol(desk, OLGA)
    enrol(desk, HAL)
    enrol(desk, RITA, role="reviewer")
    enrol(desk, AUDRA, role="auditor")
    return desk


def test_the_first_to_be_enrolled_is_an_owner_and_a_handler(either_vault, us):
    desk = desk_for(either_vault, desk_on(either_vault, us.gpg).tools, OLGA)
    with pytest.raises(Usage):
        enrol(desk, OLGA, role="auditor")
    (member,) = enrol(desk, f"  {OLGA}  ").members
    assert (member.name, member.roles_in_order) == (OLGA, ("owner", "handler"))


def test_nobody_locks_themselves_out_by_enrolling_another_first(either_vault, us):
    desk = desk_for(either_vault, desk_on(either_vault, us.gpg).tools, OLGA)
    with pytest.raises(Usage, match=f"whoever works here: {OLGA}") as refused:
        enrol(desk, HAL)
    assert f'`embargo team enrol "{OLGA}"`' in refused.value.advice
    assert read_team(desk).members == ()
    enrol(desk, OLGA)
    assert [member.name for member in enrol(desk, HAL).members] == [HAL, OLGA]


def test_from_then_on_only_an_owner_takes_people_in(office):
    handler = as_person(office, HAL)
    before = len(office.vault.vault_history())
    for forbidden in (
        lambda: enrol(handler, "Mallory"),
        lambda: give_role(handler, HAL, "owner"),
        lambda: withdraw_role(handler, RITA, "reviewer"),
        lambda: decide_four_eyes(handler, asked=False),
        lambda: handler.vault.add_slot("recovery", "", author=HAL, now=NOW),
    ):
        with pytest.raises(RefusedByPolicy, match="That is for an owner"):
            forbidden()
    after = [r.event for r in office.vault.vault_history()[before:]]
    refused = ["handler.enrolled", "role.given", "role.withdrawn", "four-eyes.decided"]
    assert after == [e.ActRefused(kind, "rule") for kind in refused]


def test_roles_are_given_and_withdrawn_and_hold_at_once(office):
    give_role(office, RITA, "handler")
    assert record_act(as_person(office, RITA), CASE, e.HandlerAssigned(RITA)).case_id == CASE
    withdraw_role(office, RITA, "handler")
    with pytest.raises(RefusedByPolicy):
        record_act(as_person(office, RITA), CASE, e.HandlerAssigned(HAL))
    with pytest.raises(Usage):
        withdraw_role(office, RITA, "handler")
    with pytest.raises(RefusedByPolicy, match="An owner has to stay"):
        withdraw_role(office, OLGA, "owner")


@pytest.mark.clause("MUS-4.2b")
@pytest.mark.clause("MUS-5.3d")
@pytest.mark.clause("MUS-7.1b")
def test_a_reviewer_reads_and_notes_and_does_not_move_a_case_on(office):
    desk = as_person(office, RITA)
    assert view_case(desk, CASE).case.case_id == CASE
    record_act(desk, CASE, e.NoteAdded("read twice"))
    with pytest.raises(RefusedByPolicy, match="Rita Reviewer is a reviewer here"):
        record_act(desk, CASE, e.HandlerAssigned(RITA))


def test_an_auditor_reads_nothing_of_a_case_through_any_door(office):
    vault = as_person(office, AUDRA).vault
    report = view_case(office, CASE).case.messages[0].report_sha256
    doors = (
        lambda: vault.history(CASE),
        lambda: vault.cases(CaseQuery()),
        vault.due,
        vault.count_due,
        lambda: vault.near_cases(CASE),
        lambda: vault.sightings(address="ada@reporter.example"),
        lambda: vault.case_of_file(report),
        lambda: vault.cases_of_messages(["<two@reporter.example>"]),
        lambda: vault.keys_of("ada@reporter.example"),
        vault.arrivals,
        lambda: vault.blob(report),
        lambda: vault.append(CASE, [Draft(e.NoteAdded("x"), NOW)], author=AUDRA, now=NOW),
    )
    for door in doors:
        with pytest.raises(RefusedByPolicy):
            door()


def test_an_auditor_reviews_access_and_the_desk_still_knows_its_policies(office):
    desk = as_person(office, AUDRA)
    review_access(desk, "Everybody still works here.")
    reviewed = office.vault.vault_history()[-1].event
    assert isinstance(reviewed, e.AccessReviewed)
    assert e.RolesThen(OLGA, ("owner", "handler")) in reviewed.people
    assert len(reviewed.slots) == len(office.vault.slots())
    assert profiles_in_use(desk, desk.vault.vault_history()).complete


def test_somebody_without_a_role_may_nothing(office):
    withdraw_role(office, AUDRA, "auditor")
    with pytest.raises(RefusedByPolicy, match="Audra Auditor has no role here"):
        review_access(as_person(office, AUDRA), "x")


def test_nobody_works_under_a_name_that_is_not_enrolled(office):
    with pytest.raises(Usage, match="Nobody called Mallory is enrolled"):
        work_as(office, "Mallory", progress=Silent())
    stray = desk_for(office.vault, office.tools, "Mallory")
    with pytest.raises(RefusedByPolicy):
        view_case(stray, CASE)


def test_roles_are_not_undone_behind_an_owners_back(office):
    given = next(r for r in office.vault.vault_history() if isinstance(r.event, e.RoleGiven))
    for desk in (office, as_person(office, HAL)):
        undo = Draft(e.EventUndone(given.id), NOW)
        with pytest.raises(RefusedByPolicy):
            desk.vault.append(None, [undo], author=desk.handler, now=NOW)


def test_taking_back_that_something_was_taken_back_needs_the_same_right(office):
    decide_four_eyes(office, asked=True)
    decide_four_eyes(office, asked=False)
    mistaken = office.vault.vault_history()[-1]
    (undone,) = office.vault.append(None, [Draft(e.EventUndone(mistaken.id), NOW)], author=OLGA, now=NOW)
    handler = as_person(office, HAL)
    with pytest.raises(RefusedByPolicy, match="That is for an owner"):
        handler.vault.append(None, [Draft(e.EventUndone(undone.id), NOW)], author=HAL, now=NOW)
    assert vault_asks(office.vault.vault_history())


def test_a_handover_ends_the_rights_of_who_leaves_and_is_an_owners_to_make(office):
    with pytest.raises(RefusedByPolicy):
        hand_over(as_person(office, RITA), plan_handover(office, HAL, OLGA), reason="", progress=Silent())
    hand_over(office, plan_handover(office, HAL, OLGA), reason="job", progress=Silent())
    assert read_team(office).find(HAL) is None
    plan = plan_handover(office, OLGA, RITA)
    with pytest.raises(RefusedByPolicy, match="An owner has to stay"):
        hand_over(office, plan, reason="", progress=Silent())


OF_EVERYBODY = {
    "closed_to", "compact", "draft", "handlers", "keep_draft", "last_recorded", "look_as", "pinned_policies",
    "sealed_head", "secret_for", "slots", "standing", "vault_history", "vault_id", "verify",
}  # fmt: skip
"""What holds nothing of a case, or is asked for before anybody is known."""


def test_no_door_of_the_vault_is_forgotten():
    guarded_by_name = guarded_vault._OF_CASES | guarded_vault._OF_ONE_CASE | guarded_vault._KEEPING.keys()
    own = {name for name in vars(guarded_vault.GuardedVault) if not name.startswith("_")}
    assert VAULT.keys() - OF_EVERYBODY - guarded_by_name - own == set()
    assert guarded_by_name <= VAULT.keys()


# --- signing in ---------------------------------------------------------------------------------------


@pytest.mark.clause("M87-3.4c")
@pytest.mark.clause("M87-4c")
@pytest.mark.clause("MUS-5.1d")
def test_what_is_recorded_bears_the_name_of_who_works(office):
    for name in (OLGA, HAL, RITA):
        record_act(as_person(office, name), CASE, e.NoteAdded(f"by {name}"))
    notes = [r for r in office.vault.history(CASE) if isinstance(r.event, e.NoteAdded)]
    assert [(r.author, r.event.text) for r in notes] == [(n, f"by {n}") for n in (OLGA, HAL, RITA)]


def test_who_has_a_key_signs_a_challenge_with_it(office, us):
    enrol(office, HAL, fingerprint=us.key.fingerprint)
    desk = work_as(office, "hal  handler", progress=Silent())
    assert desk.handler == HAL
    entry = office.vault.vault_history()[-1]
    assert entry.author == HAL
    assert isinstance(entry.event, e.HandlerSignedIn)
    assert entry.event.fingerprint == us.key.fingerprint
    assert last_key_of(desk) == us.key.fingerprint
    again = work_as(office, HAL, progress=Silent())
    assert again.vault.vault_history()[-1].event.challenge != "" != entry.event.challenge


def test_who_lacks_the_key_does_not_work_under_that_name(office, reporter):
    enrol(office, HAL, fingerprint=reporter.key.fingerprint)
    before = len(office.vault.vault_history())
    with pytest.raises(KeyMissing):
        work_as(office, HAL, progress=Silent())
    assert len(office.vault.vault_history()) == before


def test_a_desk_that_only_reads_asks_for_the_proof_and_keeps_no_entry(office, us):
    enrol(office, HAL, fingerprint=us.key.fingerprint)
    before = len(office.vault.vault_history())
    assert work_as(office, HAL, progress=Silent(), journal=False).handler == HAL
    assert len(office.vault.vault_history()) == before


def test_the_desk_opens_next_for_who_worked_here_last(office):
    work_as(office, HAL, progress=Silent())
    assert desk_for(office.vault, office.tools, "somebody").handler == HAL


def test_a_name_that_takes_a_fingerprint_keeps_its_roles(office, us):
    before = read_team(office).find(HAL)
    after = enrol(office, HAL, fingerprint=f"  {us.key.fingerprint.lower()} ").find(HAL)
    assert after == replace_of(before, us.key.fingerprint)
    assert enrol(office, HAL).find(HAL) == after
    with pytest.raises(Usage):
        enrol(office, HAL, fingerprint="1234")


def replace_of(member, fingerprint):
    return type(member)(member.name, fingerprint, member.roles)


# --- need to know -------------------------------------------------------------------------------------


def second_case(desk: Desk, policy: str = "mushin") -> str:
    case_id, source = "SEC-2026-0000001", desk.tools.policies.source(policy)
    event = e.ReportReceived(
        policy_id=policy,
        policy_sha256=sha256(source),
        channel="mail",
        report_kind="plain",
        title=Untrusted("A quiet one"),
        reporter_address=Untrusted("bea@reporter.example"),
        reporter_name=Untrusted("Bea"),
        grade="claimed",
        arrival_source="date-header",
    )
    blobs = {sha256(source): source}
    desk.vault.append(case_id, [Draft(event, NOW)], author=desk.handler, now=NOW, blobs=blobs)
    return case_id


def lists_of(desk: Desk) -> tuple[set[str], ...]:
    rows = desk.vault.cases(CaseQuery()).rows
    due = desk.vault.due(0, 1000, everything=True)
    return {row.case_id for row in rows}, {row.case_id for row in due}, {r.case_id for r in list_due(desk)}


@pytest.mark.clause("M87-3.4g")
def test_a_restricted_case_is_left_out_for_who_is_not_assigned(office):
    other = second_case(office)
    assert not isinstance(record_act(office, other, e.HandlerAssigned(HAL)), Refusal)
    record_act(office, other, e.CaseRestricted((), "an employee is named"))
    ada = enrol(office, "Ada Other").find("Ada Other")
    stranger, hal = as_person(office, ada.name), as_person(office, HAL)
    for found in lists_of(stranger):
        assert found <= {CASE, ""}
    for found in lists_of(hal):
        assert {CASE, other} <= found
    for count in ("count_due", "count_conditional", "count_proposals"):
        assert getattr(stranger.vault, count)() <= getattr(hal.vault, count)()
    assert stranger.vault.count_due() == len(stranger.vault.due(0, 1000))
    assert stranger.vault.cases(CaseQuery()).total == 1
    for door in (
        lambda: view_case(stranger, other),
        lambda: stranger.vault.near_cases(other),
        lambda: record_act(stranger, other, e.NoteAdded("x")),
    ):
        with pytest.raises(RefusedByPolicy, match="shown to those alone who are assigned"):
            door()


def test_an_owner_sees_every_case_so_that_none_is_lost(office):
    other = second_case(office)
    record_act(office, other, e.CaseRestricted((HAL,)))
    assert all(other in found for found in lists_of(office))


def test_who_is_named_or_assigned_is_let_in(office):
    other = second_case(office)
    record_act(office, other, e.CaseRestricted((HAL,)))
    enrol(office, "Ada Other")
    record_act(as_person(office, HAL), other, e.CaseRestricted(("ada  other",)))
    assert view_case(as_person(office, "Ada Other"), other).case.case_id == other
    with pytest.raises(RefusedByPolicy):
        view_case(as_person(office, HAL), other)
    record_act(office, other, e.HandlerAssigned(HAL))
    assert view_case(as_person(office, HAL), other).case.handler == HAL


def test_opening_a_case_shows_it_to_all_again(office):
    other = second_case(office)
    record_act(office, other, e.CaseRestricted((HAL,)))
    assert isinstance(record_act(office, other, e.CaseOpened("")), Refusal)
    record_act(office, other, e.CaseOpened("nothing personal in it"))
    assert view_case(as_person(office, RITA), other).case.opened


def test_a_case_is_not_closed_to_everybody(office):
    other = second_case(office)
    assert isinstance(record_act(office, other, e.CaseRestricted()), Refusal)


@pytest.mark.clause("M87-3.4g")
def test_a_policy_that_asks_for_it_shows_a_case_to_those_assigned_alone(office):
    other = second_case(office, "m87")
    stranger = as_person(office, RITA)
    assert other in lists_of(stranger)[0]
    record_act(office, other, e.HandlerAssigned(HAL))
    assert other not in lists_of(stranger)[0]
    assert other in lists_of(as_person(office, HAL))[0]
    record_act(office, other, e.CaseOpened("all work on it"))
    assert other in lists_of(stranger)[0]


def test_without_people_in_the_vault_every_case_is_seen(us):
    desk = desk_on(InMemoryVault(lambda: NOW), us.gpg)
    desk = desk_for(desk.vault, desk.tools, "Grace Handler")
    other = second_case(desk, "m87")
    record_act(desk, other, e.HandlerAssigned("Somebody Else"))
    assert other in lists_of(desk)[0]


def test_guarding_a_guarded_vault_guards_it_once(office):
    twice = as_person(as_person(office, HAL), RITA)
    assert twice.vault.inner is office.vault.inner
    assert replace(office, handler=RITA).vault is office.vault
