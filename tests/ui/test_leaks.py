"""What the gate found in an advisory is shown by line; a false alarm is explained in its own dialog."""

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.fold import fold
from desktop.ui.case.leak_list import LeakList
from desktop.ui.dialogs.false_alarm_dialog import FalseAlarmDialog
from desktop.ui.parts.buttons import ActButton
from desktop.workflows.desk.record_act import record_act
from tests.ui.conftest import settle


def buttons(form, words: str) -> list[ActButton]:
    return [b for b in form.findChild(LeakList).findChildren(ActButton) if words in b.text()]


def looked_at(qtbot, window, desk, case_id, summary: str):
    record_act(desk, case_id, e.AdvisoryDrafted(AdvisoryText("A hole", summary)))
    window.desk.session.reload()
    settle(qtbot, window)
    form = window.desk.reading._tabs["advisory"]
    window.desk.reading.show_tab("advisory")
    form._preview()
    settle(qtbot, window)
    return form


def test_a_false_alarm_is_explained_and_the_finding_goes(qtbot, window, desk, case_id):
    form = looked_at(qtbot, window, desk, case_id, "It listens on 10.1.2.3 then.")
    buttons(form, "false alarm")[0].click()
    dialog = form.window().findChild(FalseAlarmDialog)
    dialog.primary.click()
    assert dialog.isVisible()
    dialog._reason.put("an address from the manual")
    dialog.primary.click()
    settle(qtbot, window)
    accepted = {(one.leak, one.reason) for one in fold(desk.vault.history(case_id)).accepted_leaks}
    assert accepted == {("internal-host", "an address from the manual")}
    qtbot.waitUntil(lambda: buttons(form, "false alarm") == [], timeout=2000)


def test_who_reported_is_no_false_alarm_and_leads_to_its_field(qtbot, window, desk, case_id):
    name = fold(desk.vault.history(case_id)).reporter_name.raw
    form = looked_at(qtbot, window, desk, case_id, f"Found by {name}.")
    assert buttons(form, "false alarm") == []
    buttons(form, "field")[0].click()
    assert form.fields["summary"].control.hasFocus() or form.focusWidget() is form.fields["summary"].control
