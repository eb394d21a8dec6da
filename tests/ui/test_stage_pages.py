"""A stage's page: why it asks, what the policy says with its clauses, what is missing, one primary button."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.ui.case.stage_reasons import StageReasons
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from tests.ui.conftest import settle

STAGES = ["report", "confirm", "audit", "fix", "advisory"]


def shown(qtbot, window, stage):
    window.desk.reading.show_tab(stage)
    settle(qtbot, window)
    return window.desk.reading.tabs[stage]


def said(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Words) if label.isVisibleTo(widget))


@pytest.mark.parametrize("stage", STAGES)
def test_each_page_says_why_what_is_missing_and_has_one_primary_button(qtbot, window, stage):
    page = shown(qtbot, window, stage)
    reasons = page.findChild(StageReasons)
    assert reasons.why.text().startswith("Why: ")
    assert reasons.missing.text().startswith("Missing: ")
    assert reasons.why.isVisibleTo(page)
    assert reasons.missing.isVisibleTo(page)
    buttons = [b for b in page.findChildren(ActButton) if b.isVisibleTo(page)]
    assert len([b for b in buttons if b.property("look") == "primary"]) == 1


@pytest.mark.clause("AUM-3b", "AUM-1i")
def test_the_page_quotes_the_policy_with_the_clause_and_when_it_is_due(qtbot, window):
    words = said(shown(qtbot, window, "confirm").reasons)
    quoted = (
        "“A detailed answer follows within 5 business days.” (AUM-1i, AUM-3b). Running, due Mon 9 Mar 2026"
    )
    assert quoted in words
    assert "the problem confirmed (AUM-3d)" in words  # what is missing names its clause too
    assert "48 hours" not in words  # that is kept under Intake


def test_what_intake_owes_heads_the_report_until_it_is_done(qtbot, window):
    page = shown(qtbot, window, "report")
    assert "“Receipt is acknowledged within 48 hours.” (AUM-1h, AUM-3a)" in said(page.reasons)
    case = window.desk.session.view.case
    arrived = e.ArrivalConfirmed(arrived_at=case.arrived_at, zone=case.arrival_zone)
    window.desk.session.act(arrived, e.HandlerAssigned(handler="Grace"), e.AckSent())
    settle(qtbot, window)
    assert not page.reasons.isVisibleTo(page)
    assert not page.primary.isVisibleTo(page)


def test_the_button_of_the_report_does_what_intake_lacks_first(qtbot, window):
    page = shown(qtbot, window, "report")
    assert page.primary.text() == "Take this case"
    page.primary.click()
    settle(qtbot, window)
    assert window.desk.session.view.case.handler == "Grace Handler"
    assert page.primary.text() == "Acknowledge"


def test_a_stage_that_the_policy_does_not_speak_of_says_so(qtbot, window):
    assert "The policy says nothing of this stage" in said(shown(qtbot, window, "audit").reasons)


def test_promises_of_another_severity_are_left_out_once_it_is_known(qtbot, window):
    page = shown(qtbot, window, "fix")
    assert "A critical problem is fixed within 7 days" in said(page.reasons)
    window.desk.session.act(e.SeveritySet(level="high", rationale="It runs code."))
    settle(qtbot, window)
    assert "high severity" in said(page.reasons)
    assert "A critical problem" not in said(page.reasons)


def tips(widget) -> str:
    return "\n".join(part.toolTip() for part in (widget, *widget.findChildren(QWidget)) if part.toolTip())


def test_tooltips_say_what_the_policy_says_of_clocks_needs_and_gates(window):
    inspector = window.desk.inspector
    promise = "Receipt is acknowledged within 48 hours."
    assert promise in inspector._promise.toolTip()
    needs = tips(inspector._stepper)
    assert "“Receipt acknowledged to the reporter” (AUM-3a)." in needs  # a need of the policy
    assert f"“{promise}” (AUM-1h, AUM-3a). Running, due Wed 4 Mar 2026" in needs
    assert "The house asks for it, not the policy: it can be set aside." in needs
    assert "Missing: The fix released" in needs  # a gate, with the promise that waits behind it
    assert "“A critical problem is fixed within 7 days of its confirmation.” (AUM-3d)" in needs
    assert "for 90 days at most" in tips(inspector.embargo)


def test_gates_are_described_to_those_who_use_no_pointer(window):
    labels = window.desk.inspector._stepper.findChildren(Words)
    assert any("Missing: The fix released" in label.accessibleDescription() for label in labels)
