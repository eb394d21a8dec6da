"""Reading what a stranger wrote: folded quotes, finding, long texts in parts, and nothing cut for good."""

import threading

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.finding import MOST_PLACES
from desktop.domain.inert import Untrusted
from desktop.domain.report import Attachment, Report, Reporter, SignatureCheck, Signer
from desktop.ui.attachments.attachments_dialog import AttachmentsDialog
from desktop.ui.look.openpgp_words import openpgp_line
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import InertLabel
from desktop.ui.parts.whole_text import WholeText
from desktop.ui.reader import text_reader
from desktop.ui.reader.text_reader import TextReader
from tests.ui.conftest import NOW, settle

QUOTE = "".join(f"> line {n} of the tenant\n" for n in range(9))
LETTER = f"Hello,\n\nThe team wrote:\n{QUOTE}>> deeper\nMy answer: the Tenant leaks.\n"
SEALED = b"From: ada@example.org\nSubject: x\n\nwords"
SIGNER = Signer("ABCD1234" * 5, (Untrusted("Ada <ada@example.org>"),), "good", "", NOW)


def reported(desk, text="It runs code.", *, files=0, name="Ada", sealed=SEALED) -> str:
    """A case whose report says so much."""
    listed = tuple(
        Attachment(Untrusted(f"poc{n}.py"), f"poc{n}.py", "text/plain", n, f"{n:064x}") for n in range(files)
    )
    report = Report(
        kind="pgp-mime",
        encryption="decrypted",
        signature=SignatureCheck("good", (SIGNER,)),
        reporter=Reporter(Untrusted("ada@example.org"), Untrusted(name), "signed"),
        subject=Untrusted("Hole"),
        text=Untrusted(text),
        attachments=listed,
    )
    source, parsed = desk.tools.policies.source("aumos"), msgspec.json.encode(report)
    received = e.ReportReceived(
        policy_id="aumos",
        policy_sha256=sha256(source),
        channel="mail",
        report_kind="pgp-mime",
        title=Untrusted("Hole"),
        reporter_address=Untrusted("ada@example.org"),
        reporter_name=Untrusted(name),
        grade="signed",
        arrival_source="date-header",
        report_sha256=sha256(parsed),
        sealed_sha256=sha256(sealed),
    )
    blobs = {sha256(raw): raw for raw in (source, parsed, sealed)}
    desk.vault.append("AUM-2026-READING", [Draft(received, NOW)], author="x", now=NOW, blobs=blobs)
    return "AUM-2026-READING"


@pytest.fixture
def reader(qtbot):
    made = TextReader("text")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


@pytest.fixture
def read(qtbot, desk, window):
    def show(*args, **kwargs):
        window.desk.session.show_case(reported(desk, *args, **kwargs))
        settle(qtbot, window)
        window.desk.reading.show_tab("report")
        settle(qtbot, window)
        return window.desk.reading.report

    return show


# --- quotes ------------------------------------------------------------------------------------------------


def test_quoted_lines_are_folded_to_the_first_and_opened_by_a_button(qtbot, reader):
    reader.show_text(Untrusted(LETTER))
    assert "line 0" in reader.text.toPlainText()
    assert "line 1" not in reader.text.toPlainText()
    assert "My answer" in reader.text.toPlainText()
    assert reader.quotes.text() == "Show 9 quoted lines"
    reader.quotes.setFocus()
    qtbot.keyClick(reader.quotes, Qt.Key.Key_Space)
    assert reader.text.toPlainText() == LETTER
    assert reader.quotes.text() == "Fold 9 quoted lines"
    qtbot.keyClick(reader.quotes, Qt.Key.Key_Space)
    assert "line 1" not in reader.text.toPlainText()


def test_a_press_on_the_note_opens_what_is_folded(qtbot, reader):
    reader.show_text(Untrusted(LETTER))
    block = reader.text.document().findBlockByNumber(4)
    assert block.text() == "9 quoted lines are folded here"
    place = reader.text.blockBoundingGeometry(block).translated(reader.text.contentOffset()).center()
    qtbot.mouseClick(reader.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, round(place.y())))
    assert reader.text.toPlainText() == LETTER


def test_return_on_the_note_opens_it_too(qtbot, window, read):
    text = read(LETTER).message.words.text
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(text.document().findBlockByNumber(4).position())
    text.setTextCursor(cursor)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText() == LETTER


@pytest.mark.parametrize("text", [QUOTE, "Short\n> one\n> two\nend", "plain"])
def test_a_text_that_is_all_quote_or_quotes_little_is_not_folded(reader, text):
    reader.show_text(Untrusted(text))
    assert reader.text.toPlainText() == text
    assert reader.quotes.isHidden()


def test_what_is_copied_holds_no_note_of_ours_and_no_cut_of_a_long_line(reader):
    reader.show_text(Untrusted(LETTER + "z" * 5000))
    reader.text.selectAll()
    copied = reader.text.createMimeDataFromSelection().text()
    assert "folded here" not in copied
    assert copied.endswith("\n" + "z" * 5000)


# --- finding -----------------------------------------------------------------------------------------------


def test_words_are_found_counted_and_walked_through_by_keyboard(qtbot, reader):
    reader.show_text(Untrusted(LETTER))
    reader.look_for()
    qtbot.keyClicks(reader.bar.line, "tenant")
    assert reader.bar.told == "1 of 10"
    assert reader.text.textCursor().selectedText() == "tenant"
    qtbot.keyClick(reader.bar.line, Qt.Key.Key_Return)
    assert reader.bar.told == "2 of 10"
    qtbot.keyClick(reader.bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(reader.bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reader.bar.told == "10 of 10"
    assert reader.text.textCursor().selectedText() == "Tenant"
    qtbot.keyClicks(reader.bar.line, "xyz")
    assert reader.bar.told == "Not found"
    qtbot.keyClick(reader.bar.line, Qt.Key.Key_Escape)
    assert reader.bar.isHidden()
    assert reader.text.hasFocus()


def test_hidden_characters_are_found_by_what_is_shown_of_them(reader):
    reader.show_text(Untrusted("exe\u202egpj"))
    reader.look_for()
    reader.bar.line.setText("u+202e")
    assert reader.bar.told == "1 of 1"
    assert reader.text.textCursor().selectedText() == "U+202E"


def test_ctrl_f_finds_in_the_report_that_is_being_read_else_searches_cases(qtbot, window, read):
    report = read(LETTER)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    report.focus_text()
    qtbot.keyClick(report.message.reader.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert report.message.reader.bar.line.hasFocus()
    window.desk.list.due_view.setFocus()
    qtbot.keyClick(window.desk.list.due_view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert not report.message.reader.bar.line.hasFocus()
    assert window.desk.list.isAncestorOf(QApplication.focusWidget())


# --- very long texts ---------------------------------------------------------------------------------------


def test_ten_megabytes_in_one_line_open_part_by_part_and_are_searched_without_waiting(qtbot, reader):
    text = "x" * 9_999_993 + "needle." + "y"
    reader.show_text(Untrusted(text))
    assert len(reader.text.toPlainText()) < 110_000
    assert reader.told == "Part 1 of 101: characters 1 to 100,000 of 10,000,001"
    assert not reader.earlier.isEnabled()
    reader.later.click()
    assert reader.told.startswith("Part 2 of 101: characters 100,001 to 200,000")
    reader.look_for()
    reader.bar.line.setText("needle")
    assert reader.bar.told == "Looking…"  # it came back before all of it was looked at
    qtbot.waitUntil(lambda: reader.bar.told == "1 of 1")
    assert reader.text.textCursor().selectedText().startswith("needle"[:2])
    reader.bar.line.setText("x")
    qtbot.waitUntil(lambda: not reader._search.isActive())
    assert len(reader._places) >= MOST_PLACES
    assert reader.bar.told.startswith("1 of at least ")


def test_no_piece_of_the_work_on_a_long_text_grows_with_it(reader, monkeypatch):
    asked = []
    places = text_reader.places_in
    monkeypatch.setattr(
        text_reader, "places_in", lambda parts, part, words: asked.append(part) or places(parts, part, words)
    )
    reader.show_text(Untrusted("x" * 10_000_000))
    reader.look_for()
    reader.bar.line.setText("needle")
    assert asked == [0]
    QApplication.processEvents()
    assert len(asked) < 5


def test_ten_megabytes_open_in_the_window(read):
    report = read("a" * 10_000_000)
    assert report.message.words.told.endswith("of 10,000,000")


# --- many files, long names --------------------------------------------------------------------------------


def test_five_hundred_files_leave_the_text_its_room_and_all_can_be_reached(qtbot, window, read):
    report = read(files=500)
    shown = [button for button in report.findChildren(ActButton) if button.text() == "Preview…"]
    assert len(shown) == 3
    assert report.message.words.text.height() > 100
    everything = next(b for b in report.findChildren(ActButton) if b.text() == "Show all 500 files…")
    with qtbot.waitSignal(window.desk.session.errand_wanted) as wanted:
        everything.click()
    assert wanted.args == ["files", ""]
    dialog = window.findChild(AttachmentsDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_name_of_four_thousand_characters_is_cut_and_can_be_read_to_its_end(qtbot, window, read):
    name = "Ada " + "N" * 3990 + " end"
    report = read(name=name)
    assert window.width() < 2000
    cut = next(label for label in report.findChildren(InertLabel) if label.text().startswith("Ada NN"))
    assert cut.is_cut
    assert cut.focusPolicy() & Qt.FocusPolicy.TabFocus
    cut.setFocus()
    qtbot.keyClick(cut, Qt.Key.Key_Return)
    whole = window.findChild(WholeText)
    assert whole.text.toPlainText() == f"{name}  <ada@example.org>".replace("  ", " ")
    whole.accept()


def test_a_line_that_fits_is_no_stop_for_the_tab_key(qtbot):
    label = InertLabel(Untrusted("short"), lines=True)
    qtbot.addWidget(label)
    assert not label.is_cut
    assert label.focusPolicy() == Qt.FocusPolicy.NoFocus


# --- the source --------------------------------------------------------------------------------------------


def test_raw_and_headers_of_a_message_are_a_tab_away(qtbot, window, read):
    report = read()
    report.message.show_form("raw")
    settle(qtbot, window)
    assert report.message.reader.text.toPlainText() == SEALED.decode()
    report.message.show_form("headers")
    settle(qtbot, window)
    assert report.message.reader.text.toPlainText() == "From: ada@example.org\nSubject: x"


def test_no_source_is_shown_under_another_case(qtbot, window, desk, read, monkeypatch):
    report, begun, answer = read(), threading.Event(), threading.Event()
    message = report.message
    message.show_form("raw")
    settle(qtbot, window)
    blob = desk.vault.blob

    def slow(*args):
        begun.set()
        assert answer.wait(60)
        return blob(*args)

    monkeypatch.setattr(desk.vault, "blob", slow)
    message.show_form("headers")
    qtbot.waitUntil(begun.is_set)
    message.show_message(Untrusted("Another report"), None)
    assert message.source.reader.text.toPlainText() == ""
    answer.set()
    settle(qtbot, window)
    assert message.source.reader.text.toPlainText() == ""


def test_reading_the_case_again_leaves_the_reader_where_it_was(qtbot, window, read):
    report = read(LETTER)
    report.message.words.text.fold(False)
    window.desk.session.reload()
    settle(qtbot, window)
    assert "line 5" in report.message.words.text.toPlainText()


def test_a_report_that_was_typed_in_has_no_source(window):
    report = window.desk.reading.report
    assert report.message.bar.isHidden()


# --- OpenPGP in words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ("Encrypted to us.", "Signed by Ada <ada@example.org>", "ABCD 1234", "good")),
        ({"warnings": ("layers-peeled",)}, ("several times",)),
        ({"warnings": ("partly-encrypted",)}, ("in part",)),
        ({"encryption": "not-encrypted"}, ("Not encrypted",)),
        ({"signature": SignatureCheck()}, ("Not signed.",)),
        (
            {
                "signature": SignatureCheck(
                    "not-good", (msgspec.structs.replace(SIGNER, state="revoked-key"),)
                )
            },
            ("revoked",),
        ),
    ],
)
def test_words_say_what_was_sealed_and_whose_signature_is_worth_what(changes, words):
    report = Report(
        kind="pgp-mime",
        encryption="decrypted",
        signature=SignatureCheck("good", (SIGNER,)),
        reporter=Reporter(Untrusted(""), Untrusted(""), "signed"),
        subject=Untrusted(""),
        text=Untrusted(""),
    )
    line = openpgp_line(msgspec.structs.replace(report, **changes)).raw
    assert all(word in line for word in words)
