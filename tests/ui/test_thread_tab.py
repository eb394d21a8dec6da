"""The thread of a case in the window: what was written, where it stands, replies, and going on."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report, Reporter, SignatureCheck
from desktop.formats.letters.drafting import Letter
from desktop.ui.application import window_on
from desktop.ui.case.report_tab import _newest
from desktop.ui.intake_work import TakenIn
from desktop.ui.outcomes import of_taking_in
from desktop.ui.parts.buttons import ActButton
from desktop.workflows.correspondence.unsent_letters import note_saved
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.intake.receive_report import Received
from tests.ui.conftest import MARKUP, NOW, living_in, settle, typed

MANY = 500


def message(
    text: str, subject: str = "Re: Hole", sender: str = "ada@example.org", **more
) -> tuple[bytes, Event]:
    """A message as receiving keeps it: the blob and the event."""
    report = Report(
        kind="plain",
        encryption="not-encrypted",
        signature=SignatureCheck(),
        reporter=Reporter(Untrusted(sender), Untrusted(""), "claimed"),
        subject=Untrusted(subject),
        text=Untrusted(text),
        message_id=Untrusted(f"<{sha256(text.encode())[:8]}@example.org>"),
        **more,
    )
    raw = msgspec.json.encode(report)
    event = e.FollowUpReceived(
        Untrusted(sender),
        "claimed",
        Untrusted(subject),
        report.message_id,
        report_sha256=sha256(raw),
        automatic=report.automatic,
        bounce=report.bounce,
    )
    return raw, event


@pytest.fixture
def world(desk, present):
    return living_in(present, desk)


@pytest.fixture
def case_id(world) -> str:
    return enter_case(world, typed())


@pytest.fixture
def put(world, present, case_id):
    """Let something have happened so many days after the report, and look at it then."""

    def happen(days: float, event: Event, raw: bytes = b"") -> None:
        at = NOW + timedelta(days=days)
        present.now = max(present.now, at + timedelta(minutes=1))
        blobs = {sha256(raw): raw} if raw else {}
        world.vault.append(case_id, [Draft(event, at)], author="me", now=present.now, blobs=blobs)

    return happen


@pytest.fixture
def look(qtbot, world, case_id):
    """Open the window on the thread of the case."""
    windows = []

    def open_thread():
        window = window_on(world)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.desk.session.show_case(case_id)
        settle(qtbot, window)
        window.desk.show_tab("thread")
        settle(qtbot, window)
        return window

    yield open_thread
    for window in windows:
        window.close()


def rows(tab) -> list[str]:
    model = tab.list.model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def choose(qtbot, window, row: int):
    tab = window.desk.reading.thread_tab
    tab.list.setCurrentIndex(tab.list.model().index(row, 0))
    settle(qtbot, window)
    return tab.entry


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


def test_a_letter_that_came_back_proposes_to_record_that(qtbot, look, put, world, case_id):
    put(1, e.AckSent())
    raw, lost = message("Nobody here.", "Undelivered", "MAILER-DAEMON@mx", automatic=True, bounce=True)
    put(2, lost, raw)
    window = look()
    entry = choose(qtbot, window, 2)
    assert entry._write.text() == "Write a letter…"
    assert entry._state.text() == "automatic"
    assert entry._unreachable.isVisible()
    entry._unreachable.click()
    settle(qtbot, window)
    unreachable = fold(world.vault.history(case_id)).unreachable
    assert unreachable is not None
    assert "came back undelivered" in unreachable.explanation
    entry = choose(qtbot, window, 2)
    assert not entry._unreachable.isVisible()
    assert "Reporter cannot be reached" in rows(window.desk.reading.thread_tab)[-1]


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


def test_an_automatic_reply_says_that_it_answers_nothing_and_is_not_shown_first(qtbot, look, put):
    raw, away = message("I am away.", automatic=True)
    put(2, away, raw)
    window = look()
    entry = choose(qtbot, window, 1)
    assert "answers nothing" in entry._remark.text()
    assert not entry._unreachable.isVisible()
    assert window.desk.reading.report.message.words.text.toPlainText() == "It runs code."
    assert _newest(window.desk.session.view.reports) == 0


def test_a_case_that_somebody_else_opens_again_is_said_to_be_opened_by_them(qapp):
    ada = Received("AUM-1", "followed-up", reopened=True)
    vic = Received("AUM-2", "followed-up", reopened=True, writer=Untrusted("vic@vendor.example"))
    said = of_taking_in(TakenIn([vic], [], []), []).text
    assert said.startswith("AUM-2 was closed. vic@vendor.example, who is not its reporter, wrote")
    both = of_taking_in(TakenIn([ada, vic], [], []), []).text
    assert (
        "AUM-1 was closed. The message was added, and the case is open again. AUM-2 was closed. vic" in both
    )


@pytest.mark.parametrize(
    ("bounce", "tone", "words"), [(False, "good", "answers nothing"), (True, "warn", "came back undelivered")]
)
def test_taking_in_what_a_machine_wrote_says_so(qapp, bounce, tone, words):
    raw, _ = message("x", automatic=True, bounce=bounce)
    report = msgspec.json.decode(raw, type=Report)
    said = of_taking_in(TakenIn([Received("AUM-1", "followed-up", report)], [], []), [])
    assert said.tone == tone
    assert words in said.text


def test_going_on_is_offered_when_14_days_have_passed_and_a_person_decides(
    qtbot, look, put, world, present, case_id
):
    put(0.5, e.AckSent())
    put(1, e.QuestionSent())
    window = look()
    notice, line = window.desk.reading.thread_tab._silence, window.desk.inspector._silence
    assert "Waits for the reporter's answer" in notice._words.text()
    assert "17 Mar 2026, 10:30" in notice._words.text()
    assert not notice._go_on.isVisible()
    assert line.isVisible()
    assert line.accessibleName() == "Waits for an answer"
    present.now = NOW + timedelta(days=15)
    window.desk.session.let_time_pass()
    settle(qtbot, window)
    assert "Silent for 14 days" in notice._words.text()
    assert "Silent for 14 days" in line.accessibleName()
    window.desk.show_tab("report")
    line.click()
    settle(qtbot, window)
    assert window.desk.reading.tab == "thread"
    assert not window.findChildren(QDialog)
    offers = [b for b in window.findChildren(ActButton) if b.isVisible() and "Go on without" in b.text()]
    assert offers == [notice._go_on]
    notice._go_on.click()
    (dialog,) = window.findChildren(QDialog)
    assert "No answer in 14 days" in dialog._ground.value
    dialog._ground.put("")
    dialog.accept()
    assert "Say on what it rests" in dialog._refusal.text()
    dialog._ground.put("She said that she would be away.")
    dialog.accept()
    settle(qtbot, window)
    accepted = world.vault.history(case_id)[-1].event
    assert isinstance(accepted, e.SilenceAccepted)
    assert accepted.ground == "She said that she would be away."
    assert "goes on without the reporter's answer" in notice._words.text()
    assert rows(window.desk.reading.thread_tab)[-1].startswith("Noted, Going on without an answer")
    raw, answer = message("1.4, sorry.")
    put(16, answer, raw)
    window.desk.session.reload()
    settle(qtbot, window)
    assert not notice.isVisible()
    assert not line.isVisible()


def test_the_row_of_what_is_due_leads_to_the_thread(qtbot, look, put, present, case_id):
    put(1, e.QuestionSent())
    window = look()
    window.desk.show_tab("report")
    window.desk.open_promise(case_id, "", "may-go-on")
    settle(qtbot, window)
    assert window.desk.reading.tab == "thread"


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
