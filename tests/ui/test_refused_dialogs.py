"""What was typed into a dialog is still there when the rules refuse it, with the reason."""

from datetime import timedelta

from desktop.domain import events as e
from desktop.domain.filters import read_filter
from desktop.domain.fold import fold
from desktop.ui.dialogs.close_dialog import CloseDialog
from desktop.ui.dialogs.disclosure_dialog import DisclosureDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.waiver_dialog import WaiverDialog
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.vault_ports import CaseQuery
from tests.ui.conftest import NOW, settle


def test_a_new_case_from_the_future_keeps_its_words_until_the_time_is_right(qtbot, window, desk):
    window.desk.errands.cases.enter_case()
    dialog = window.findChild(NewCaseDialog)
    dialog.policy.put("aumos")
    dialog._title.put("A call at night")
    dialog._arrived.put((NOW + timedelta(days=3)).isoformat())
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.is_open
    assert "lies in the future" in dialog._refusal.text()
    assert dialog._title.value == "A call at night"
    dialog._arrived.put(NOW.isoformat())
    dialog.primary.click()
    dialog.primary.click()  # a second click is not a second case
    settle(qtbot, window)
    assert not dialog.is_open
    assert desk.vault.cases(CaseQuery(wanted=read_filter("night"))).total == 1


def test_an_agreement_without_evidence_keeps_its_parties(qtbot, window, desk, case_id):
    window.desk.errands.cases.agree_on_date()
    dialog = window.findChild(DisclosureDialog)
    dialog._when.put((NOW + timedelta(days=30)).isoformat())
    dialog._parties.put("AumOS\nAda and her employer")
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.is_open
    assert "evidence" in dialog._refusal.text()
    dialog._evidence.put("Her mail of today")
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    agreed = desk.vault.history(case_id)[-1].event
    assert agreed.parties == ("AumOS", "Ada and her employer")


def test_a_rejection_without_words_stays_open(qtbot, window, desk, case_id):
    window.desk.errands.cases.close_case()
    dialog = window.findChild(CloseDialog)
    dialog._reason.put("duplicate")
    dialog._words.put("")
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.is_open
    assert "Say why" in dialog._refusal.text()
    dialog._words.put("As in the report of May")
    dialog.primary.click()
    settle(qtbot, window)
    assert fold(desk.vault.history(case_id)).rejected is not None


def test_a_waiver_on_a_case_that_moved_on_keeps_its_reason(qtbot, window, desk, case_id):
    window.desk.errands.cases.waive("handler")
    dialog = window.findChild(WaiverDialog)
    dialog._reason.put("Nobody is free")
    record_act(desk, case_id, e.NoteAdded(text="Meanwhile."))
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.is_open
    assert dialog._refusal.text()
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    assert fold(desk.vault.history(case_id)).waived[0].reason == "Nobody is free"
