"""The Confirm form scores as it is typed, edits vectors metric by metric, and keeps to the policy's rules."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from desktop.domain.fold import fold
from desktop.ui.parts.labels import Words
from desktop.ui.scoring.cvss_column import CvssColumn
from desktop.ui.scoring.cvss_dialog import CvssDialog
from tests.ui.conftest import settle
from tests.ui.test_scope import confirm_form

THREE = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
FOUR = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"


@pytest.fixture
def three(qtbot) -> CvssColumn:
    column = CvssColumn("3.1")
    qtbot.addWidget(column)
    column.show()
    return column


def button(widget, name: str) -> QRadioButton:
    return next(b for b in widget.findChildren(QRadioButton) if b.accessibleName() == name)


def write(field, text: str) -> None:
    field.put(text)
    field.edited.emit()


def said(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Words) if not label.isHidden())


def test_choices_make_the_vector_and_its_score(three):
    for name in ("Attack vector: Network", "Attack complexity: Low", "Privileges required: None"):
        button(three, name).click()
    assert three.text == "CVSS:3.1/AV:N/AC:L/PR:N"
    assert "Still open: UI, S, C, I, A" in said(three)
    assert "not complete" in three.missing
    for name in ("User interaction: None", "Scope: Unchanged", "Confidentiality: High", "Integrity: High"):
        button(three, name).click()
    button(three, "Availability: High").click()
    assert (three.text, three.missing, three._chip.text()) == (THREE, "", "9.8 critical")
    assert three._line.value == THREE


def test_a_typed_vector_is_shown_in_the_choices_and_one_that_cannot_be_read_is_explained(three):
    write(three._line, "(av:p/ac:l/pr:n/ui:n/s:u/c:h/i:h/a:h)")
    assert button(three, "Attack vector: Physical").isChecked()
    assert three.text == THREE.replace("AV:N", "AV:P")
    write(three._line, FOUR)
    assert three.missing.startswith("This is a vector of CVSS 4.0, and one of CVSS 3.1 is asked for")
    assert not three._chip.isVisible()
    assert not button(three, "Attack vector: Network").isEnabled()  # choosing would throw away what is typed
    write(three._line, "")
    assert button(three, "Attack vector: Network").isEnabled()
    assert (three.text, three.missing) == ("", "")
    assert not button(three, "Attack vector: Physical").isChecked()


def test_metrics_that_may_stay_open_are_unfolded_on_demand_and_where_they_count(three):
    group = three._groups[2]
    assert group._inner.isHidden()
    group._unfold.click()
    assert button(group, "Exploit code maturity: Not defined").isChecked()
    group._unfold.click()
    assert group._inner.isHidden()
    three.put(f"{THREE}/E:P")
    assert not group._inner.isHidden()
    assert "With threat 9.3 critical" in said(three)
    button(group, "Exploit code maturity: Not defined").click()
    assert three.text == THREE


def test_arrow_keys_move_among_the_values_of_a_metric(qtbot, three):
    first = button(three, "Attack vector: Network")
    first.setFocus()
    first.click()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert three.text == "CVSS:3.1/AV:A"


def test_both_vectors_go_back_into_the_form_and_are_recorded(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "m87")
    part = form._severity
    part._on_score()
    dialog = window.findChildren(CvssDialog)[-1]
    write(dialog._three._line, "AV:N")
    dialog.primary.click()
    assert "The vector of CVSS 3.1 is not complete" in dialog._refusal.text()
    dialog._three.put(THREE)
    dialog._four.put(FOUR)
    dialog.primary.click()
    assert (form.value("cvss"), form.value("cvss4")) == (THREE, FOUR)
    write(form.fields["affected"], "<2")
    write(form.fields["level"], "high")
    write(form.fields["rationale"], "Any user can")
    write(form.fields["cwe"], "cross-site scripting")
    assert "CVSS 4.0 rates it critical (9.3)" in said(part)
    assert "CWE-79 Improper" in said(part)
    form._on_save()
    settle(qtbot, window)
    severity = fold(desk.vault.history(window.desk.session.view.case.case_id)).severity
    assert (severity.cvss, severity.cvss4, severity.cwe) == (THREE, FOUR, "CWE-79")


def test_a_weakness_that_does_not_exist_is_said_while_it_is_typed(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "m87")
    write(form.fields["cwe"], "16")
    assert "There is no weakness CWE-16 in the catalogue" in said(form.fields["cwe"])
    write(form.fields["cwe"], "")
    assert "weakness" not in said(form.fields["cwe"])


@pytest.mark.clause("AUM-6c")
def test_a_ticked_rule_proposes_its_level_and_a_lower_one_is_refused(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "aumos")
    write(form.fields["affected"], "<2")
    write(form.fields["rationale"], "Any user can")
    write(form.fields["level"], "low")
    (box,) = form._severity._rules._ticks.values()
    assert "It lets somebody change the audit records" in box.accessibleName()
    assert box.accessibleDescription() == "AUM-6c: critical"
    box.click()
    assert form.value("level") == "critical"
    write(form.fields["level"], "low")
    form._on_save()
    settle(qtbot, window)
    assert "By the policy (AUM-6c) it is critical" in form._refusal.text()
    box.click()
    form._on_save()
    settle(qtbot, window)
    assert fold(desk.vault.history(window.desk.session.view.case.case_id)).severity.level == "low"


@pytest.mark.clause("M87-3.4e")
def test_what_follows_from_a_level_is_said_beside_it_and_where_the_fix_is_made(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "m87")
    words = "Its fix is released at once, outside the schedule. (M87-3.4e)"
    write(form.fields["level"], "high")
    assert words not in said(form._severity._notes)
    write(form.fields["level"], "critical")
    assert words in said(form._severity._notes)
    write(form.fields["affected"], "<2")
    write(form.fields["rationale"], "Any user can")
    form._on_save()
    settle(qtbot, window)
    assert words in said(window.desk.reading.tabs["fix"]._severity)


def answer(card, point: str, value: str) -> None:
    found = [b for b in card.findChildren(QRadioButton) if b.accessibleName().startswith(f"{value}:")]
    next(b for b in found if b.accessibleDescription().startswith(f"{point}:")).click()


def test_a_decision_is_walked_recorded_and_shown(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "m87")
    card = form._ssvc
    assert card._form.isHidden()
    card._unfold.click()
    card._walk._table.put("deployer")
    card._walk._table.edited.emit()
    assert "4 open" in said(card)
    answer(card, "Exploitation", "Active")
    answer(card, "System exposure", "Open")
    answer(card, "Automatable", "Yes")
    assert "Can still come: out-of-cycle, immediate." in said(card)
    answer(card, "Human impact", "Very high")
    assert card._chip.text() == "Immediate"
    assert not card._record.isEnabled()
    write(card._rationale, "Seen in the logs")
    card._record.click()
    settle(qtbot, window)
    (decision,) = fold(desk.vault.history(window.desk.session.view.case.case_id)).decisions
    assert (decision.table, decision.version, decision.outcome) == ("deployer", "1.0.0", "immediate")
    assert "Deployer: immediate. Seen in the logs" in card._recorded.text()
    assert card._form.isHidden()


def test_the_keyboard_walks_a_table_and_comes_out_behind_it(qtbot, window, desk):
    card = confirm_form(qtbot, window, desk, "m87")._ssvc
    card._unfold.click()
    card._walk._table.put("deployer")
    card._walk._table.edited.emit()
    qtbot.waitUntil(lambda: all(b.isVisible() for b in card.findChildren(QRadioButton)), timeout=20_000)
    card._walk.control.setFocus()
    passed = []
    while (at := window.focusWidget()) is not card._rationale.control and len(passed) < 30:
        passed.append(at.accessibleName())
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert at is card._rationale.control
    assert len(passed) == len(set(passed)) == 1 + len(card._walk.walk.table.points)


def test_a_half_walked_decision_is_kept_as_a_draft(qtbot, window, desk):
    form = confirm_form(qtbot, window, desk, "m87")
    first = window.desk.session.view.case.case_id
    form._ssvc._walk._table.put("supplier")
    form._ssvc._walk._table.edited.emit()
    answer(form._ssvc, "Utility", "Efficient")
    confirm_form(qtbot, window, desk, "aumos")
    assert form._ssvc._walk.value == ""
    window.desk.session.show_case(first)
    settle(qtbot, window)
    assert form._ssvc._walk.value == "table=supplier\nutility=efficient"
    assert not form._ssvc._form.isHidden()
    form._ssvc._walk.put("table=supplier\nweather=fine")
    assert form._ssvc._walk.value == ""
