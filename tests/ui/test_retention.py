"""Content past its time, in the window: shown, held, purged once a person typed so."""

import msgspec
import pytest
from PySide6.QtWidgets import QPushButton

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import Cancelled
from desktop.domain.fold import fold
from desktop.ui.dialogs.review_dialog import ReviewDialog
from desktop.ui.retention.content_dialog import ContentDialog
from desktop.ui.retention.retention_dialog import RetentionDialog
from desktop.ui.retention.retention_errand import _purge
from desktop.ui.retention.rule_dialog import RuleDialog
from tests.ui.conftest import settle, typed


@pytest.fixture
def closed(qtbot, window):
    """A window on a vault with a case that was closed long ago."""
    session = window.desk.session
    session.enter(msgspec.structs.replace(typed(), policy_id="mushin"))
    settle(qtbot, window)
    case_id = session.view.case.case_id
    desk = session.desk
    at = desk.tools.now()
    drafts = [Draft(event, at) for event in (e.ReportRejected("spam", "Spam"), e.CaseClosed("Spam"))]
    desk.vault.append(case_id, drafts, author="Grace", now=at)
    ruled = [Draft(event, at) for event in (e.RetentionRuled("0d"), e.FallbackPolicyChosen("mushin"))]
    desk.vault.append(None, ruled, author="Grace", now=at)
    window.bar.hide()
    return case_id


def asked(qtbot, window, kind=RetentionDialog):
    window.desk.open_promise("", "", "retention")
    settle(qtbot, window)
    return next(dialog for dialog in window.findChildren(kind) if dialog.is_open)


def test_it_is_purged_once_the_word_is_typed(qtbot, window, closed):
    dialog = asked(qtbot, window)
    assert dialog.chosen == (closed,)
    dialog.primary.click()
    assert "Type the word purge" in dialog._refusal.text()
    dialog._typed.put("Purge")
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    assert "Purged: 1 of 1 cases" in window.bar.text
    assert fold(window.desk.session.desk.vault.history(closed)).purged
    empty = asked(qtbot, window)
    assert empty.primary.isHidden()
    empty.reject()


def test_with_nothing_past_its_time_the_way_out_is_to_close(qtbot, window):
    dialog = asked(qtbot, window)
    shown = [button.text() for button in dialog.findChildren(QPushButton) if not button.isHidden()]
    assert "Close" in shown
    assert "Cancel" not in shown


def test_it_is_held_with_a_reason(qtbot, window, closed):
    dialog = asked(qtbot, window)
    dialog._hold()
    assert "which duty" in dialog._refusal.text()
    dialog._reason.put("A court asked")
    dialog._hold()
    settle(qtbot, window)
    assert fold(window.desk.session.desk.vault.history(closed)).legal_hold is not None
    again = asked(qtbot, window)
    assert again.chosen == ()
    again._typed.put("purge")
    again.primary.click()
    assert "no legal hold" in again._refusal.text()
    again.reject()


def test_the_rule_is_recorded(qtbot, window, closed):
    dialog = asked(qtbot, window)
    dialog.rule_wanted.emit()
    rule = next(one for one in window.findChildren(RuleDialog) if one.is_open)
    assert rule.after == "0d"
    rule._after.put("soon")
    rule.primary.click()
    assert "duration" in rule._refusal.text()
    rule._after.put("24mo")
    rule._what.put("report")
    rule.primary.click()
    settle(qtbot, window)
    ruled = [r.event for r in window.desk.session.desk.vault.vault_history()]
    assert ruled[-1] == e.RetentionRuled("24mo", "report")


def test_a_review_without_a_date_is_recorded_from_its_row(qtbot, window, closed):
    window.desk.open_promise("", "", "undated-MUS-6d")
    dialog = next(one for one in window.findChildren(ReviewDialog) if one.is_open)
    dialog.primary.click()
    assert "what was found" in dialog._refusal.text()
    dialog._note.put("Acme looked: nothing")
    dialog.primary.click()
    settle(qtbot, window)
    history = window.desk.session.desk.vault.vault_history()
    assert history[-1].event == e.ReviewKept("MUS-6d", "Acme looked: nothing")


def test_the_reason_of_a_hold_survives_the_lock(qtbot, window, closed):
    dialog = asked(qtbot, window)
    dialog._reason.put("A court asked")
    window.desk.shut()
    settle(qtbot, window)
    assert asked(qtbot, window)._reason.value == "A court asked"


def test_a_purge_that_is_stopped_says_how_far_it_came(desk, case_id):
    class Stopped:
        cancelled = False

        def step(self, _words: str, done: int = 0, _total: int = 0) -> None:
            if done:
                raise Cancelled

    done = _purge(desk, (case_id, "CASE-2"), "", Stopped(), "Purging")
    assert done.number == 0
    assert [sentence.partition(":")[0] for sentence in done.sentences] == [case_id]


# --- of one case -----------------------------------------------------------------------------------------


def about_case(qtbot, window, case_id) -> ContentDialog:
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    window.desk.errands.content.begin()
    return next(dialog for dialog in window.findChildren(ContentDialog) if dialog.is_open)


def wish(dialog, wanted: str, **typed: str) -> None:
    dialog._wish.put(wanted)
    dialog._show()
    for field, words in typed.items():
        getattr(dialog, f"_{field}").put(words)
    dialog.primary.click()


def test_a_hold_on_a_case_needs_a_reason_and_is_let_go_again_where_it_was_placed(qtbot, window, closed):
    dialog = about_case(qtbot, window, closed)
    wish(dialog, "hold")
    assert "Say why" in dialog._refusal.text()
    wish(dialog, "hold", reason="A court asked")
    settle(qtbot, window)
    assert fold(window.desk.session.desk.vault.history(closed)).legal_hold is not None
    again = about_case(qtbot, window, closed)
    assert "A court asked" in again._held.text()
    assert [key for key, _ in again._wish.choices] == ["release"]
    wish(again, "release", reason="The court has judged")
    settle(qtbot, window)
    assert fold(window.desk.session.desk.vault.history(closed)).legal_hold is None


def test_a_person_is_forgotten_once_the_word_is_typed(qtbot, window, closed):
    dialog = about_case(qtbot, window, closed)
    wish(dialog, "forget", reason="She asked")
    assert "Type the word purge" in dialog._refusal.text()
    dialog._fields.put("")
    wish(dialog, "forget", typed="purge")
    assert "Choose what of a person" in dialog._refusal.text()
    dialog._fields.put("name\naddress")
    wish(dialog, "forget", typed="purge")
    settle(qtbot, window)
    assert not dialog.is_open
    assert "is gone; that they were written stays" in window.bar.text
    history = window.desk.session.desk.vault.history(closed)
    assert history[-1].event.fields == ("name", "address")
    assert fold(history).reporter_address.raw != "ada@example.org"


def test_a_case_is_purged_before_its_time_but_not_while_it_is_open(qtbot, window, closed, case_id):
    dialog = about_case(qtbot, window, case_id)
    wish(dialog, "purge", typed="purge", reason="Its owner asked")
    settle(qtbot, window)
    assert dialog.is_open
    assert "closed" in dialog._refusal.text()
    dialog.reject()
    dialog = about_case(qtbot, window, closed)
    wish(dialog, "purge", what="report", typed="purge", reason="Its owner asked")
    settle(qtbot, window)
    purged = window.desk.session.desk.vault.history(closed)[-1].event
    assert (purged.what, purged.reason) == ("report", "Its owner asked")
