"""Undo takes back the very act that it was offered for, and says which that was."""

from datetime import timedelta

import msgspec

from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.ui.policies.pack_dialog import PackDialog
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import NOW, settle, typed


def notes_of(desk, case_id):
    return [r.event.text for r in in_force(desk.vault.history(case_id)) if isinstance(r.event, e.NoteAdded)]


def test_the_bar_takes_back_its_own_act_though_another_case_is_open_by_then(qtbot, window, desk, case_id):
    other = enter_case(desk, typed(title="Another"))
    record_act(desk, other, e.NoteAdded(text="Of the other case."))
    window.desk.session.act(e.NoteAdded(text="Of the first case."))
    settle(qtbot, window)
    window.desk.session.show_case(other)
    settle(qtbot, window)
    window.bar._action.click()
    settle(qtbot, window)
    assert notes_of(desk, case_id) == []
    assert notes_of(desk, other) == ["Of the other case."]
    assert case_id in window.bar.text
    assert "Note added" in window.bar.text
    assert window.desk.session.view.case.case_id == other


def test_the_bar_takes_back_an_act_that_the_view_does_not_show_yet(qtbot, window, desk, case_id):
    failures = []
    window.background.failed.connect(failures.append)
    window.desk.session.said.connect(lambda message: message.on_action() if message.action else None)
    window.desk.session.act(e.NoteAdded(text="Too quick."))
    settle(qtbot, window)
    assert notes_of(desk, case_id) == []
    assert failures == []


def test_the_key_takes_back_the_last_act_also_before_the_view_shows_it(qtbot, window, desk, case_id):
    window.desk.session.act(e.NoteAdded(text="First."))
    settle(qtbot, window)
    window.desk.session.act(e.NoteAdded(text="Second."))
    window.desk.session.undo()
    settle(qtbot, window)
    assert notes_of(desk, case_id) == ["First."]


def test_undoing_a_spam_closing_takes_its_rejection_back_too(qtbot, window, desk, case_id):
    before = fold(desk.vault.history(case_id))
    window.desk.errands.cases.close_spam()
    settle(qtbot, window)
    assert not fold(desk.vault.history(case_id)).open
    window.desk.session.undo()
    settle(qtbot, window)
    case = fold(desk.vault.history(case_id))
    assert (case.open, case.rejected) == (before.open, before.rejected) == (True, None)
    assert "Case closed, Report rejected" in window.bar.text


def test_a_rejection_of_an_earlier_click_stays_when_a_closing_is_undone(qtbot, window, desk, case_id):
    record_act(desk, case_id, e.ReportRejected(reason="spam", explanation="Spam"), at=NOW)
    record_act(desk, case_id, e.CaseClosed(reason="Spam"), at=NOW + timedelta(minutes=1))
    window.desk.session.undo()
    settle(qtbot, window)
    case = fold(desk.vault.history(case_id))
    assert case.open
    assert case.rejected is not None


def test_where_nothing_is_left_undo_says_so(qtbot, window):
    for _ in range(2):  # the time of arrival of a case that was typed in, then nothing
        window.desk.session.undo()
    settle(qtbot, window)
    assert "nothing to undo" in window.bar.text


def test_what_cannot_be_taken_back_any_more_is_said_in_a_sentence(qtbot, window, desk, case_id):
    window.desk.session.act(e.NoteAdded(text="A call."))
    settle(qtbot, window)
    record_act(desk, case_id, e.EventUndone(event_id=desk.vault.history(case_id)[-1].id))
    window.bar._action.click()
    settle(qtbot, window)
    assert window.bar.text == "This event is undone already."


def test_a_regulation_is_given_back_by_the_case_that_took_it_on(qtbot, window, desk):
    taking = enter_case(desk, msgspec.structs.replace(typed(), policy_id="m87"))
    other = enter_case(desk, typed(title="Another"))
    record_act(desk, other, e.NoteAdded(text="Of the other case."))
    window.desk.session.show_case(taking)
    settle(qtbot, window)
    window.desk.errands.policies.take_pack()
    settle(qtbot, window)
    dialog = window.findChild(PackDialog)
    dialog._reason.put("The product is sold in the Union.")
    dialog.primary.click()
    settle(qtbot, window)
    window.desk.session.show_case(other)
    settle(qtbot, window)
    window.bar._action.click()
    settle(qtbot, window)
    assert fold(desk.vault.history(taking)).packs == ()
    assert notes_of(desk, other) == ["Of the other case."]
