"""Messages that were dropped: what is ours is told from what was reported, and each is asked about once."""

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import WriteFailed
from desktop.domain.policy.identity import Adoption
from desktop.ui.desk_work import load
from desktop.ui.dialogs.items_dialog import ItemsDialog
from desktop.ui.dialogs.policy_dialog import PolicyDialog
from desktop.ui.dialogs.sent_dialog import SentDialog
from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.intake_work import Item
from desktop.ui.look.wording import Chip
from desktop.ui.parts.labels import ChipLabel, InertLabel
from desktop.ui.settings import DeskSettings
from desktop.workflows.policies.adopt_policy import adopt_policy
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import CaseQuery
from tests.ui.conftest import NOW, settle
from tests.ui.dropping import (
    cases,
    drop,
    mail,
    mailbox,
    only,
    open_dialogs,
    open_under,
    rae,
    sent_to_ada,
    taking_in,
)


@pytest.fixture
def desk(desk) -> Desk:
    return taking_in(desk)


# --- reports -----------------------------------------------------------------------------------------------


def test_a_policy_named_for_a_refused_report_makes_no_report_of_a_sent_copy(qtbot, window, desk, case_id):
    report = mail("sam@example.net", "somebody@else.example", "A hole")
    drop(qtbot, window, report, sent_to_ada(case_id))
    only(window, SentDialog).reject()
    qtbot.waitUntil(lambda: bool(open_dialogs(window, PolicyDialog)), timeout=20_000)
    dialog = only(window, PolicyDialog)
    dialog._policy.put("mushin")
    dialog.primary.click()
    settle(qtbot, window)
    assert cases(desk) == ["A hole", "Hole in the loader"]
    assert not any(isinstance(r.event, e.FollowUpReceived) for r in desk.vault.history(case_id))


def test_what_was_taken_in_is_told_though_a_policy_is_asked_for_the_rest(qtbot, window, desk):
    claimed = mail("eve@example.net", "security@aumos.io", "Another hole")
    drop(qtbot, window, claimed, mail("sam@example.net", "somebody@else.example", "A hole"))
    assert "was opened" in window.bar.text
    open_under(window, "aumos")
    settle(qtbot, window)
    assert cases(desk) == ["A hole", "Another hole", "Hole in the loader"]


def test_what_was_refused_is_still_told_once_a_policy_was_named_for_the_rest(qtbot, window, desk, tmp_path):
    (tmp_path / "spoilt.eml").write_bytes(b"%PDF-1.7")
    (tmp_path / "stray.eml").write_bytes(mail("sam@example.net", "somebody@else.example", "A hole"))
    drop(qtbot, window, tmp_path / "spoilt.eml", tmp_path / "stray.eml")
    open_under(window, "aumos")
    settle(qtbot, window)
    assert "Cases opened: 1. Refused: 1. The first: " in window.bar.text
    assert window.bar.objectName() == "message-warn"
    window.bar._action.click()
    model = only(window, ItemsDialog)._model
    outcomes = [(model.row(n).where, model.row(n).outcome) for n in range(model.rowCount())]
    assert outcomes == [("spoilt.eml", "refused"), ("stray.eml", "opened")]


def test_no_policy_is_guessed_where_none_is_in_use(qtbot, window, desk):
    drop(qtbot, window, mail("sam@example.net", "somebody@else.example", "A hole"))
    dialog = only(window, PolicyDialog)
    assert dialog.policy_id == ""
    dialog.primary.click()
    assert dialog.isVisible()
    assert dialog._refusal.text() == "Choose the policy: it says which promises run."
    assert cases(desk) == ["Hole in the loader"]


def test_who_is_at_another_dialog_is_asked_for_a_policy_afterwards(qtbot, window, desk):
    window.setting.open()
    drop(qtbot, window, mail("sam@example.net", "somebody@else.example", "A hole"))
    assert window.findChildren(PolicyDialog) == []
    only(window, SettingsDialog).reject()
    qtbot.waitUntil(lambda: bool(window.findChildren(PolicyDialog)), timeout=20_000)
    only(window, PolicyDialog).reject()


def test_who_locks_meanwhile_is_not_asked(qtbot, window, desk):
    window.setting.open()
    drop(qtbot, window, mail("sam@example.net", "somebody@else.example", "A hole"))
    window.lock()
    settle(qtbot, window)
    qtbot.wait(50)
    assert window.findChildren(PolicyDialog) == []


def test_the_policy_that_was_adopted_last_is_offered_first(qtbot, window, desk):
    for policy_id in ("mushin", "czm", "mushin"):
        adopt_policy(desk, policy_id, Adoption(on=NOW.date()))
    drop(qtbot, window, mail("sam@example.net", "somebody@else.example", "A hole"))
    dialog = only(window, PolicyDialog)
    assert dialog.policy_id == "mushin"
    assert [key for key, _ in dialog._policy.choices][:3] == ["mushin", "czm", "aumos"]


# --- what holds many -------------------------------------------------------------------------------------


def test_themes_may_change_in_the_middle_of_it(qtbot, window, desk, tmp_path):
    (tmp_path / "in.mbox").write_bytes(mailbox(*map(rae, range(1, 13))))
    looks = [DeskSettings(theme=t, scale=s) for t in ("dark", "contrast-light", "light") for s in (200, 100)]
    worn, turn = [], QTimer(interval=15)

    def change() -> None:
        if not window.background.idle and not worn[len(looks) :]:
            worn.append(looks[len(worn) % len(looks)])
            window.use_settings(worn[-1])

    turn.timeout.connect(change)
    turn.start()
    drop(qtbot, window, tmp_path)
    turn.stop()
    assert len(worn) > 1
    window.use_settings(DeskSettings(theme="light"))
    assert len(cases(desk)) == 13
    assert window.bar.text.startswith("Cases opened: 12.")


def test_a_folder_is_taken_in_and_its_outcomes_are_told(qtbot, window, desk, tmp_path):
    (tmp_path / "in.mbox").write_bytes(mailbox(rae(1), rae(2), rae(1)))
    (tmp_path / "spoilt.eml").write_bytes(b"%PDF-1.7")
    (tmp_path / "link.eml").symlink_to(tmp_path / "spoilt.eml")
    drop(qtbot, window, tmp_path)
    assert cases(desk) == ["Hole 1", "Hole 2", "Hole in the loader"]
    told = "Cases opened: 2. There already: 1. Refused: 1. The first: This is a PDF document"
    assert window.bar.text.startswith(told)
    assert "passed over: 1." in window.bar.text


def test_what_became_of_each_item_can_be_looked_at_and_leads_to_its_case(qtbot, window, desk, tmp_path):
    (tmp_path / "in.mbox").write_bytes(mailbox(rae(1), rae(2), rae(1)))
    (tmp_path / "a\u202efdp.eml").write_bytes(b"%PDF-1.7")
    drop(qtbot, window, tmp_path)
    window.bar._action.click()
    dialog = only(window, ItemsDialog)
    rows = [[dialog._model.index(row, column).data() for column in range(4)] for row in range(4)]
    told = [(where, outcome) for where, outcome, _, _ in rows]
    assert ("in.mbox, 2", "Case opened") in told
    assert ("in.mbox, 3", "There already") in told
    assert ("a⟨U+202E⟩fdp.eml", "Refused") in told
    dialog._only_left.click()
    assert dialog._model.rowCount() == 1
    assert "This is a PDF document" in dialog._model.index(0, 3).data()
    dialog._only_left.click()
    second = told.index(("in.mbox, 2", "Case opened"))
    dialog._list.activated.emit(dialog._model.index(second, 0))
    settle(qtbot, window)
    assert window.desk.session.view.case.title.raw == "Hole 2"
    assert not dialog.is_open


def test_when_the_vault_fails_nothing_more_is_tried_and_what_was_taken_in_is_told(
    qtbot, window, desk, tmp_path, monkeypatch
):
    (tmp_path / "in.mbox").write_bytes(mailbox(*map(rae, range(5))))
    append, calls = desk.vault.append, []

    def fills_up(*words, **named):
        calls.append(words)
        if len(calls) > 2:
            raise WriteFailed("The disk is full.")
        return append(*words, **named)

    monkeypatch.setattr(desk.vault, "append", fills_up)
    drop(qtbot, window, tmp_path)
    assert window.bar.text.startswith("Cases opened: 2. The vault takes in nothing more: The disk is full.")
    assert len(calls) == 3


def test_messages_of_a_mailbox_that_nobody_claims_are_asked_about_together(qtbot, window, desk, tmp_path):
    (tmp_path / "in.mbox").write_bytes(mailbox(*(rae(number, "x@else.example") for number in range(3))))
    (tmp_path / "form.json").write_text('[{"message": "It breaks."}]')
    drop(qtbot, window, tmp_path)
    assert cases(desk) == ["Hole in the loader"]
    open_under(window, "aumos")
    settle(qtbot, window)
    assert cases(desk) == ["Hole 0", "Hole 1", "Hole 2", "Hole in the loader", "It breaks."]
    assert "Cases opened: 4." in window.bar.text


def test_what_was_taken_in_before_the_cancel_stays_and_is_told(qtbot, window, desk, tmp_path):
    path = tmp_path / "in.mbox"
    path.write_bytes(mailbox(*map(rae, range(60))))
    told = []
    window.background.progressed.connect(lambda words, _done, total: told.append((words, total)))
    window.desk.session.receive([path])
    qtbot.waitUntil(lambda: desk.vault.cases(CaseQuery()).total > 3)
    window.background.cancel()
    settle(qtbot, window)
    taken = desk.vault.cases(CaseQuery()).total - 1
    assert 3 <= taken < 60
    assert window.bar.text == f"Cases opened: {taken}. Stopped. What was taken in stays; the jobs show each."
    assert ("Message 1 of in.mbox: Reading the message", 100) in told
    window.desk.session.receive([path])
    settle(qtbot, window)
    assert window.bar.text.startswith(f"There already: {taken}. Cases opened: {60 - taken}.")
    assert desk.vault.cases(CaseQuery()).total == 61


def test_a_case_that_names_anothers_says_so(qtbot, window, desk, case_id):
    drop(qtbot, window, mail("eve@example.net", "security@aumos.io", f"About {case_id}"))
    assert f"it names {case_id}, whose reporter is somebody else" in window.bar.text
    assert any(f"names {case_id}, whose" in words for words in window.desk.reading.report._remarks())


def test_what_was_asked_for_and_not_found_is_shown_with_the_report(qtbot, window):
    (words,) = window.desk.reading.report._remarks()
    assert words == "Asked for and not found: What the problem is; The steps that reproduce it."


def test_what_is_left_out_of_a_folder_is_told(qtbot, window, desk, tmp_path):
    (tmp_path / "a.eml").write_bytes(rae(1))
    (tmp_path / "b.msg").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    drop(qtbot, window, tmp_path)
    assert window.bar.text == (
        "Cases opened: 1. Links, special files and messages of other programs passed over: 1. "
        "Other files, without a report: 1."
    )


def test_who_is_asked_for_a_policy_sees_who_wrote_to_whom(qtbot, window, desk, tmp_path):
    strays = [rae(number, "x@else.example") for number in range(5)] + [rae(9, "y\u202e@else.example")]
    (tmp_path / "in.mbox").write_bytes(mailbox(*strays))
    (tmp_path / "form.json").write_text('[{"message": "It breaks."}]')
    drop(qtbot, window, tmp_path)
    dialog = only(window, PolicyDialog)
    assert dialog.windowTitle() == "Whose reports are these 7?"
    told = [label.text() for label in dialog.findChildren(InertLabel)]
    names = "rae0@example.net, rae1@example.net, rae2@example.net and 2 more"
    assert told[0] == f"5 to x@else.example, from {names}"
    assert any("\u202e" not in line and "rae9@example.net" in line for line in told[1:])
    assert "To nobody that is named, from somebody without an address" in told[1:]


def test_that_the_fallback_was_taken_is_said(qtbot, window, desk):
    chosen = Draft(e.FallbackPolicyChosen("mushin"), NOW)
    desk.vault.append(None, [chosen], author="me", now=NOW)
    drop(qtbot, window, rae(1, "x@else.example"))
    assert "No policy names the address that MUS-" in window.bar.text
    assert window.bar.objectName() == "message-warn"
    drop(qtbot, window, rae(2, "x@else.example"), rae(3, "y@else.example"), rae(4))
    assert "addresses that 2 cases came to: they are under mushin, the fallback." in window.bar.text


def test_no_part_of_a_dialog_is_shown_as_a_window_of_its_own(qtbot, window, qapp):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    items = [Item("a.mbox", 1, "opened", "X-1"), Item("a.mbox", 2, "refused", "", "why")]
    ChipLabel(Chip("Signed", "good")).deleteLater()
    ItemsDialog(window, items).open()
    qapp.removeEventFilter(watch)
    assert shown == ["ItemsDialog"]


def test_a_folder_can_be_picked(qtbot, window, desk, tmp_path, monkeypatch):
    (tmp_path / "a.eml").write_bytes(rae(1))
    monkeypatch.setattr("desktop.ui.brought.choose_folder", lambda *_: tmp_path)
    window.brought.open_folder()
    settle(qtbot, window)
    assert cases(desk) == ["Hole 1", "Hole in the loader"]


def test_a_report_that_was_lost_leaves_its_case_to_be_read(window, desk, case_id):
    report, loaded = window.desk.reading.report, load(desk, case_id)
    report.show_case(loaded)
    assert report.message.words.text.toPlainText()
    marked = e.CaseSalvaged(entries=1, lost_files=1)
    left = msgspec.structs.replace(loaded.view, reports=(), kept=(), salvaged=marked)
    report.show_case(loaded._replace(view=left))
    assert report._remarks()[0] == "Files lost when this vault was salvaged: 1."
    assert report.message.words.text.toPlainText() == ""
    assert report._subject.text()


def test_what_the_program_was_started_with_waits_for_the_vault_to_open(qtbot, desk, window, tmp_path):
    report = tmp_path / "report.eml"
    report.write_bytes(mail("Ada <ada@example.org>", "security@aumos.io", "Hole by mail"))
    before = desk.vault.cases(CaseQuery()).total
    page, window.page = window.page, None
    window.brought.name([report])
    assert window.background.idle
    window.page = page
    window.brought.name([])
    settle(qtbot, window)
    assert desk.vault.cases(CaseQuery()).total == before + 1
    window.brought.name([])
    assert window.background.idle
