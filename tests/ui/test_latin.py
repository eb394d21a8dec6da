"""Where no font can draw Latin letters, that is said so that it can be read all the same."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QColor

from desktop.ui.latin import LINES, latin_there, warn_of_fonts
from desktop.ui.look.theme import tones
from desktop.ui.parts.stroked_words import StrokedWords


def test_a_machine_with_fonts_says_nothing(window, capsys):
    assert latin_there()
    warn_of_fonts(window)
    assert capsys.readouterr().err == ""
    assert window.findChildren(StrokedWords) == []


def test_without_one_the_terminal_and_the_window_say_so(qtbot, window, monkeypatch, capsys):
    monkeypatch.setattr("desktop.ui.latin.latin_there", lambda: False)
    warn_of_fonts(window)
    assert "apt-get install fonts-dejavu-core" in capsys.readouterr().err
    notice = window.findChild(StrokedWords)
    qtbot.waitUntil(notice.isVisible)
    assert notice.accessibleName() == " ".join(LINES)
    assert notice.width() >= notice.sizeHint().width()
    picture = notice.grab().toImage()
    ink = QColor(tones().bad)
    drawn = sum(
        picture.pixelColor(x, y) == ink for x in range(0, picture.width(), 2) for y in range(picture.height())
    )
    assert drawn > 200


def test_a_letter_that_has_no_strokes_is_refused(qtbot):
    with pytest.raises(AssertionError):
        StrokedWords("QUX")


def test_a_machine_without_fonts_is_told_from_one_with(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    program = (
        "from PySide6.QtWidgets import QApplication; from desktop.ui.latin import latin_there; "
        "app = QApplication([]); print(latin_there())"
    )
    environment = os.environ | {"FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        timeout=60,
    )
    assert done.stdout == "False\n"
