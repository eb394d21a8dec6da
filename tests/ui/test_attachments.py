"""Files in quarantine from the window: looked at as letters, let out with a reason."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.sandbox.dangerzone import find_dangerzone
from desktop.sandbox.parser import SandboxedParser
from desktop.ui.attachments.attachments_dialog import AttachmentsDialog
from desktop.ui.attachments.preview_dialog import PreviewDialog
from desktop.ui.attachments.release_dialog import ReleaseFileDialog
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.workflows.investigation.add_evidence import add_evidence
from desktop.workflows.ports import Silent
from tests.formats.archives import zipped
from tests.ui.conftest import settle
from tests.ui.test_inert import Watch
from tests.ui.test_names import unnamed
from tests.workflows.test_attachments import program

BINARY = bytes(range(256)) * 600
TEXT = "first line\nsecond \u202eline\n".encode()


@pytest.fixture
def files(window, qtbot, desk, case_id, tmp_path):
    for name, content in (("poc.bin", BINARY), ("notes.txt", TEXT)):
        (tmp_path / name).write_bytes(content)
        add_evidence(desk, case_id, tmp_path / name, "from the call", progress=Silent())
    window.desk.session.reload()
    settle(qtbot, window)


def shown(window, kind: type[QWidget]) -> QWidget:
    return next(dialog for dialog in reversed(window.findChildren(kind)) if dialog.isVisible())


def listed(window) -> AttachmentsDialog:
    window.desk.errands.attachments.show_all()
    return shown(window, AttachmentsDialog)


def look_at(qtbot, window, row: int) -> PreviewDialog:
    dialog = listed(window)
    dialog.list.setCurrentIndex(dialog._model.index(row, 0))
    dialog.preview.click()
    settle(qtbot, window)
    return shown(window, PreviewDialog)


def test_files_are_listed_with_what_is_known_of_them(window, files):
    dialog = listed(window)
    model = dialog._model
    assert [model.data(model.index(row, 0)) for row in range(2)] == ["poc.bin", "notes.txt"]
    assert [model.data(model.index(row, 2)) for row in range(2)] == ["application/octet-stream", "text/plain"]
    said = dialog.findChild(InertText).toPlainText()
    assert f"SHA-256 {sha256(BINARY)}" in said
    assert "Note: from the call" in said
    assert unnamed(dialog) == []


def test_text_is_read_with_its_hidden_characters_and_in_hex(qtbot, window, files):
    dialog = look_at(qtbot, window, 1)
    assert dialog.text.toPlainText() == "first line\nsecond ⟨U+202E⟩line\n"
    assert dialog.earlier.isHidden()
    assert dialog.later.isHidden()
    dialog.form.put("hex")
    dialog.form.edited.emit()
    settle(qtbot, window)
    assert dialog.text.toPlainText().startswith("00000000  66 69 72 73 74")
    assert unnamed(dialog) == []


def test_a_large_file_is_paged_through(qtbot, window, files):
    dialog = look_at(qtbot, window, 0)
    assert dialog._where.text() == "Bytes 0 to 65,536 of 153,600"
    dialog.later.click()
    settle(qtbot, window)
    dialog.later.click()
    settle(qtbot, window)
    assert dialog._where.text() == "Bytes 131,072 to 153,600 of 153,600"
    assert dialog.text.toPlainText().startswith("00020000  ")
    assert dialog.later.isHidden()
    dialog.earlier.click()
    settle(qtbot, window)
    assert dialog.text.toPlainText().startswith("00010000  ")


def test_a_file_is_let_out_for_a_reason(qtbot, window, desk, case_id, files, tmp_path):
    look_at(qtbot, window, 0).release.click()
    dialog = shown(window, ReleaseFileDialog)
    assert unnamed(dialog) == []
    assert dialog.clean is None
    assert any("not installed" in label.text() for label in dialog.findChildren(Words))
    dialog.primary.click()
    assert dialog._refusal.text() == "Choose a folder."
    dialog.folder.put(str(tmp_path / "out"))
    dialog.primary.click()
    settle(qtbot, window)
    assert "Say why it is let out." in dialog._refusal.text()
    dialog.reason.put("run it in a machine")
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    name = f"attachment-{sha256(BINARY)[:12]}.bin"
    assert (tmp_path / "out" / name).read_bytes() == BINARY
    assert desk.vault.history(case_id)[-1].event == e.AttachmentReleased(
        sha256(BINARY), "run it in a machine", name
    )
    assert window.bar.text.startswith(f"{name} was let out")


def test_dangerzone_is_started_by_its_own_button_alone(qtbot, window, desk, files, tmp_path):
    system = tmp_path / "system"
    program(system)
    tools = replace(desk.tools, find_dangerzone=lambda: find_dangerzone(str(system)))
    window.desk.session.desk = replace(desk, tools=tools)
    dialog = listed(window)
    dialog.release.click()
    dialog = shown(window, ReleaseFileDialog)
    dialog.reason.put("to read it")
    dialog.folder.put(str(tmp_path / "out"))
    dialog.clean.click()
    settle(qtbot, window)
    stem = f"attachment-{sha256(BINARY)[:12]}"
    released = tmp_path / "out" / stem / f"{stem}.bin"
    assert (system / "told").read_text().splitlines()[0] == str(released)
    assert released.read_bytes() == BINARY
    assert released.parent.stat().st_mode & 0o777 == 0o700
    assert "Dangerzone has it now." in window.bar.text


@pytest.mark.checks("C29")
def test_markup_in_a_file_its_name_and_its_note_opens_nothing(qtbot, window, desk, case_id, tmp_path, figure):
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"x")
    watch = Watch(canary)
    bait = f"<img src='file://{canary}'>"
    hostile = tmp_path / "<img src='file:canary.png'>"
    hostile.write_text(bait)
    add_evidence(desk, case_id, hostile, bait, progress=Silent())
    window.desk.session.reload()
    settle(qtbot, window)
    preview = look_at(qtbot, window, 0)
    assert preview.text.toPlainText() == bait
    for dialog in (preview, shown(window, AttachmentsDialog)):
        dialog.grab()
    preview.release.click()
    shown(window, ReleaseFileDialog).grab()
    assert watch.opens() == 0
    figure("C29", "0 opens of the canary in three dialogs of files")


def test_a_file_of_a_message_is_looked_at_from_the_report(qtbot, window, files):
    window.desk.session.errand_wanted.emit("preview", sha256(TEXT))
    settle(qtbot, window)
    assert shown(window, PreviewDialog).text.toPlainText().startswith("first line")


def test_a_hundred_files_are_one_table(qtbot, window, desk, case_id, tmp_path):
    for number in range(100):
        path = Path(tmp_path / f"log-{number}")
        path.write_bytes(b"%d" % number)
        add_evidence(desk, case_id, path, "a\nb", progress=Silent())
    window.desk.session.reload()
    settle(qtbot, window)
    window.desk.show_tab("confirm")
    card = window.desk.reading.tabs["confirm"]._evidence
    assert card.all.text() == "All 100 files…"
    card.all.click()
    dialog = shown(window, AttachmentsDialog)
    assert dialog._model.rowCount() == 100
    assert "Note: a b" in dialog.findChild(InertText).toPlainText()


def test_the_files_of_an_archive_can_be_asked_for(qtbot, window, desk, case_id, tmp_path):
    path = tmp_path / "poc.zip"
    path.write_bytes(zipped({"<img src='file:x'>": b"x", "a/b": b"yy"}))
    (tmp_path / "good.zip").write_bytes(zipped({"a/b": b"yy"}))
    for name in ("poc.zip", "good.zip"):
        add_evidence(desk, case_id, tmp_path / name, progress=Silent())
    with closing(SandboxedParser()) as parser:
        window.desk.session.desk = replace(desk, tools=replace(desk.tools, parser=parser))
        window.desk.session.reload()
        settle(qtbot, window)
        for row, said in ((1, "2  a/b"), (0, "")):
            dialog = look_at(qtbot, window, row)
            dialog.form.put("contents")
            dialog.form.edited.emit()
            settle(qtbot, window)
            assert dialog.text.toPlainText().strip().endswith(said)
        assert "leads elsewhere" in dialog._refusal.text()
