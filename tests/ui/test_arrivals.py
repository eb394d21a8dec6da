"""What is dropped or pasted becomes messages."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from desktop.ui.parts.arrivals import messages_in
from tests.ui.conftest import settle


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_files_are_paths_and_web_addresses_are_nothing():
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.eml"), QUrl("https://example.org/b.eml")])
    assert messages_in(data) == [Path("/tmp/a.eml")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/tmp/a.eml\n", [Path("/tmp/a.eml")]),
        ("From: ada\n\n/tmp is full", [b"From: ada\n\n/tmp is full"]),
        ("   ", []),
    ],
)
def test_pasted_text_is_a_path_or_a_message(text, expected):
    assert messages_in(pasted(text)) == expected


def test_an_empty_clipboard_is_nothing():
    assert messages_in(None) == []


def test_a_pasted_path_that_leads_nowhere_is_refused_in_words(qtbot, window, tmp_path):
    QGuiApplication.clipboard().setText(str(tmp_path / "gone.eml"))
    window.brought.paste()
    settle(qtbot, window)
    assert "Nothing was written." in window.bar.text
    assert "gone.eml" not in window.bar.text
