"""What came back or was written by a machine, and going on where nobody answers."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtWidgets import QDialog

from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.ui.case.report_tab import _newest
from desktop.ui.intake_work import TakenIn
from desktop.ui.outcomes import of_taking_in
from desktop.ui.parts.buttons import ActButton
from desktop.workflows.intake.receive_report import Received
from tests.ui.conftest import NOW, settle
from tests.ui.thread.threads import choose, message, rows


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


def test_an_automatic_reply_says_that_it_answers_nothing_and_is_not_shown_first(qtbot, look, put):
    raw, away = message("I am away.", automatic=True)
    put(2, away, raw)
    window = look()
    entry = choose(qtbot, window, 1)
    assert "answers nothing" in entry._remark.text()
    assert not entry._unreachable.isVisible()
    assert window.desk.reading.report.message.words.text.toPlainText() == "It runs code."
    assert _newest(window.desk.session.view.reports) == 0


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


def test_a_case_that_somebody_else_opens_again_is_said_to_be_opened_by_them(qapp):
    ada = Received("AUM-1", "followed-up", reopened=True)
    vic = Received("AUM-2", "followed-up", reopened=True, writer=Untrusted("vic@vendor.example"))
    said = of_taking_in(TakenIn([vic], [], []), []).text
    assert said.startswith("AUM-2 was closed. vic@vendor.example, who is not its reporter, wrote")
    both = of_taking_in(TakenIn([ada, vic], [], []), []).text
    assert (
        "AUM-1 was closed. The message was added, and the case is open again. AUM-2 was closed. vic" in both
    )
