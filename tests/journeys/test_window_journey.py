"""From a report dropped on the window to a signed advisory that gpg accepts: through the window alone.

Real gpg, real SQLCipher in its own vault process, the real sandbox, the real policies. Every touch of a hand
is counted: the house promises at most 25 from report to exported advisory.
"""

import hashlib
import json
import os
import signal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit

from desktop import bootstrap
from desktop.openpgp.home import throwaway_home
from desktop.ui.background import Background
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.dialogs.key_dialog import KeyDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.policy_dialog import PolicyDialog
from desktop.ui.dialogs.release_dialog import ReleaseDialog
from desktop.ui.door import Door
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.message_bar import Message
from desktop.ui.window import MainWindow
from desktop.vault.remote import RemoteCustody
from desktop.workflows.intake.enter_case import TypedReport
from tests.people import pgp_mime, run_gpg, someone
from tests.people import settle as settle_key

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

PASSPHRASE = "correct horse battery staple"
GOAL = 25


class Hands:
    """Does what a person does, and counts it."""

    def __init__(self, qtbot, window: MainWindow):
        self._qtbot = qtbot
        self._window = window
        self.touches = 0

    def wait(self):
        """Until the desk has done it and shown it."""
        self._qtbot.waitUntil(lambda: self._window.background.idle, timeout=60_000)

    def drop(self, path: Path):
        self.touches += 1
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPointF(600, 400),
            Qt.DropAction.CopyAction,
            files,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._window.dropEvent(event)
        self.wait()

    def click(self, button):
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        self.touches += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(12, button.height() // 2))
        self.wait()

    def type(self, field, words: str):
        control = field.control
        assert control.isVisible()
        self.touches += 1
        control.setFocus()
        if isinstance(control, QPlainTextEdit):
            control.insertPlainText(words)
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(control.findText(words))
            control.activated.emit(control.currentIndex())
        else:
            control.clear()
            QTest.keyClicks(control, words)
        assert field.value


@pytest.fixture
def opened(qtbot, tmp_path):
    """A window on a new vault, made through its own first page."""
    with throwaway_home() as home, closing(RemoteCustody(bootstrap.own_command("_vault"))) as custody:
        intake = settle_key(home, "AumOS security", "security@aumos.io")
        tools = bootstrap.make_tools(home)
        background = Background()
        window = MainWindow(background, Door(background, custody, tools, bootstrap.make_desk))
        qtbot.addWidget(window)
        window.show()
        window.entrance.begin()
        make_vault(qtbot, window, tmp_path)
        choose_intake_key(qtbot, window)
        yield window, intake
        window.close()
        tools.openpgp.close()


def make_vault(qtbot, window, folder):
    page = window.entrance.first_run
    page._folder.put(str(folder))
    page._passphrase.put(PASSPHRASE)
    page._again.put(PASSPHRASE)
    page._make.click()
    qtbot.waitUntil(lambda: window.entrance._made is not None, timeout=60_000)
    window.entrance.recovery._proof.put(window.entrance.recovery._shown.text()[-4:])
    window.entrance.recovery._go_on.click()
    qtbot.waitUntil(lambda: window.background.idle, timeout=60_000)


def choose_intake_key(qtbot, window):
    window.desk.keys.choose_intake_key()
    qtbot.waitUntil(lambda: window.findChild(IntakeKeyDialog) is not None, timeout=20_000)
    window.findChild(IntakeKeyDialog).primary.click()
    qtbot.waitUntil(lambda: "intake key" in window.bar.text, timeout=20_000)


def test_from_a_dropped_report_to_a_signed_advisory(qtbot, opened, tmp_path, record_property):
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
    audit_and_fix(hands, desk)
    export(hands, window, out)

    assert hands.touches <= GOAL
    record_property("interactions", hands.touches)
    check_with_gpg(out, intake.home)
    view = desk.session.view
    assert [stage.stage for stage in view.stages if stage.done][:4] == ["Intake", "Confirm", "Audit", "Fix"]
    assert len(view.case.exports) == 2


def take_in(hands, desk):
    hands.click(desk.inspector._next)  # confirm the arrival
    assert desk.session.view.case.arrival_confirmed
    hands.click(desk.inspector._next)  # take the case
    assert desk.session.view.case.handler
    assert desk.reading.tab == "thread"
    hands.click(desk.reading.letters.mark_sent)  # the acknowledgement was sent
    assert "ack.sent" in desk.session.view.case.milestones
    assert desk.reading.tab == "confirm"


def confirm(hands, desk):
    form = desk.reading._tabs["confirm"]
    hands.type(form.fields["environment"], "Debian 12, the released container")
    hands.type(form.fields["steps"], "The request of the report")
    hands.click(form._reproduction.outcomes["reproduced"])
    assert [tried.outcome for tried in desk.session.view.case.tries] == ["reproduced"]
    hands.type(form.fields["affected"], ">=2.3.0, <2.4.3")
    hands.type(form.fields["level"], "High")
    hands.type(form.fields["rationale"], "Any signed-in user reads the findings of all tenants.")
    hands.click(form.primary)
    assert "report.confirmed" in desk.session.view.case.milestones
    assert desk.reading.tab == "thread"
    assert desk.reading.letters.value("kind") == "assessment"
    hands.click(desk.reading.letters.mark_sent)
    assert desk.reading.tab == "audit"


def audit_and_fix(hands, desk):
    form = desk.reading._tabs["audit"]
    hands.type(form.fields["searched"], "All readers of the tenant header")
    hands.type(form.fields["result"], "Nothing similar")
    hands.click(form.primary)
    assert desk.reading.tab == "fix"
    form = desk.reading._tabs["fix"]
    assert next(iter(form.fields.values())).value == "2.4.3"  # as the list of what is affected says
    hands.type(form.fields["outcome"], "Passed")
    hands.type(form.fields["reviewer"], "Rita Reviewer")
    hands.click(form._released)
    (record,) = desk.session.view.case.fixing.values()
    assert (record.state, record.version) == ("released", "2.4.3")
    assert desk.reading.tab == "advisory"


def export(hands, window, out):
    form = window.desk.reading._tabs["advisory"]
    assert form.value("credited") == "Robin Finder"
    hands.type(form.fields["ground"], "asked for in the report")
    hands.type(form.fields["title"], "Export reads across tenants")
    hands.type(form.fields["summary"], "The export answered with the findings of every tenant.")
    hands.click(form.primary)
    dialog = window.findChild(ReleaseDialog)
    assert dialog.primary.text() == "Sign and export TLP:CLEAR advisory"
    hands.type(dialog._folder, str(out))
    hands.click(dialog.primary)
    assert "written, read back and verified" in window.bar.text


def check_with_gpg(out: Path, home: Path):
    document = next(out.glob("*.json"))
    said = json.loads(document.read_bytes())
    assert said["document"]["csaf_version"] == "2.0"
    assert said["document"]["distribution"]["tlp"]["label"] == "WHITE"
    for signed in (document, next(out.glob("*.md"))):
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


def test_from_a_drop_to_a_saved_acknowledgement_in_three_clicks(qtbot, opened, tmp_path, record_property):
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
    record_property("clicks", hands.touches)


def test_from_a_drop_to_a_saved_acknowledgement_in_four_keys(qtbot, opened, tmp_path, monkeypatch):
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
    qtbot.waitUntil(lambda: "was saved" in window.bar.text, timeout=20_000)
    assert has_unsent_acknowledgement(window, tmp_path)
    assert len(keys) == 4


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
    window.desk.errands.close_spam()
    hands.wait()
    assert not window.desk.session.view.case.open
    answer = tmp_path / "answer.eml"
    answer.write_bytes(PLAIN.replace(b"A hole", f"Re: [{case.case_id}] no spam at all".encode()))
    hands.drop(answer)
    assert window.bar.text == f"{case.case_id} was closed. The message was added, and the case is open again."
    assert window.desk.session.view.case.open


# CHECKS F63
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
    window.desk.errands.enter_case()
    dialog = window.findChild(NewCaseDialog)
    hands.click(dialog.primary)
    assert dialog.isVisible()  # a case needs a title
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
