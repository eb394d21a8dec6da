"""A likely duplicate is shown where the report is read, and merged, denied or rejected from there."""

from datetime import timedelta

import pytest
from PySide6.QtGui import QShortcut

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.fold import fold
from desktop.ui.dialogs.close_dialog import CloseDialog
from desktop.ui.parts.inert_text import InertText
from desktop.ui.triage.compare_dialog import CompareDialog
from desktop.ui.triage.merge_dialog import MergeDialog
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import NOW, settle, typed

FIRST = "GET /api/invoices/export?owner_id=7 does not check the owner: I read another customer's invoice."
SECOND = "In the invoice export I changed the `owner_id` parameter and saw somebody else's <b>invoice</b>."


@pytest.fixture
def pair(qtbot, window, desk):
    first = enter_case(desk, typed("IDOR in invoice export", FIRST, "Ada"))
    second = enter_case(desk, typed("Strangers' <i>invoices</i>", SECOND, "Bob", "bob@example.org"))
    window.desk.session.show_case(second)
    settle(qtbot, window)
    window.desk.show_tab("report")
    return first, second


def card(window):
    return window.desk.reading.report.triage


def press(window, key):
    next(a for a in window.commands.actions if a.shortcut().toString() == key).trigger()


def press_in(dialog, key):
    shortcuts = dialog.findChildren(QShortcut)
    next(shortcut for shortcut in shortcuts if shortcut.key().toString() == key).activated.emit()


def case(desk, case_id):
    return fold(desk.vault.history(case_id))


def test_the_card_says_which_case_and_why(qtbot, window, pair, case_id):
    assert card(window).isVisible()
    assert pair[0] in card(window)._heading.text()
    assert card(window)._chip.text() == "Strong likeness"
    said = card(window)._reasons.accessibleName()
    assert "same component (export + invoice" in said
    assert "same attack path (owner_id" in said
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert not card(window).isVisible()


def test_both_reports_are_read_side_by_side_and_nothing_in_them_acts(qtbot, window, pair):
    card(window)._compare.click()
    settle(qtbot, window)
    dialog = window.findChild(CompareDialog)
    texts = [text.toPlainText() for text in dialog.findChildren(InertText)]
    assert texts == [SECOND, FIRST]
    dialog._on_merge_wanted()
    settle(qtbot, window)
    assert window.findChild(MergeDialog).duplicate.case.case_id == pair[1]


def test_merging_tells_both_cases_and_the_bar_takes_it_back_in_both(qtbot, window, desk, pair):
    first, second = pair
    card(window)._merge.click()
    settle(qtbot, window)
    dialog = window.findChild(MergeDialog)
    assert dialog.original.case.case_id == first
    dialog._words.put("")
    dialog.primary.click()
    assert "Say why" in dialog._refusal.text()
    dialog._words.put("Known already.")
    dialog.primary.click()
    settle(qtbot, window)
    assert case(desk, second).rejected == e.ReportRejected("duplicate", "Known already.", of=first)
    assert [j.from_case for j in case(desk, first).joined] == [second]
    assert not card(window).isVisible()
    assert f"duplicate of {first}" in " ".join(window.desk.reading.report._remarks())
    window.bar._action.click()
    settle(qtbot, window)
    assert case(desk, second).rejected is None
    assert case(desk, first).joined == ()
    assert card(window).isVisible()


def test_a_refusal_is_said_in_the_dialog(qtbot, window, desk, pair, case_id):
    first, second = pair
    card(window)._merge.click()
    settle(qtbot, window)
    dialog = window.findChild(MergeDialog)
    record_act(desk, first, e.NoteAdded("moved on"))
    dialog.primary.click()
    settle(qtbot, window)
    assert "changed since it was read" in dialog._refusal.text()
    assert case(desk, second).rejected is None
    dialog.close()


def test_the_words_follow_the_case_that_stays_until_somebody_wrote_their_own(qtbot, window, desk, pair):
    record_act(desk, pair[0], e.ReportWithdrawn("a call"))
    card(window)._merge.click()
    settle(qtbot, window)
    dialog = window.findChild(MergeDialog)
    told = {}
    for stays in pair:
        dialog._stays.put(stays)
        dialog._stays.edited.emit()
        told[stays] = dialog.reason
    assert "no longer work on it" in told[pair[0]]
    assert "is being handled" in told[pair[1]]
    dialog._words.put("It is known.")
    dialog._stays.put(pair[0])
    dialog._stays.edited.emit()
    assert dialog.reason == "It is known."
    dialog.close()


def test_what_is_not_the_same_is_not_proposed_again(qtbot, window, desk, pair):
    card(window)._deny.click()
    settle(qtbot, window)
    assert case(desk, pair[1]).denied == (pair[0],)
    assert not card(window).isVisible()
    window.desk.session.undo()
    settle(qtbot, window)
    assert card(window).isVisible()


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("O", "out-of-scope"),
        ("N", "not-a-vulnerability"),
        ("R", "not-reproducible"),
        ("V", "other-vendor"),
        ("B", "obsolete-product"),
    ],
)
def test_one_key_rejects_with_the_usual_words_and_undo_takes_it_back(qtbot, window, desk, pair, key, reason):
    press(window, f"Shift+{key}")
    settle(qtbot, window)
    rejected = case(desk, pair[1]).rejected
    assert rejected is not None
    assert (rejected.reason, rejected.of) == (reason, "")
    assert len(rejected.explanation) > 20
    window.bar._action.click()
    settle(qtbot, window)
    assert case(desk, pair[1]).rejected is None


def test_one_key_makes_it_a_duplicate_of_what_is_proposed_with_strength(qtbot, window, desk, pair):
    press(window, "Shift+D")
    settle(qtbot, window)
    assert case(desk, pair[1]).rejected.of == pair[0]
    assert "it is being handled" in case(desk, pair[1]).rejected.explanation
    assert len(case(desk, pair[0]).joined) == 1


def test_the_report_that_came_first_is_no_duplicate_by_one_key(qtbot, window, desk, pair):
    put = e.ArrivalConfirmed(NOW - timedelta(days=30))
    desk.vault.append(pair[1], [Draft(put, NOW)], author="me", now=NOW)
    window.desk.session.reload()
    settle(qtbot, window)
    press(window, "Shift+D")
    settle(qtbot, window)
    assert case(desk, pair[1]).rejected is None
    (dialog,) = [found for found in window.findChildren(MergeDialog) if found.is_open]
    assert dialog.original.case.case_id == pair[1]
    dialog.reject()


@pytest.mark.parametrize("key", ["Shift+O", "Shift+D", "!"])
def test_no_key_rejects_a_case_that_nobody_sees(qtbot, window, desk, pair, key):
    window.desk.show_view("policies")
    settle(qtbot, window)
    press(window, key)
    settle(qtbot, window)
    assert case(desk, pair[1]).rejected is None
    assert not window.desk.pages.policies().isVisible()


def test_without_a_proposal_it_is_a_duplicate_of_something_elsewhere(qtbot, window, desk, case_id):
    window.desk.show_tab("report")
    press(window, "Shift+D")
    settle(qtbot, window)
    rejected = case(desk, case_id).rejected
    assert (rejected.reason, rejected.of) == ("duplicate", "")
    assert "handled" not in rejected.explanation


def test_the_keys_rest_while_somebody_types_and_stand_in_the_cheat_sheet(qtbot, window, pair):
    window.commands._on_focus(window.desk.reading.tabs["confirm"].fields["cwe"].control)
    keys = {a.shortcut().toString(): a.isEnabled() for a in window.commands.actions}
    assert {keys[f"Shift+{letter}"] for letter in "DONRVB"} == {False}


def test_the_closing_dialog_proposes_the_usual_words_by_one_more_key_and_keeps_ones_own(qtbot, window, pair):
    window.desk.errands.cases.close_case()
    dialog = window.findChild(CloseDialog)
    press_in(dialog, "3")
    assert dialog._reason.value == "out-of-scope"
    assert "outside of the scope" in dialog._words.value
    press_in(dialog, "5")
    assert "could not reproduce" in dialog._words.value
    dialog._words.put("My own words.")
    press_in(dialog, "6")
    assert dialog.acts == (e.ReportRejected("other-vendor", "My own words."),)
    dialog.close()
