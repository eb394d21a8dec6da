"""What a handler does at the desk, on real rules."""

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.failures import WriteFailed
from desktop.domain.fold import fold
from desktop.domain.links import Link
from desktop.ui.application import report_bugs_of
from desktop.ui.lists.paged_model import ROW_ROLE
from desktop.ui.parts import clipboard
from desktop.ui.settings import DeskSettings
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from tests.histories import TRIED
from tests.ui.conftest import settle, typed


def case_of(desk, case_id):
    return fold(desk.vault.history(case_id))


def confirm_form(window):
    window.desk.reading.show_tab("confirm")
    return window.desk.reading.tabs["confirm"]


def type_into(form, key, text):
    form.fields[key].put(text)
    form.fields[key].edited.emit()


def test_a_refusal_says_what_is_wrong_beside_the_button(qtbot, window, desk, case_id):
    form = confirm_form(window)
    type_into(form, "affected", "1.*")
    form.primary.click()
    settle(qtbot, window)
    assert "a * is no version" in form._refusal.text().lower()
    assert form.fields["affected"].value == "1.*"
    assert not case_of(desk, case_id).products


def test_confirming_records_the_facts_once_and_moves_on(qtbot, window, desk, case_id):
    record_act(desk, case_id, TRIED)
    window.desk.session.reload()
    settle(qtbot, window)
    form = confirm_form(window)
    for key, text in {
        "affected": ">=1.2, <1.4.1",
        "level": "high",
        "rationale": "Remote.",
        "cwe": "79",
    }.items():
        type_into(form, key, text)
    form.primary.click()
    settle(qtbot, window)
    case = case_of(desk, case_id)
    assert case.products[0].product == "AumOS"
    assert case.severity.cwe == "CWE-79"
    assert "report.confirmed" in case.milestones
    settle(qtbot, window)
    assert window.desk.reading.tab == "report"


def test_undo_takes_back_the_last_act_and_the_bar_offers_it(qtbot, window, desk, case_id):
    window.desk.reading.show_tab("report", "handler")
    settle(qtbot, window)
    assert case_of(desk, case_id).handler == "Grace Handler"
    assert "Handler assigned" in window.bar.text
    window.bar._action.click()
    settle(qtbot, window)
    assert case_of(desk, case_id).handler == ""


def test_what_is_half_typed_is_kept_as_a_draft_when_the_desk_locks(qtbot, window, desk, case_id):
    form = confirm_form(window)
    type_into(form, "rationale", "Half a sen")
    vault_was_open = desk.vault._open
    window.lock()
    settle(qtbot, window)
    assert vault_was_open
    assert not desk.vault._open
    kept = msgspec.json.decode(desk.vault._drafts[draft_key(case_id, "confirm")])
    assert kept["rationale"] == "Half a sen"
    assert window.entrance.currentWidget() is window.entrance.first_run


def test_a_draft_comes_back_with_its_case_and_dies_with_its_act(qtbot, window, desk, case_id):
    other = enter_case(desk, typed(title="Another"))
    form = confirm_form(window)
    type_into(form, "rationale", "Half a sentence")
    window.desk.session.show_case(other)
    settle(qtbot, window)
    assert form.fields["rationale"].value == ""  # nothing of one case leaks into the next
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert form.fields["rationale"].value == "Half a sentence"
    record_act(desk, case_id, TRIED)
    window.desk.session.reload()
    settle(qtbot, window)
    type_into(form, "affected", "1.0")
    type_into(form, "level", "low")
    form.primary.click()
    settle(qtbot, window)
    assert desk.vault.draft(draft_key(case_id, "confirm")) == b""


@pytest.mark.clause("M87-4d")
def test_locking_takes_back_what_was_copied(qtbot, window):
    clipboard.copy(Link("a secret", "", foreign=False))
    assert QApplication.clipboard().text() == "a secret"
    window.lock()
    settle(qtbot, window)
    assert QApplication.clipboard().text() == ""


@pytest.mark.checks("F63")
@pytest.mark.clause("M87-3.2b")
def test_idle_lock_is_ten_minutes_and_never_more_than_45(qtbot, window):
    assert window.idle.interval_ms == 10 * 60_000
    window.idle.wait(600)
    assert window.idle.interval_ms == 45 * 60_000
    window.idle.expired.emit()
    settle(qtbot, window)
    assert window.page is None


def test_the_next_step_leads_through_intake(qtbot, window, desk, case_id):
    window.desk.inspector.take_next_step()
    settle(qtbot, window)
    assert case_of(desk, case_id).handler == "Grace Handler"
    settle(qtbot, window)
    assert window.desk.reading.tab == "thread"
    assert "Ada" in window.desk.reading.letters.value("text")
    window.desk.reading.letters.mark_sent.click()
    settle(qtbot, window)
    assert "ack.sent" in case_of(desk, case_id).milestones


def test_spam_is_closed_with_one_key(qtbot, window, desk, case_id):
    window.desk.errands.cases.close_spam()
    settle(qtbot, window)
    assert not case_of(desk, case_id).open


def test_settings_are_kept_in_the_vault(qtbot, window, desk):
    window.setting.keep(DeskSettings(theme="dark", lock_after_min=5))
    settle(qtbot, window)
    kept = msgspec.json.decode(desk.vault.draft("desk/settings"), type=DeskSettings)
    assert (kept.theme, kept.lock_after_min) == ("dark", 5)
    window.use_settings(DeskSettings(theme="light"))


def test_search_narrows_the_list(qtbot, window, desk):
    enter_case(desk, typed(title="Needle in the parser"))
    window.desk.show_view("all")
    window.desk.list._search.setText("needle")
    found = window.desk.list.cases
    qtbot.waitUntil(lambda: str(found.query.wanted) == "needle" and window.background.idle)
    rows = [found.index(number, 0).data(ROW_ROLE) for number in range(found.rowCount())]
    assert [row.title.raw for row in rows] == ["Needle in the parser"]


def test_a_filter_that_cannot_be_read_is_explained_and_the_list_stays(qtbot, window, desk):
    enter_case(desk, typed(title="Needle in the parser"))
    window.desk.show_view("all")
    column = window.desk.list
    column._search.setText("needle stage:confrim")
    qtbot.waitUntil(lambda: "did you mean confirm?" in column._search.sentence.text())
    assert column._search.sentence.isVisibleTo(column)
    assert str(column.cases.query.wanted) == ""
    column._search.setText("needle stage:intake")
    qtbot.waitUntil(lambda: str(column.cases.query.wanted) == "needle stage:Intake")
    assert not column._search.sentence.isVisibleTo(column)


@pytest.mark.checks("C36")
def test_a_bug_of_the_window_itself_is_told_by_its_type_only(window, caplog, capfd):
    report_bugs_of(window)(ValueError, ValueError("what the stranger wrote"), None)
    assert "ValueError" in window.bar.text
    assert "stranger" not in window.bar.text + caplog.text + "".join(capfd.readouterr())


def test_the_desk_tells_a_failure_with_what_was_written_and_what_to_do(window):
    window.background.failed.emit(WriteFailed("The disk is full."))
    assert window.bar.text == f"The disk is full. Nothing was written. {WriteFailed.default_advice}"
