"""Icons follow the theme, also while the window is open."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop.ui.look.tones import DARK, LIGHT
from desktop.ui.parts.buttons import ActButton, IconButton
from desktop.ui.parts.mark import Mark
from desktop.ui.settings import DeskSettings
from tests.ui.conftest import settle

TONES = {"light": LIGHT, "dark": DARK}


@pytest.fixture(autouse=True)
def back_to_light(qtbot, window):
    yield
    window.use_settings(DeskSettings(theme="light"))


def ink(picture: QImage) -> QColor:
    """The colour of an icon: that of its most opaque pixel."""
    pixels = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return max(pixels, key=lambda colour: colour.alpha())


def alike(one: QColor, tone: str) -> bool:
    """Whether two colours are the same but for the rounding of premultiplied ones."""
    other = QColor(tone)
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) <= 3 for a, b in pairs)


def marks_wear(window, tones) -> None:
    marks = window.findChildren(Mark)
    assert len(marks) > 8
    for mark in marks:
        assert alike(ink(mark.pixmap().toImage()), getattr(tones, mark._tone)), mark._name


def buttons_wear(window, tones) -> None:
    buttons = [b for kind in (ActButton, IconButton) for b in window.findChildren(kind)]
    with_icon = [button for button in buttons if not button.icon().isNull()]
    assert len(with_icon) > 8
    own = (tones.ink, tones.muted, tones.on_accent)
    for button in with_icon:
        seen = ink(button.icon().pixmap(16).toImage())
        assert any(alike(seen, tone) for tone in own), button.accessibleName()


def test_every_icon_changes_with_the_theme_while_the_desk_is_open(qtbot, window):
    window.bar._mark.tell("warning", "warn")
    for theme in ("dark", "light", "dark"):
        window.use_settings(DeskSettings(theme=theme))
        marks_wear(window, TONES[theme])
        buttons_wear(window, TONES[theme])


def test_the_pages_at_the_door_follow_it_too(qtbot, window):
    window.use_settings(DeskSettings(theme="dark"))
    window.lock()
    settle(qtbot, window)
    window.use_settings(DeskSettings(theme="light"))
    for page in (window.entrance.first_run, window.entrance.recovery, window.entrance.unlock):
        mark = page.findChild(Mark)
        assert alike(ink(mark.pixmap().toImage()), LIGHT.accent)


def test_the_theme_of_the_system_is_followed(qtbot, window, monkeypatch):
    window.use_settings(DeskSettings(theme="system"))
    monkeypatch.setattr("desktop.ui.appearance.system_is_dark", lambda _app: True)
    QApplication.styleHints().colorSchemeChanged.emit(QApplication.styleHints().colorScheme())
    marks_wear(window, DARK)
    monkeypatch.setattr("desktop.ui.appearance.system_is_dark", lambda _app: False)
    QApplication.styleHints().colorSchemeChanged.emit(QApplication.styleHints().colorScheme())
    marks_wear(window, LIGHT)
