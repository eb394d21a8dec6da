"""The thread of a case in the window: what was written, where it stands, replies, and going on."""

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.formats.letters.drafting import Letter
from desktop.workflows.correspondence.unsent_letters import note_saved
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import MARKUP, NOW, settle, typed
from tests.ui.thread.threads import choose, message, rows

MANY = 500


def test_all_that_was_written_stands_in_order_with_its_state_in_words(look, put):
    raw, more = message("One more thing.")
    put(1, e.AckSent())
    put(2, more, raw)
    window = look()
    told = rows(window.desk.reading.thread_tab)
    assert [row.split(", ")[0] for row in told] == [
        "From ada@example.org",
        "To ada@example.org",
        "From ada@example.org",
    ]
    assert "Hole in the loader, answered" in told[0]
    assert "Acknowledgement sent, answered" in told[1]
    assert "Re: Hole, waits for an answer" in told[2]


def test_the_words_of_what_is_chosen_are_read_from_the_vault_and_stay_inert(qtbot, look, put):
    markup = MARKUP.format(canary="/tmp/canary") + "\u202e"
    raw, more = message(markup, subject=markup)
    put(1, more, raw)
    copy, _ = message("Which version was it?", subject="Re: Hole in the loader")
    put(2, e.QuestionSent("ab" * 32, "sent message kept", kept=True, report_sha256=sha256(copy)), copy)
    window = look()
    entry = choose(qtbot, window, 1)
    assert entry.text.toPlainText() == markup.replace("\u202e", "⟨U+202E⟩")
    assert "⟨U+202E⟩" in entry._subject._whole
    entry = choose(qtbot, window, 2)
    assert entry.text.toPlainText() == "Which version was it?"
    assert entry._subject._whole == "Question sent · Re: Hole in the loader"
    assert entry._state.text() == "sent, copy kept"


def test_a_letter_without_a_copy_says_so_and_what_was_written_down_later_too(qtbot, look, put, present):
    present.now = NOW + timedelta(days=5)
    put(1, e.AckSent())
    entry = choose(qtbot, look(), 1)
    assert "No copy of it is kept" in entry._remark.text()
    assert "recorded later" in entry._when.text()
    assert entry.text.toPlainText() == ""


def test_a_reply_answers_the_chosen_message_under_its_subject_with_the_letter_that_is_owed(
    qtbot, look, put, world, case_id
):
    put(0.5, e.AckSent())
    for days, subject in ((1, "A second hole"), (2, "Something else")):
        raw, more = message(f"About: {subject}", subject=subject)
        put(days, more, raw)
    record_act(world, case_id, e.SeveritySet("high", "x"))
    window = look()
    entry = choose(qtbot, window, 2)
    assert entry._write.text() == "Reply…"
    entry._write.click()
    settle(qtbot, window)
    page = window.desk.reading.letters
    assert page.isVisible()
    assert page.value("kind") == "assessment"
    assert page.value("to") == "ada@example.org"
    assert page.value("subject") == f"Re: A second hole [{case_id}]"
    assert "A second hole" in page._answered._whole
    chosen = window.desk.reading.thread_tab.list.current
    assert page._current().answers == chosen.event_id


def test_what_the_policy_asks_for_and_nobody_wrote_is_asked_for_first(qtbot, look, put, world, case_id):
    put(0.5, e.AckSent())
    window = look()
    window.desk.reading.reply()
    settle(qtbot, window)
    asked = window.desk.session.view.not_found
    assert window.desk.reading.letters.value("kind") == ("question" if asked else "assessment")
    assert asked


def test_keys_walk_through_the_entries_and_r_replies(qtbot, look, put):
    put(1, e.AckSent())
    window = look()
    tab = window.desk.reading.thread_tab
    tab.list.setFocus()
    assert tab.list.current.kind == "ack.sent"
    qtbot.keyClick(tab.list, Qt.Key.Key_Up)
    assert tab.list.current.kind == "report.received"
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    assert tab.list.current.kind == "ack.sent"
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, "r")
    QApplication.sendEvent(tab.list, override)
    assert override.isAccepted()  # so that it does not record instead
    qtbot.keyClick(tab.list, Qt.Key.Key_R)
    settle(qtbot, window)
    assert tab.writing is window.desk.reading.letters
    assert not window.findChildren(QDialog)
    tab.leave_letter()
    settle(qtbot, window)
    window.desk.read()
    assert tab.entry.text.hasFocus() or tab.entry.text.isVisible()


def test_what_is_half_typed_stands_in_the_thread_and_is_gone_on_with(qtbot, look, put):
    window = look()
    tab = window.desk.reading.thread_tab
    window.desk.reading.reply()
    settle(qtbot, window)
    page = tab.letters
    page.fields["text"]._edit.setPlainText("Dear Ada, half a letter")
    tab.leave_letter()
    settle(qtbot, window)
    assert tab.writing is None
    told = rows(tab)
    assert "draft" in told[-1]
    entry = choose(qtbot, window, len(told) - 1)
    assert entry.text.toPlainText() == "Dear Ada, half a letter"
    entry._write.click()
    settle(qtbot, window)
    assert page.value("text") == "Dear Ada, half a letter"
    tab.leave_letter()
    settle(qtbot, window)
    choose(qtbot, window, 0)
    tab.reply()
    settle(qtbot, window)
    assert page.value("text") == "Dear Ada, half a letter"
    assert "half typed" in window.bar.text


def test_a_saved_letter_stands_in_the_thread_until_it_is_marked_as_sent(
    qtbot, look, put, world, case_id, monkeypatch, tmp_path
):
    window = look()
    tab = window.desk.reading.thread_tab
    window.desk.show_tab("letters", "acknowledgement")
    settle(qtbot, window)
    monkeypatch.setattr("desktop.ui.letters_folder.choose_new_path", lambda *_: tmp_path / "ack.eml")
    tab.letters._save("eml")
    settle(qtbot, window)
    tab.leave_letter()
    settle(qtbot, window)
    assert "saved, not sent yet" in rows(tab)[-1]
    assert "ack.eml" in choose(qtbot, window, 1)._remark.text()
    tab.reply()
    settle(qtbot, window)
    assert "Dear Ada" in tab.letters.value("text")
    tab.letters.mark_sent.click()
    settle(qtbot, window)
    assert [row.split(", ")[2] for row in rows(tab)] == ["answered", "marked as sent"]
    assert tab.writing is None
    sent = world.vault.history(case_id)[-1].event
    assert sent.message_sha256 == sha256((tmp_path / "ack.eml").read_bytes())
    window.desk.session.undo()
    settle(qtbot, window)
    assert "saved, not sent yet" in rows(tab)[-1]


def test_a_saved_letter_is_gone_on_with_as_it_was_saved(qtbot, look, put, world, case_id):
    put(0.5, e.AckSent())
    raw, more = message("A second hole.", subject="A second hole")
    put(1, more, raw)
    answered = world.vault.history(case_id)[-1].id
    note_saved(world, case_id, Letter("ada@example.org", "Re", "Which one?", "question", answered), "q.eml")
    window = look()
    page = window.desk.reading.letters
    choose(qtbot, window, 3)._write.click()
    settle(qtbot, window)
    assert (page.value("kind"), page.value("text"), page._current().answers) == (
        "question",
        "Which one?",
        answered,
    )
    assert "A second hole" in page._answered._whole
    page._choice.put("user-notice")
    page._choice.edited.emit()
    settle(qtbot, window)
    assert not page._answered.isVisible()


def test_no_reply_is_offered_to_somebody_else_than_the_reporter(qtbot, look, put):
    raw, more = message("Their patch is ready.", sender="vic@vendor.example")
    put(1, more, raw)
    window = look()
    entry = choose(qtbot, window, 1)
    assert not entry._write.isVisible()
    assert "Not from the reporter" in entry._remark.text()
    window.desk.reading.thread_tab.reply()
    settle(qtbot, window)
    assert window.desk.reading.thread_tab.writing is None
    assert "Not from the reporter" in window.bar.text
    assert choose(qtbot, window, 0)._write.isVisible()


def test_500_entries_are_one_model_and_no_widgets(qtbot, look, put, world, case_id):
    drafts = [Draft(e.StatusSent(), NOW + timedelta(minutes=n)) for n in range(MANY)]
    world.vault.append(case_id, drafts, author="me", now=NOW)
    window = look()
    tab = window.desk.reading.thread_tab
    assert len(rows(tab)) == MANY + 1
    assert tab.list.currentIndex().row() == MANY
    assert tab.list.visualRect(tab.list.currentIndex()).intersects(tab.list.viewport().rect())
    assert len(tab.list.findChildren(QWidget)) < 20


def test_what_was_read_stays_chosen_when_the_case_changes(qtbot, look, put, world, case_id):
    put(1, e.AckSent())
    window = look()
    choose(qtbot, window, 0)
    record_act(world, case_id, e.StatusSent())
    window.desk.session.reload()
    settle(qtbot, window)
    tab = window.desk.reading.thread_tab
    assert tab.list.current.kind == "report.received"
    window.desk.session.show_case(enter_case(world, typed(title="Another")))
    settle(qtbot, window)
    assert len(rows(tab)) == 1
