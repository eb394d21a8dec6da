"""Team, Journal and Approve in the window: what each person is shown, and that acts reach the vault."""

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Draft
from desktop.domain.rights.team import team_of
from desktop.ui.application import window_on
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.labels import Words
from desktop.ui.team.approve_dialog import ApproveDialog
from desktop.ui.team.readers_dialog import ReadersDialog
from desktop.ui.team.team_dialog import TeamDialog
from desktop.ui.team.work_as_dialog import WorkAsDialog
from desktop.workflows.ports import Silent
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import desk_for, work_as
from tests.ui.conftest import NOW, settle

GRACE, RITA, AUDRA = "Grace Handler", "Rita Reviewer", "Audra Auditor"


@pytest.fixture
def office(desk, case_id):
    """A vault of three people with one case, at its owner's desk."""
    desk = desk_for(desk.vault, desk.tools, GRACE)
    enrol(desk, GRACE)
    enrol(desk, RITA, role="reviewer")
    enrol(desk, AUDRA, role="auditor")
    return desk


@pytest.fixture
def opened(qtbot, office):
    """Opens a window at somebody's desk."""
    windows = []

    def open_at(name: str, case_id: str = ""):
        window = window_on(work_as(office, name, progress=Silent(), lasting=False))
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        if case_id:
            window.desk.session.show_case(case_id)
        settle(qtbot, window)
        return window

    yield open_at
    for window in windows:
        window.close()


def dialog_of(window, kind: type[Dialog]):
    return next(found for found in window.findChildren(kind) if found.is_open)


def words_in(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Words) if not label.isHidden())


def history(window):
    return window.desk.session.desk.vault.vault_history()


# --- team ---------------------------------------------------------------------------------------------


def test_the_first_person_is_enrolled_from_the_window(qtbot, desk, case_id):
    window = window_on(desk_for(desk.vault, desk.tools, GRACE))
    qtbot.addWidget(window)
    window.show()
    window.desk.errands.team.show()
    settle(qtbot, window)
    dialog = dialog_of(window, TeamDialog)
    assert "Nobody is enrolled" in words_in(dialog)
    assert dialog._name.value == GRACE
    dialog._keep.click()
    settle(qtbot, window)
    (member,) = team_of(history(window)).members
    assert member.roles_in_order == ("owner", "handler")
    assert "Roles prevent mistakes" in words_in(dialog)
    window.close()


def test_working_as_somebody_opens_the_team_where_nobody_is_enrolled(qtbot, desk, case_id):
    window = window_on(desk_for(desk.vault, desk.tools, GRACE))
    qtbot.addWidget(window)
    window.show()
    window.desk.errands.team.work_as()
    settle(qtbot, window)
    assert "Enrol yourself first" in words_in(dialog_of(window, TeamDialog))
    window.close()


def test_roles_are_changed_and_a_refusal_is_said_in_the_dialog(qtbot, opened):
    window = opened(GRACE)
    window.desk.errands.team.show()
    settle(qtbot, window)
    dialog = dialog_of(window, TeamDialog)
    team = team_of(history(window))
    dialog.begin(team.find(RITA))
    dialog._roles.put("handler\nreviewer")
    dialog._keep.click()
    settle(qtbot, window)
    assert team_of(history(window)).find(RITA).roles == {"handler", "reviewer"}
    dialog.begin(team.find(GRACE))
    dialog._roles.put("handler")
    dialog._keep.click()
    settle(qtbot, window)
    assert "An owner has to stay" in dialog._refusal.text()
    dialog._four_eyes.click()
    settle(qtbot, window)
    assert isinstance(history(window)[-1].event, e.FourEyesDecided)


def test_who_is_no_owner_changes_nothing(qtbot, opened):
    window = opened(RITA)
    window.desk.errands.team.show()
    settle(qtbot, window)
    dialog = dialog_of(window, TeamDialog)
    dialog._name.put("Mallory")
    dialog._keep.click()
    settle(qtbot, window)
    assert "That is for an owner to do." in dialog._refusal.text()


def test_working_as_somebody_else_shows_what_they_may_see(qtbot, opened, case_id):
    window = opened(GRACE, case_id)
    assert window.desk.session.view is not None
    window.desk.errands.team.work_as()
    settle(qtbot, window)
    dialog = dialog_of(window, WorkAsDialog)
    dialog._who.put(AUDRA)
    dialog._refresh()
    assert "nothing proves that it is them" in words_in(dialog)
    dialog.primary.click()
    settle(qtbot, window)
    assert window.desk.session.desk.handler == AUDRA
    assert window.desk.session.view is None
    assert "Audra Auditor" in window.desk.rail._who.text()
    assert history(window)[-1].event == e.HandlerNamed(AUDRA)


def test_a_case_is_restricted_from_the_window_and_opened_again(qtbot, opened, office, case_id):
    window = opened(GRACE, case_id)
    window.desk.errands.team.restrict()
    settle(qtbot, window)
    dialog = dialog_of(window, ReadersDialog)
    dialog.primary.click()
    settle(qtbot, window)
    assert "Nobody would see the case" in dialog._refusal.text()
    dialog._names.put(RITA)
    dialog.primary.click()
    settle(qtbot, window)
    assert window.desk.session.view.case.restricted == e.CaseRestricted((RITA,))
    window.desk.errands.team.restrict()
    settle(qtbot, window)
    dialog = dialog_of(window, ReadersDialog)
    assert dialog._names.keys == (RITA,)
    dialog._who.put("all")
    dialog._reason.put("Nothing personal in it.")
    dialog.primary.click()
    settle(qtbot, window)
    assert window.desk.session.view.case.opened


# --- the journal --------------------------------------------------------------------------------------


@pytest.mark.clause("M87-3.3e")
def test_an_auditor_is_shown_the_journal_and_no_way_to_cases(qtbot, opened):
    window = opened(AUDRA)
    assert window.desk.pages.journal().isVisible()
    hidden = {view for view, button in window.desk.rail._buttons.items() if button.isHidden()}
    assert hidden == {"due", "inbox", "open", "advisory", "all", "metrics"}
    page = window.desk.pages.journal()
    first = [page.model.text(page.model._rows[0], column) for column in page.model.COLUMNS]
    assert "Role given" in first
    assert page.model.rowCount() == len(history(window)) + 2
    assert window.bar.isHidden()
    window.desk.session.let_time_pass()
    settle(qtbot, window)
    assert window.bar.isHidden()


def test_a_handler_is_told_who_may_see_the_journal(qtbot, opened, office):
    enrol(office, "Hal Handler")
    window = opened("Hal Handler")
    assert window.desk.rail._buttons["journal"].isHidden()
    window.desk.show_view("journal")
    settle(qtbot, window)
    assert "shown to owners and auditors" in words_in(window.desk.pages.journal())
    assert window.desk.pages.journal().table.isHidden()


def test_an_owner_filters_by_case_and_checks(qtbot, opened, case_id):
    window = opened(GRACE)
    window.desk.show_view("journal")
    settle(qtbot, window)
    page = window.desk.pages.journal()
    page._case.put(case_id.lower())
    page.read()
    settle(qtbot, window)
    assert page.model.rowCount() == 2
    assert page.model.text(page.model._rows[0], "case") == case_id
    page._check.click()
    settle(qtbot, window)
    assert isinstance(history(window)[-1].event, e.JournalChecked)


# --- four eyes ----------------------------------------------------------------------------------------


@pytest.fixture
def drafted(office, case_id):
    decide_four_eyes(office, asked=True)
    product = e.AffectedListed(vendor="Aumos", product="Widget", affected=("<1.4",))
    draft = e.AdvisoryDrafted(AdvisoryText("Loader runs code", "A crafted file runs code."))
    drafts = [Draft(act, NOW) for act in (product, draft)]
    office.vault.append(case_id, drafts, author=GRACE, now=NOW)
    return office


def begin_approving(qtbot, window):
    window.desk.session.errand_wanted.emit("approve", "")
    settle(qtbot, window)
    return dialog_of(window, ApproveDialog)


@pytest.mark.checks("F64")
def test_a_second_person_approves_in_the_window_and_sees_what_changed_since(qtbot, opened, drafted, case_id):
    window = opened(RITA, case_id)
    form = window.desk.reading.tabs["advisory"]
    assert not form._approval.isHidden()
    dialog = begin_approving(qtbot, window)
    assert "Four eyes are asked for" in words_in(dialog)
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    approval = drafted.vault.history(case_id)[-1]
    assert isinstance(approval.event, e.AdvisoryApproved)
    assert approval.author == RITA
    assert "Rita Reviewer approved it" in form._approval._told.text()
    changed = e.AdvisoryDrafted(AdvisoryText("Loader runs code", "A crafted file runs any code."))
    drafted.vault.append(case_id, [Draft(changed, NOW)], author=GRACE, now=NOW)
    dialog = begin_approving(qtbot, window)
    assert "was changed since Rita Reviewer approved it" in words_in(dialog)
    assert "Changed since it was approved last" in words_in(dialog)


@pytest.mark.checks("F64")
def test_its_author_is_led_to_who_can_approve(qtbot, opened, drafted, case_id):
    dialog = begin_approving(qtbot, opened(GRACE, case_id))
    assert not dialog.primary.isEnabled()
    assert "You wrote it: Rita Reviewer can approve it." in dialog._refusal.text()


@pytest.mark.checks("F64")
def test_who_is_alone_says_why(qtbot, desk, case_id):
    lone = desk_for(desk.vault, desk.tools, GRACE)
    decide_four_eyes(lone, asked=True)
    draft = e.AdvisoryDrafted(AdvisoryText("Loader runs code", "A crafted file runs code."))
    lone.vault.append(case_id, [Draft(draft, NOW)], author=GRACE, now=NOW)
    window = window_on(lone)
    qtbot.addWidget(window)
    window.show()
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    dialog = begin_approving(qtbot, window)
    dialog.primary.click()
    assert "Say why nobody else reads it." in dialog._refusal.text()
    dialog._reason.put("I am the only one here.")
    dialog.primary.click()
    settle(qtbot, window)
    released = lone.vault.history(case_id)[-1].event
    assert isinstance(released, e.SelfReleased)
    assert released.reason == "I am the only one here."
    window.close()


# --- what is half typed ---------------------------------------------------------------------------------


def test_a_name_that_is_half_typed_survives_another_decision_and_the_lock(qtbot, opened, office, case_id):
    window = opened(GRACE)
    window.desk.errands.team.show()
    dialog = dialog_of(window, TeamDialog)
    dialog._name.put("Norah New")  # before the team was read
    settle(qtbot, window)
    dialog._four_eyes.click()
    settle(qtbot, window)
    assert dialog._name.value == "Norah New"
    window.desk.shut()
    settle(qtbot, window)
    window.desk.errands.team.show()
    settle(qtbot, window)
    assert dialog_of(window, TeamDialog)._name.value == "Norah New"
