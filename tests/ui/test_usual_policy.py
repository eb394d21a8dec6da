"""A new case proposes the policy that this vault used last, and asks where none is likelier than another."""

from datetime import timedelta

import msgspec
import pytest

from desktop.domain.policy import Adoption
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.incidents.new_incident_dialog import NewIncidentDialog
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.intake.usual_policy import remember_policy, usual_policy
from desktop.workflows.policies.adopt_policy import adopt_policy
from tests.ui.conftest import NOW, settle, typed

ANSWERS = Adoption(on=NOW.date(), timezone="Europe/Berlin", weekend=())


def of(policy: str, days: int):
    return msgspec.structs.replace(typed(), policy_id=policy, arrived_at=NOW - timedelta(days=days))


def opened(qtbot, window, kind=NewCaseDialog):
    errands = window.desk.errands
    errands.cases.enter_case() if kind is NewCaseDialog else errands.incidents.open()
    settle(qtbot, window)
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def test_the_one_in_use_alone_is_meant_and_one_of_several_is_not(desk):
    assert usual_policy(desk) == ""
    adopt_policy(desk, "m87", ANSWERS)
    assert usual_policy(desk) == "m87"
    adopt_policy(desk, "terragon", ANSWERS)
    assert usual_policy(desk) == ""


def test_that_of_the_newest_case_is_meant_unless_one_was_chosen_since(desk):
    enter_case(desk, of("terragon", 9))
    enter_case(desk, of("czm", 2))
    assert usual_policy(desk) == "czm"
    remember_policy(desk, "m87")
    assert usual_policy(desk) == "m87"


@pytest.mark.parametrize("kept", [b"\xff", b"gone", b"regulation"])
def test_one_that_no_case_can_fall_under_is_never_meant(desk, case_id, kept):
    desk.vault.keep_draft("desk/policy", kept)
    assert usual_policy(desk) == "aumos"


@pytest.mark.parametrize("kind", [NewCaseDialog, NewIncidentDialog])
def test_the_dialog_proposes_what_was_used_last(qtbot, window, desk, kind):
    first = opened(qtbot, window)
    first._title.put("A call")
    first.policy.put("mushin")
    first.primary.click()
    settle(qtbot, window)
    assert opened(qtbot, window, kind).policy.value == "mushin"


def test_what_a_person_chose_before_the_answer_came_stays(qtbot, window):
    window.desk.errands.cases.enter_case()
    (dialog,) = window.findChildren(NewCaseDialog)
    dialog.policy.put("terragon")
    settle(qtbot, window)
    assert dialog.policy.value == "terragon"


def test_without_a_likely_one_the_dialog_asks_and_opens_no_case(qtbot, window, desk, case_id, monkeypatch):
    monkeypatch.setattr("desktop.ui.pages.case_errands.usual_policy", lambda _desk: "")
    dialog = opened(qtbot, window)
    assert (dialog.policy.value, dialog.policy.choices[0]) == ("", ("", "Choose one"))
    dialog._title.put("A call")
    dialog.primary.click()
    assert dialog.isVisible()
    assert dialog._refusal.text() == "Choose the policy: it says which promises run."
    dialog.policy.put("czm")
    dialog.primary.click()
    settle(qtbot, window)
    assert window.desk.session.view.case.policy_id == "czm"
