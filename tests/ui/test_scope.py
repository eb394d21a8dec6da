"""The scope card proposes, says what the boxes amount to, and records what a person decides."""

import pytest
from PySide6.QtWidgets import QCheckBox

from desktop.domain.fold import fold
from desktop.ui.parts.labels import InertLabel
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from tests.ui.conftest import NOW, settle
from tests.ui.test_names import unnamed

TEXT = (
    "https://api.czm.ai/login and https://\u0441zm.ai/ take any token, so does pay.example.com.\n"
    "I used an automated scanner: the service got worse for others."
)


def confirm_form(qtbot, window, desk, policy: str, text: str = TEXT):
    typed = TypedReport(
        policy_id=policy,
        channel="phone",
        title="Any token is taken",
        text=text,
        arrived_at=NOW,
        reporter_name="Ada",
        reporter_address="ada@example.org",
    )
    window.desk.session.show_case(enter_case(desk, typed))
    settle(qtbot, window)
    window.desk.reading.show_tab("confirm")
    return window.desk.reading.tabs["confirm"]


def tick(field, key: str) -> None:
    field._ticks[key].click()


def judged(window, desk):
    return fold(desk.vault.history(window.desk.session.view.case.case_id))


@pytest.mark.clause("CZM-2a", "CZM-2k")
def test_a_host_is_proposed_its_owner_asked_for_and_the_verdict_recorded(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "czm")
    scope = form._scope.form
    assert list(scope._hosts._ticks) == ["api.czm.ai", "xn--zm-nmc.ai", "pay.example.com"]
    assert scope._hosts.keys == ("api.czm.ai",)
    assert "CZM-2k" in scope._why.text()
    assert not scope._record.isEnabled()
    scope._condition.put("yes")
    scope._condition.edited.emit()
    assert scope._chip.text() == "in scope"
    scope._record.click()
    settle(qtbot, window)
    recorded = judged(window, desk).scope
    assert (recorded.verdict, recorded.hosts) == ("in", ("api.czm.ai",))
    assert recorded.lines == ("czm.ai with its subdomains", "Owned and run by CZM itself")
    assert scope.isHidden()
    assert form._scope._chip.text() == "in scope"
    form._scope._again.click()
    assert not scope.isHidden()
    assert scope._condition.value == "yes"


def test_hosts_of_a_stranger_are_inert_and_a_doubtful_one_is_explained(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "czm")
    shown = [label.text() for label in form._scope.findChildren(InertLabel)]
    assert "xn--zm-nmc.ai (\u0441zm.ai)" in shown
    notes = [box.accessibleDescription() for box in form._scope.findChildren(QCheckBox)]
    assert any("several scripts" in note for note in notes)
    tick(form._scope.form._hosts, "xn--zm-nmc.ai")
    assert form._scope.form._chip.text() == "to be judged"


@pytest.mark.clause("CZM-6b")
def test_words_of_the_report_propose_a_prohibited_way_and_tick_nothing(qtbot, window, desk):
    scope = confirm_form(qtbot, window, desk, "czm")._scope.form
    key = "automated scanning that makes the service worse for others"
    box = scope._sides["prohibited"]._ticks[key]
    assert "proposed" in box.accessibleDescription()
    assert not box.isChecked()
    tick(scope._sides["prohibited"], key)
    assert scope._chip.text() == "prohibited way"
    assert "safe harbour" in scope._why.text()


@pytest.mark.clause("AUM-2j")
def test_out_of_scope_leads_to_the_rejection_and_its_redirect(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "aumos", "A harmless input was flagged.")
    tick(form._scope.form._sides["out"], "harmless input that was flagged")
    form._scope.form._record.click()
    settle(qtbot, window)
    assert not form._scope._reject.isHidden()
    form._scope._reject.click()
    settle(qtbot, window)
    assert judged(window, desk).rejected.reason == "out-of-scope"
    assert window.desk.inspector._step.tab == "letters"
    assert window.desk.inspector._step.what == "redirect"


def test_another_verdict_than_the_lines_needs_a_reason(qtbot, window, desk):
    scope = confirm_form(qtbot, window, desk, "czm", "It is broken.")._scope.form
    scope._own.put("in")
    scope._own.edited.emit()
    scope._record.click()
    settle(qtbot, window)
    assert judged(window, desk).scope is None
    scope._reason.put("It is our own machine")
    scope._record.click()
    settle(qtbot, window)
    assert judged(window, desk).scope.verdict == "in"


@pytest.mark.parametrize("policy", ["mushin", "terragon"])
def test_a_silent_policy_is_shown_as_silent(qtbot, window, desk, policy):
    form = confirm_form(qtbot, window, desk, policy)
    assert form._scope._chip.text() == "not stated"
    assert form._scope.form.isHidden()


@pytest.mark.clause("MUS-2a", "MUS-2b", "MUS-2c", "MUS-3d")
def test_each_version_is_held_against_the_table_and_branches_are_proposed(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "mushin")
    form.fields["affected"].control.setPlainText("1.4.2\n2.0.0-rc1\n0.9\n1.*")
    lines = form._support._lines.text().splitlines()
    assert lines[0] == "1.4.2: supported (MUS-2a, MUS-2b)"
    assert lines[1].startswith("2.0.0-rc1: the table does not say: ask.")
    assert lines[2] == "0.9: not supported (MUS-2a, MUS-2c)"
    assert "no version" in lines[3]
    form._support._take.click()
    assert form.value("branches") == "1.x.x"


def test_a_policy_without_a_table_says_so(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "czm")
    assert "not stated" in form._support._lines.text()
    assert form._support._row.isHidden()


def test_ticks_are_kept_as_a_draft(qtbot, window, desk, case_id):
    form = confirm_form(qtbot, window, desk, "czm")
    case = window.desk.session.view.case.case_id
    tick(form._scope.form._sides["out"], "physical security")
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert "physical security" not in form._scope.form._sides["out"].keys
    window.desk.session.show_case(case)
    settle(qtbot, window)
    assert form._scope.form._sides["out"].keys == ("physical security",)


def test_everything_in_the_card_has_a_name(qtbot, window, desk):
    assert unnamed(confirm_form(qtbot, window, desk, "czm")._scope) == []
