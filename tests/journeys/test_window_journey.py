"""From a report dropped on the window to a signed advisory that gpg accepts: through the window alone.

Real gpg, real SQLCipher in its own vault process, the real sandbox, the real policies. Every touch of a hand
is counted: the house promises at most 25 from report to exported advisory.
"""

import hashlib
import json
import os
import signal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.advisories.advisory import FormName
from desktop.formats.advisories.forms import FORMS
from desktop.ui.dialogs.key_dialog import KeyDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.policy_dialog import PolicyDialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.message_bar import Message
from desktop.workflows.intake.enter_case import TypedReport
from tests.journeys.hands import PASSPHRASE, Hands
from tests.journeys.stations import audit, confirm, export, release_fixes, take_in
from tests.people import pgp_mime, run_gpg, someone

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

GOAL = 25


@pytest.mark.ux("U4")
def test_from_a_dropped_report_to_a_signed_advisory(qtbot, opened, tmp_path, figure):
    window, intake = opened
    out = tmp_path / "out"
    out.mkdir()
    with someone("Robin Finder", "robin@example.net") as reporter:
        mail = tmp_path / "report.eml"
        mail.write_bytes(pgp_mime(reporter, intake))
        hands = Hands(qtbot, window)
        hands.drop(mail)
    desk = window.desk
    assert "was opened" in window.bar.text
    notice = desk.reading.letters._sealing.text()
    assert "NOT be encrypted" in notice
    assert f"“Your report [{desk.session.view.case.case_id}]”" in notice

    take_in(hands, desk)
    confirm(hands, desk)
    audit(hands, desk)
    release_fixes(hands, desk)
    export(hands, window, out)

    assert hands.touches <= GOAL
    assert len(hands.typed) == len(set(hands.typed))  # nothing twice
    figure("U4", f"{hands.touches} interactions, {len(hands.typed)} entries typed, none of them twice")
    check_with_gpg(out, intake.home)
    view = desk.session.view
    assert [stage.stage for stage in view.stages if stage.done][:4] == ["Intake", "Confirm", "Audit", "Fix"]
    left = {export.format for export in view.case.exports}
    assert set(get_args(FormName)) - left == {"cve", "osv"}  # nobody named an authority or a package


def check_with_gpg(out: Path, home: Path):
    document = min(out.glob("*.json"), key=lambda path: len(path.name))  # the VEX has a longer name
    said = json.loads(document.read_bytes())
    assert said["document"]["csaf_version"] == "2.0"
    assert said["document"]["distribution"]["tlp"]["label"] == "WHITE"
    for form in ("csaf", "markdown", "text", "html", "release-note"):
        signed = out / FORMS[form].file_name(said["document"]["tracking"]["id"])
        run_gpg(home, "--verify", f"{signed}.asc", str(signed))
        assert "Robin Finder" in signed.read_text()


PLAIN = b"From: Sam <sam@example.net>\r\nTo: somebody@else.example\r\nSubject: A hole\r\n\r\nLook at it.\r\n"


def dropped(tmp_path: Path) -> Path:
    mail = tmp_path / "report.eml"
    mail.write_bytes(
        b"From: Sam <sam@example.net>\r\nTo: security@aumos.io\r\nSubject: A hole\r\n\r\nLook.\r\n"
    )
    return mail


def has_unsent_acknowledgement(window, folder: Path) -> bool:
    """The arrival is confirmed, a draft of the acknowledgement lies in the folder, and nothing was sent."""
    (draft,) = folder.glob("*-acknowledgement*.eml")
    milestones = window.desk.session.view.case.milestones
    return (
        b"X-Unsent: 1" in draft.read_bytes()
        and "arrival.confirmed" in milestones
        and "ack.sent" not in milestones
    )


@pytest.mark.ux("U3")
def test_from_a_drop_to_a_saved_acknowledgement_in_three_clicks(qtbot, opened, tmp_path, figure):
    window, _intake = opened
    window.desk.session.letters_folder.choose(str(tmp_path))
    hands = Hands(qtbot, window)
    hands.drop(dropped(tmp_path))
    hands.touches = 0
    hands.click(window.desk.inspector._next)  # confirm the arrival
    hands.click(window.desk.inspector._next)  # take the case
    hands.click(window.desk.reading.letters.primary)  # save the draft
    assert has_unsent_acknowledgement(window, tmp_path)
    assert hands.touches == 3
    figure("U3", f"{hands.touches} clicks")


@pytest.mark.ux("U3")
def test_from_a_drop_to_a_saved_acknowledgement_in_four_keys(qtbot, opened, tmp_path, monkeypatch, figure):
    window, _intake = opened
    monkeypatch.setenv("HOME", str(tmp_path))  # where the dialog begins
    hands = Hands(qtbot, window)
    hands.drop(dropped(tmp_path))
    keys = []

    def press(key, modifier=Qt.KeyboardModifier.NoModifier, on=None):
        keys.append(key)
        if on is None:
            window.activateWindow()  # offscreen, nothing else keeps it active
            qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(on or window.focusWidget() or window, key, modifier)
        hands.wait()

    press(Qt.Key.Key_N)
    press(Qt.Key.Key_N)
    QTimer.singleShot(500, lambda: press(Qt.Key.Key_Return, on=QApplication.focusWidget()))
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "was saved" in window.bar.text)
    assert has_unsent_acknowledgement(window, tmp_path)
    assert len(keys) == 4
    figure("U3", f"{len(keys)} keys")


def test_what_is_no_report_is_refused_in_words_and_changes_nothing(qtbot, opened, tmp_path):
    window, _intake = opened
    empty, folder, picture = (tmp_path / f"report-{n}.eml" for n in range(3))
    empty.write_bytes(b"")
    folder.mkdir()
    picture.write_bytes(b"%PDF-1.7\n\x00\xff" * 40)
    for path in (empty, folder, picture):
        window.bar.show_message(Message("info", ""))
        Hands(qtbot, window).drop(path)
        assert "Nothing was written." in window.bar.text
        assert "report-" not in window.bar.text
        assert window.desk.list.cases.rowCount() == 0


def test_a_report_that_no_policy_claims_asks_whose_it_is(qtbot, opened, tmp_path):
    window, _intake = opened
    mail = tmp_path / "report.eml"
    mail.write_bytes(PLAIN)
    hands = Hands(qtbot, window)
    hands.drop(mail)
    dialog = window.findChild(PolicyDialog)
    dialog._policy.put("mushin")
    hands.click(dialog.primary)
    case = window.desk.session.view.case
    assert case.policy_id == "mushin"
    assert case.title.raw == "A hole"
    hands.drop(mail)
    assert "already" in window.bar.text
    window.desk.errands.cases.close_spam()
    hands.wait()
    assert not window.desk.session.view.case.open
    answer = tmp_path / "answer.eml"
    answer.write_bytes(PLAIN.replace(b"A hole", f"Re: [{case.case_id}] no spam at all".encode()))
    hands.drop(answer)
    assert window.bar.text == f"{case.case_id} was closed. The message was added, and the case is open again."
    assert window.desk.session.view.case.open


@pytest.mark.checks("F63")
def test_when_the_vault_process_dies_the_desk_locks_and_says_so(qtbot, opened):
    window, _intake = opened
    hands = Hands(qtbot, window)
    window.desk.session.enter(
        TypedReport("aumos", "phone", "A call", "It crashes.", window.desk.session.desk.tools.now())
    )
    hands.wait()
    os.kill(window.desk.session.desk.vault.process.pid, signal.SIGKILL)
    window.desk.inspector.take_next_step()
    hands.wait()
    assert window.page is None
    assert window.entrance.currentWidget() is window.entrance.unlock
    assert "The vault process has ended, so the vault is locked." in window.bar.text
    page = window.entrance.unlock
    page._passphrase.put(PASSPHRASE)
    page._unlock.click()
    hands.wait()
    assert window.desk.list.promises.rowCount() > 0


def test_a_reporters_key_is_taken_in_after_its_fingerprint_was_shown(qtbot, opened, tmp_path):
    window, _intake = opened
    with someone("Robin Finder", "robin@example.net") as reporter:
        key = reporter.public.decode().replace("\n", "\r\n")
        fingerprint = reporter.fingerprint
    mail = tmp_path / "report.eml"
    mail.write_bytes(with_key(key))
    hands = Hands(qtbot, window)
    hands.drop(mail)
    desk = window.desk
    assert "not be encrypted" in desk.reading.letters._sealing.text()
    hands.click(look_button(qtbot, desk))
    dialog = window.findChild(KeyDialog)
    assert dialog._fingerprint.text().replace(" ", "") == fingerprint
    hands.type(dialog._how, "read out on the phone")
    hands.click(dialog.primary)
    hands.wait()
    case = desk.session.view.case
    assert [taken.fingerprint for taken in case.keys] == [fingerprint]
    assert case.confirmed_keys == {fingerprint}
    assert "encrypted to the reporter's key" in desk.reading.letters._sealing.text()


def look_button(qtbot, desk):
    """The button of the report as it is shown now: an older one may still wait to be deleted."""

    def shown():
        buttons = desk.reading.report.findChildren(ActButton)
        return [button for button in buttons if "key" in button.text() and button.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def with_key(key: str) -> bytes:
    return (
        "From: Robin <robin@example.net>\r\nTo: security@aumos.io\r\nSubject: A hole\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nMy key is attached.\r\n"
        "--b\r\nContent-Type: application/pgp-keys\r\nContent-Disposition: attachment\r\n\r\n"
        f"{key}\r\n--b--\r\n"
    ).encode()


def test_a_case_is_typed_in_and_a_letter_saved_for_it(qtbot, opened, tmp_path, monkeypatch):
    window, _intake = opened
    hands = Hands(qtbot, window)
    window.desk.errands.cases.enter_case()
    dialog = window.findChild(NewCaseDialog)
    hands.click(dialog.primary)
    assert dialog.isVisible()  # a case needs a title
    dialog.policy.put("aumos")
    hands.type(dialog._title, "Hole reported by phone")
    hands.type(dialog._address, "caller@example.net")
    hands.click(dialog.primary)
    letters = window.desk.reading.letters
    window.desk.show_tab("letters", "acknowledgement")
    hands.wait()
    out = tmp_path / "letter.eml"
    monkeypatch.setattr("desktop.ui.letters_folder.choose_new_path", lambda *_: out)
    letters._save("eml")
    hands.wait()
    hands.wait()
    saved = out.read_bytes()
    assert b"X-Unsent: 1" in saved
    assert b"caller@example.net" in saved
    hands.click(letters.mark_sent)
    recorded = [r.event for r in window.desk.session.view.history if r.event.kind == "ack.sent"]
    assert recorded[0].message_sha256 == hashlib.sha256(saved).hexdigest()
