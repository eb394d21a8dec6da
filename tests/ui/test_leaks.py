"""What the gate found in an advisory is shown by line; a false alarm is explained in its own dialog."""

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.fold import fold
from desktop.ui.advisory.leak_list import LeakList
from desktop.ui.dialogs.false_alarm_dialog import FalseAlarmDialog
from desktop.ui.parts.buttons import ActButton
from desktop.workflows.desk.record_act import record_act
from tests.ui.conftest import settle


def alarms(page) -> list[ActButton]:
    return page.preview.findChild(LeakList).findChildren(ActButton)


def looked_at(qtbot, window, desk, case_id, summary: str):
    record_act(desk, case_id, e.AdvisoryDrafted(AdvisoryText("A hole", summary)))
    window.desk.reading.show_tab("advisory")
    window.desk.session.reload()
    settle(qtbot, window)
    page = window.desk.reading.tabs.advisory
    qtbot.waitUntil(lambda: bool(page.preview.leaks))
    return page


def test_a_false_alarm_is_explained_and_the_finding_goes(qtbot, window, desk, case_id):
    page = looked_at(qtbot, window, desk, case_id, "It listens on 10.1.2.3 then.")
    alarms(page)[0].click()
    dialog = window.findChild(FalseAlarmDialog)
    dialog.primary.click()
    assert dialog.isVisible()
    dialog._reason.put("an address from the manual")
    dialog.primary.click()
    settle(qtbot, window)
    accepted = {(one.leak, one.reason) for one in fold(desk.vault.history(case_id)).accepted_leaks}
    assert accepted == {("internal-host", "an address from the manual")}
    qtbot.waitUntil(lambda: not page.preview.leaks)
    qtbot.waitUntil(lambda: alarms(page) == [])


def test_who_reported_is_no_false_alarm_and_leads_to_its_field(qtbot, window, desk, case_id):
    name = fold(desk.vault.history(case_id)).reporter_name.raw
    page = looked_at(qtbot, window, desk, case_id, f"Found by {name}.")
    assert {leak.kind for leak in page.preview.leaks} == {"reporter"}
    assert alarms(page) == []
    told = page.preview._preview
    (refusal,) = (reason for reason in told.refusals if "names the reporter" in reason)
    assert told.fields[refusal] == "summary"
