"""Copies of letters that were dropped: what their names do not settle is asked, of one after another."""

from datetime import timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.ui.desk_work import SentFile
from desktop.ui.dialogs.sent_dialog import SentDialog
from desktop.workflows.correspondence.recognise_sent import SentCopy
from desktop.workflows.ports import Desk
from tests.ui.conftest import NOW, settle, untrusted
from tests.ui.dropping import cases, drop, mailbox, only, open_dialogs, open_under, sent_to_ada, taking_in


@pytest.fixture
def desk(desk) -> Desk:
    return taking_in(desk)


def copies(case_id: str, number: int) -> tuple[SentFile, ...]:
    messages = [sent_to_ada(case_id, f"Mon, 02 Mar 2026 10:{n:02}:00 +0000") for n in range(number)]
    return tuple(SentFile(message, sent_copy(case_id)) for message in messages)


def sent_copy(case_id, kind=None, **changes) -> SentCopy:
    copy = SentCopy(
        case_id=case_id,
        kind=kind,
        sender=untrusted("security@aumos.io"),
        recipients=(untrusted("ada@example.org"),),
        subject=untrusted(f"Re: Hole [{case_id}]"),
        sent_at=NOW,
    )
    return msgspec.structs.replace(copy, **changes)


def sent(desk, case_id) -> list:
    return [r.occurred_at for r in desk.vault.history(case_id) if isinstance(r.event, e.StatusSent)]


def test_what_its_name_does_not_settle_is_asked(qtbot, window, desk, case_id):
    drop(qtbot, window, sent_to_ada(case_id, "Mon, 02 Mar 2026 10:30:00 +0000"))
    dialog = only(window, SentDialog)
    dialog._kind.put("status")
    dialog.primary.click()
    settle(qtbot, window)
    assert sent(desk, case_id) == [NOW]
    assert open_dialogs(window, SentDialog) == []


def test_of_thirty_uncertain_copies_one_is_asked_about_at_a_time(qtbot, window, case_id):
    window.desk.session.sent_found.emit(copies(case_id, 30))
    for more in range(29, 0, -1):
        dialog = only(window, SentDialog)
        assert dialog._more.text() == f"{more} more after this one."
        dialog.reject()
    assert only(window, SentDialog)._more.isHidden()
    only(window, SentDialog).reject()
    assert open_dialogs(window, SentDialog) == []


def test_copies_beyond_what_can_be_held_are_given_again(qtbot, window, desk, case_id, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.ui.intake_work._KEPT_BYTES", 200)
    copies = [sent_to_ada(case_id, f"Mon, 02 Mar 2026 10:{n:02}:00 +0000") for n in range(3)]
    (tmp_path / "sent.mbox").write_bytes(mailbox(*copies))
    drop(qtbot, window, tmp_path / "sent.mbox")
    assert only(window, SentDialog)._more.isHidden()
    assert window.bar.text.startswith("Refused: 2. The first: These look like letters of ours")


def test_copies_that_come_while_one_is_asked_about_wait(qtbot, window, case_id):
    window.desk.session.sent_found.emit(copies(case_id, 1))
    window.desk.session.sent_found.emit(copies(case_id, 2))
    assert only(window, SentDialog)._more.text() == "2 more after this one."


def test_all_of_them_can_be_left_at_once(qtbot, window, desk, case_id):
    window.desk.session.sent_found.emit(copies(case_id, 30))
    only(window, SentDialog)._leave_all.click()
    assert open_dialogs(window, SentDialog) == []
    assert sent(desk, case_id) == []


def test_locking_asks_about_no_more_of_them(qtbot, window, case_id):
    window.desk.session.sent_found.emit(copies(case_id, 3))
    window.lock()
    assert open_dialogs(window, SentDialog) == []


def test_a_report_that_looked_like_a_letter_is_taken_in_as_one(qtbot, window, desk, case_id):
    drop(qtbot, window, sent_to_ada(case_id))
    only(window, SentDialog)._on_report()
    settle(qtbot, window)
    open_under(window, "aumos")
    settle(qtbot, window)
    assert len(cases(desk)) == 2


@pytest.mark.parametrize("date", ["", "Wed, 02 Mar 2044 10:30:00 +0000"], ids=["no date", "in the future"])
def test_a_letter_without_a_usable_date_is_recorded_at_the_time_that_is_given(
    qtbot, window, desk, case_id, date
):
    drop(qtbot, window, sent_to_ada(case_id, date))
    dialog = only(window, SentDialog)
    assert dialog._when.isVisible()
    dialog._kind.put("status")
    dialog.primary.click()
    settle(qtbot, window)
    assert sent(desk, case_id) == [NOW]


def test_a_certain_letter_with_an_impossible_date_is_asked_about(qtbot, window, case_id):
    ahead = sent_copy(case_id, "status", sent_at=NOW + timedelta(days=400))
    window.desk.session.sent_found.emit((SentFile(b"x", ahead),))
    assert only(window, SentDialog)._when.isVisible()


def test_a_time_that_the_rules_refuse_can_be_mended_in_the_dialog(qtbot, window, desk, case_id):
    drop(qtbot, window, sent_to_ada(case_id, "Thu, 01 Jan 1998 10:30:00 +0000"))
    dialog = only(window, SentDialog)
    assert not dialog._when.isVisible()
    dialog._kind.put("status")
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.is_open
    assert dialog._refusal.text()
    dialog._when.put(NOW.isoformat())
    dialog.primary.click()
    settle(qtbot, window)
    assert sent(desk, case_id) == [NOW]


def test_a_certain_letter_is_recorded_without_a_question(qtbot, window, desk, case_id):
    message = sent_to_ada(case_id, "Mon, 02 Mar 2026 10:30:00 +0000")
    window.desk.session.sent_found.emit((SentFile(message, sent_copy(case_id, "status")),))
    settle(qtbot, window)
    assert sent(desk, case_id) == [NOW]
    assert open_dialogs(window, SentDialog) == []


def test_a_certain_letter_that_the_rules_refuse_is_asked_about_with_their_reason(
    qtbot, window, desk, case_id
):
    message = sent_to_ada(case_id, "Mon, 02 Mar 2026 10:15:00 +0000")  # before the report arrived
    certain = sent_copy(case_id, "status", sent_at=NOW - timedelta(minutes=15))
    window.desk.session.sent_found.emit((SentFile(message, certain),))
    settle(qtbot, window)
    assert sent(desk, case_id) == []
    assert "before" in only(window, SentDialog)._refusal.text()
    assert only(window, SentDialog)._when.isVisible()
