"""What strangers wrote is letters, wherever it is shown."""

import ctypes
import os
import struct

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.inert import Untrusted
from desktop.domain.report import Attachment, Report, Reporter, SignatureCheck, Signer
from desktop.ui.case.reading_pane import TABS
from desktop.ui.parts.clipboard import SECRET_HINT, take_back
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.link_question import LinkQuestion
from tests.ui.conftest import NOW, settle

_IN_OPEN = 0x20


class Watch:
    """Counts how often a file is opened, by anybody, through the kernel (inotify)."""

    def __init__(self, path):
        libc = ctypes.CDLL(None, use_errno=True)
        self._fd = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._fd, os.fsencode(path), _IN_OPEN) >= 0

    def opens(self) -> int:
        try:
            raw = os.read(self._fd, 65536)
        except BlockingIOError:
            return 0
        return len(raw) // struct.calcsize("iIII")


@pytest.fixture
def canary(qapp, tmp_path):
    path = tmp_path / "canary.png"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(path))
    return path


def hostile_case(desk, canary) -> str:
    """A case in which every field of a stranger holds a picture."""
    bait = Untrusted(f"<img src='file://{canary}'><b>bold</b>")
    report = Report(
        kind="pgp-mime",
        encryption="decrypted",
        signature=SignatureCheck("not-good", (Signer("A" * 40, (bait,), "bad", bait.raw),)),
        reporter=Reporter(bait, bait, "ambiguous"),
        subject=bait,
        text=bait,
        warnings=("links", "hidden-characters"),
        attachments=(Attachment(bait, bait.raw, bait.raw, 12, "0" * 64),),
    )
    source = desk.tools.policies.source("aumos")
    parsed = msgspec.json.encode(report)
    received = e.ReportReceived(
        policy_id="aumos",
        policy_sha256=sha256(source),
        channel="mail",
        report_kind="pgp-mime",
        title=bait,
        reporter_address=bait,
        reporter_name=bait,
        grade="ambiguous",
        arrival_source="date-header",
        report_sha256=sha256(parsed),
    )
    taken = e.KeyTaken(fingerprint="B" * 40, uids=(bait,), source="attachment", key_sha256="0" * 64)
    blobs = {sha256(b): b for b in (source, parsed)}
    drafts = [Draft(received, NOW), Draft(taken, NOW)]
    desk.vault.append("AUM-2026-HOSTILE", drafts, author=bait.raw, now=NOW, blobs=blobs)
    return "AUM-2026-HOSTILE"


def test_the_watch_notices_a_label_that_guesses(qtbot, canary):
    """The control: what Qt does with the same text when nobody forbids it."""
    watch = Watch(canary)
    label = QLabel(f"<img src='file://{canary}'>")
    qtbot.addWidget(label)
    label.show()
    label.grab()
    assert watch.opens() > 0


@pytest.mark.checks("C29")
@pytest.mark.clause("M87-3.3f", "TER-2.2b")
def test_no_field_of_a_stranger_opens_a_file(qtbot, window, desk, canary, figure):
    watch = Watch(canary)
    case_id = hostile_case(desk, canary)
    window.desk.session.changed.emit()
    window.desk.session.show_case(case_id)
    for view in ("due", "all"):
        window.desk.show_view(view)
        for tab in TABS:
            window.desk.reading.show_tab(tab)
            settle(qtbot, window)
            window.grab()
    assert "<img" in window.desk.reading.report.findChild(InertText).toPlainText()
    assert watch.opens() == 0
    figure("C29", f"0 opens of the canary in {len(TABS)} tabs of two views; a label that guesses opens it")


def test_every_label_in_the_window_is_plain(window):
    labels = window.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels if isinstance(label, Words))
    rest = [label for label in labels if not isinstance(label, Words)]
    assert not rest


@pytest.mark.checks("B27")
def test_hidden_characters_are_shown_as_code_points(qtbot):
    text, label = InertText("text"), InertLabel(lines=True)
    for widget in (text, label):
        qtbot.addWidget(widget)
        widget.show_text(Untrusted("exe\u202egpj.\u200bzip"))
    assert text.toPlainText() == "exe⟨U+202E⟩gpj.⟨U+200B⟩zip"
    assert label.text() == "exe⟨U+202E⟩gpj.⟨U+200B⟩zip"


def test_what_is_copied_is_plain_and_marked_as_secret(qtbot):
    text = InertText("text")
    qtbot.addWidget(text)
    text.show_text(Untrusted("<b>one</b>"))
    text.selectAll()
    data = text.createMimeDataFromSelection()
    assert data.text() == "<b>one</b>"
    assert not data.hasHtml()
    assert bytes(data.data(SECRET_HINT).data()) == b"secret"


def test_nothing_can_be_dragged_out(qtbot):
    text = InertText("text")
    qtbot.addWidget(text)
    text.resize(300, 100)
    text.show()
    text.show_text(Untrusted("some words"))
    text.selectAll()
    qtbot.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert not text.textCursor().hasSelection()
    assert not text.acceptDrops()
    assert text.isReadOnly()
    assert isinstance(text, QPlainTextEdit)


def test_a_long_word_does_not_widen_the_window(qtbot):
    label = InertLabel(Untrusted("x" * 5000))
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.minimumSizeHint().width() < 400 or label.sizePolicy().horizontalPolicy().name == "Ignored"


@pytest.mark.checks("C31")
def test_nothing_that_a_text_names_is_loaded(qtbot, canary, figure):
    watch, text = Watch(canary), InertText("text")
    qtbot.addWidget(text)
    text.show_text(Untrusted(f"<img src='file://{canary}'> https://example.org/x.png"))
    text.show()
    text.grab()
    names = (f"file://{canary}", "https://example.org/x.png", str(canary))
    asked = [(kind.value, QUrl(name)) for kind in QTextDocument.ResourceType for name in names]
    assert [text.document().loadResource(*one) for one in asked] == [None] * len(asked)
    assert [text.document().resource(*one) for one in asked] == [None] * len(asked)
    assert watch.opens() == 0
    figure("C31", f"0 of {len(asked)} resources loaded")


def test_a_document_of_qts_own_would_load_a_file(qtbot, canary):
    """The control."""
    text = QPlainTextEdit()
    qtbot.addWidget(text)
    assert text.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"file://{canary}"))


@pytest.mark.checks("C31")
def test_an_address_is_asked_about_and_only_copied(qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    text = InertText("text")
    qtbot.addWidget(text)
    text.resize(500, 200)
    text.show_text(Untrusted("https://bank.example@evil.example/x and more"))
    text.show()
    menu = text.menu_at(text.cursorRect().center())
    copy, asking = menu.actions()
    assert not copy.isEnabled()
    asking.trigger()
    question = text.window().findChild(LinkQuestion)
    assert question.host.text() == "evil.example"
    assert question.warning.isHidden()
    assert QApplication.clipboard().text() != "https://bank.example@evil.example/x"
    question.agree.click()
    assert QApplication.clipboard().text() == "https://bank.example@evil.example/x"
    assert bytes(QApplication.clipboard().mimeData().data(SECRET_HINT).data()) == b"secret"
    assert opened == []
    take_back()


@pytest.mark.checks("C31")
def test_a_click_on_an_address_does_nothing(qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    text = InertText("text")
    qtbot.addWidget(text)
    text.show_text(Untrusted("https://example.org/"))
    text.show()
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, modifier, text.cursorRect().center())
    assert opened == []
    assert text.window().findChild(LinkQuestion) is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_its_menu_holds_nothing_up(qtbot):
    text = InertText("text")
    qtbot.addWidget(text)
    text.show()
    place = text.viewport().rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, text.viewport().mapToGlobal(place))
    QApplication.sendEvent(text.viewport(), asked)  # comes back at once
    (menu,) = text.findChildren(QMenu)
    assert menu.isVisible()
    menu.close()
