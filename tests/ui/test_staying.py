"""Nobody is led away from where they went: what arrives late is shown where it belongs."""

from desktop.domain import events as e
from desktop.ui.dialogs.waiver_dialog import WaiverDialog
from desktop.ui.pages.rail import POLICIES
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import settle, typed


def test_an_act_does_not_call_back_from_the_due_page(qtbot, window, desk, case_id):
    window.desk.session.act(e.HandlerAssigned(handler="Grace"), move_on=True)
    window.desk.show_view("due")
    settle(qtbot, window)
    assert window.desk.at_home
    assert window.desk.session.view.case.handler == "Grace"


def test_an_act_does_not_call_back_from_the_policies(qtbot, window):
    window.desk.session.act(e.HandlerAssigned(handler="Grace"), move_on=True)
    window.desk.show_view(POLICIES)
    settle(qtbot, window)
    assert window.desk.pages.policies().isVisible()


def test_a_case_that_was_asked_for_does_not_call_back_either(qtbot, window, desk):
    other = enter_case(desk, typed(title="Another"))
    window.desk.open_promise(other, "aumos", "ack")
    window.desk.show_view("due")
    settle(qtbot, window)
    assert window.desk.at_home


def test_an_act_in_one_case_does_not_call_back_from_another(qtbot, window, desk, case_id):
    other = enter_case(desk, typed(title="Another"))
    session = window.desk.session
    session.act(e.HandlerAssigned(handler="Grace"), move_on=True)
    session.show_case(other)
    settle(qtbot, window)
    assert session.view.case.case_id == other
    assert window.desk.reading.tab == "report"
    assert desk.vault.history(case_id)[-1].event == e.HandlerAssigned(handler="Grace")


def test_a_dialog_speaks_of_the_case_that_it_was_opened_on(qtbot, window, desk, case_id):
    other = enter_case(desk, typed(title="Another"))
    before = len(desk.vault.history(other))
    window.desk.errands.cases.waive("handler")
    dialog = window.findChild(WaiverDialog)
    window.desk.session.show_case(other)
    settle(qtbot, window)
    dialog._reason.put("The whole team works on it.")
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    assert desk.vault.history(case_id)[-1].event == e.NeedWaived("handler", "The whole team works on it.")
    assert len(desk.vault.history(other)) == before
    assert window.desk.session.view.case.case_id == other


def test_a_clock_leads_into_its_own_case_only(qtbot, window, desk, case_id):
    other = enter_case(desk, typed(title="Another"))
    window.desk.open_promise(other, "aumos", "ack")
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert window.desk.session.view.case.case_id == case_id
    assert window.desk.reading.tab == "report"


def test_reading_again_does_not_forget_where_an_act_leads(qtbot, window):
    session = window.desk.session
    session.said.connect(lambda _message: session.reload())
    session.act(e.HandlerAssigned(handler="Grace"), move_on=True)
    settle(qtbot, window)
    assert window.desk.reading.tab == "thread"


def test_a_case_that_cannot_be_read_leaves_the_desk_at_the_one_in_view(qtbot, window, case_id):
    window.desk.session.show_case("AUM-2026-NOSUCH0")
    settle(qtbot, window)
    assert window.desk.session.at == case_id
