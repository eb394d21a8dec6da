"""A handler leaves: their open cases go to another, and what has to be rotated stays open until it is."""

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import Cancelled, Usage
from desktop.domain.fold import fold
from desktop.domain.parties.departures import departures
from desktop.workflows.custody.hand_over import hand_over, plan_handover
from desktop.workflows.custody.known_handlers import is_gone, known_handlers
from desktop.workflows.custody.review_access import review_access
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.team.sign_in import work_as
from desktop.workflows.vault_ports import CaseQuery, Vault
from tests.workflows.desks import NOW, desk_on
from tests.workflows.test_vault_contract import case_id, open_case, put

LEAVER, SUCCESSOR = "Grace Handler", "Henry Next"


@pytest.fixture
def office(either_vault: Vault, us) -> Desk:
    """Four cases of who leaves, one of them closed; one case of somebody else's."""
    desk = desk_on(either_vault, us.gpg)
    for number in range(5):
        open_case(either_vault, number)
        put(either_vault, number, e.HandlerAssigned(LEAVER if number < 4 else "Ivy"))
    put(either_vault, 3, e.CaseClosed("done"))
    return desk


def handler_of(desk: Desk, number: int) -> str:
    return fold(desk.vault.history(case_id(number))).handler


class StopsAt:
    """Somebody who cancels before the second case."""

    cancelled = False

    def step(self, _words: str, done: int = 0, _total: int = 0) -> None:
        if done == 1:
            raise Cancelled


def test_cases_are_listed_by_their_handler_alone(office: Desk) -> None:
    rows = office.vault.cases(CaseQuery(handler=LEAVER, open_only=True, order="case_id")).rows
    assert [row.case_id for row in rows] == [case_id(n) for n in range(3)]
    assert office.vault.cases(CaseQuery(handler="Grace")).total == 0
    assert office.vault.handlers() == [LEAVER, "Ivy"]


def test_all_open_cases_go_to_the_successor_and_the_leaving_is_recorded(office: Desk, us) -> None:
    choose_intake_key(office, us.key.fingerprint)
    plan = plan_handover(office, " grace  HANDLER", "henry  Next")
    assert [row.case_id for row in plan.cases] == [case_id(n) for n in range(3)]
    done = hand_over(office, plan, reason=" another job ", progress=Silent())
    assert (done.complete, done.assigned, done.changed) == (True, tuple(map(case_id, range(3))), ())
    assert [handler_of(office, n) for n in range(5)] == ["henry Next"] * 3 + [LEAVER, "Ivy"]
    left = office.vault.vault_history()[-1].event
    assert isinstance(left, e.HandlerLeft)
    assert (left.name, left.successor, left.reason, left.intake_key) == (
        *(LEAVER, "henry Next", "another job"),
        us.key.fingerprint,
    )
    assert [slot.slot_id for slot in left.slots] == [slot.slot_id for slot in office.vault.slots()]
    assert is_gone(office, LEAVER)
    assert LEAVER not in known_handlers(office)


def test_the_list_shrinks_as_things_are_done(office: Desk) -> None:
    office.vault.add_slot("passphrase", "horse and cart", author="me", now=NOW)
    hand_over(office, plan_handover(office, LEAVER, SUCCESSOR), reason="", progress=Silent())
    before = {step.kind for step in departures(office.vault.vault_history())[0].open}
    assert before == {"slot", "access"}
    review_access(office, "went through all")
    assert {step.kind for step in departures(office.vault.vault_history())[0].open} == {"slot"}


def test_a_case_that_changed_meanwhile_is_said_and_nobody_is_gone_before_all_is_handed_over(
    office: Desk,
) -> None:
    plan = plan_handover(office, LEAVER, SUCCESSOR)
    put(office.vault, 1, e.NoteAdded("meanwhile"))
    done = hand_over(office, plan, reason="", progress=Silent())
    assert (done.complete, done.changed) == (False, (case_id(1),))
    assert "once more" in done.advice
    assert not departures(office.vault.vault_history())
    again = hand_over(office, plan_handover(office, LEAVER, SUCCESSOR), reason="", progress=Silent())
    assert (again.complete, again.assigned, again.advice) == (True, (case_id(1),), "")


def test_a_handover_can_be_stopped_between_two_cases(office: Desk) -> None:
    with pytest.raises(Cancelled):
        hand_over(office, plan_handover(office, LEAVER, SUCCESSOR), reason="", progress=StopsAt())
    assert [handler_of(office, n) for n in range(3)] == [SUCCESSOR, LEAVER, LEAVER]
    assert not is_gone(office, LEAVER)
    rest = plan_handover(office, LEAVER, SUCCESSOR)
    assert [row.case_id for row in rest.cases] == [case_id(1), case_id(2)]


@pytest.mark.parametrize(
    ("leaver", "successor", "words"),
    [
        ("Nobody", SUCCESSOR, "Nobody works here under the name Nobody"),
        (LEAVER, " grace handler", "two people"),
        ("", SUCCESSOR, "two people"),
        (LEAVER, "", "two people"),
    ],
)
def test_names_that_make_no_handover_are_refused(
    office: Desk, leaver: str, successor: str, words: str
) -> None:
    with pytest.raises(Usage, match=words):
        plan_handover(office, leaver, successor)


def test_nobody_takes_over_who_left_and_who_came_back_is_known_again(office: Desk) -> None:
    hand_over(office, plan_handover(office, LEAVER, SUCCESSOR), reason="", progress=Silent())
    with pytest.raises(Usage, match="has left too"):
        plan_handover(office, "Ivy", "grace handler")
    with pytest.raises(Usage, match="has left already"):
        plan_handover(office, LEAVER, "Ivy")
    back = work_as(office, LEAVER, progress=Silent())
    assert LEAVER in known_handlers(back)


def test_a_vault_event_of_leaving_travels_and_is_stored(either_vault: Vault) -> None:
    left = e.HandlerLeft("Grace", "Henry", "job", (e.SlotThen("s1", "passphrase"),), "A" * 40)
    either_vault.append(None, [Draft(left, NOW)], author="me", now=NOW)
    assert either_vault.vault_history()[-1].event == left
