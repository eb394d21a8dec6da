"""What is copied is taken back after a moment, unless something else was copied since."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from desktop.domain.links import Link
from desktop.ui.parts.clipboard import KEPT_MS, OURS, SECRET_HINT, ClipboardKeeper, copy
from desktop.ui.parts.fields import TextField


@pytest.fixture
def keeper(qtbot, qapp):
    keeper = ClipboardKeeper(qapp, kept_ms=40)
    yield keeper
    keeper.deleteLater()
    QApplication.clipboard().clear()


def address(words: str) -> Link:
    return Link(words, "", foreign=False)


def said_elsewhere(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)


@pytest.mark.checks("C32")
def test_what_was_copied_is_cleared_after_its_time(qtbot, keeper):
    copy(address("a secret"))
    assert QApplication.clipboard().text() == "a secret"
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")


@pytest.mark.checks("C32")
def test_it_is_kept_for_ten_seconds_at_most(figure):
    assert KEPT_MS <= 10_000
    figure("C32", f"cleared after {KEPT_MS / 1000:g} s")


def test_a_newer_copy_has_its_own_time(qtbot, keeper):
    copy(address("first"))
    timer = next(iter(keeper._timers.values()))
    timer.stop()
    copy(address("second"))
    assert timer.isActive()
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")


def test_what_somebody_else_copied_stays(qtbot, keeper):
    copy(address("a secret"))
    said_elsewhere("a shopping list")
    timer = next(iter(keeper._timers.values()))
    assert not timer.isActive()
    assert QApplication.clipboard().text() == "a shopping list"


@pytest.mark.checks("C32")
def test_what_is_copied_out_of_a_field_is_marked_as_secret(qtbot, keeper):
    field = TextField("Text")
    qtbot.addWidget(field)
    field.put("half a sentence")
    field.control.selectAll()
    field.control.copy()
    data = QApplication.clipboard().mimeData()
    assert bytes(data.data(SECRET_HINT).data()) == b"secret"
    assert data.hasFormat(OURS)
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")
