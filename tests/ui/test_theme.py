"""Icons follow the theme, also while the window is open."""

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop.formats.shipped import shipped_path
from desktop.ui.look.icons import icon, pixmap
from desktop.ui.look.theme import Side, side_of_system
from desktop.ui.look.tones import ALL, CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, contrast, palette_of
from desktop.ui.parts.buttons import ActButton, IconButton
from desktop.ui.parts.layout import Sheet
from desktop.ui.parts.mark import Mark
from desktop.ui.settings import DeskSettings
from tests.ui.conftest import settle

TONES = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}


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
    for theme in ("dark", "contrast-light", "contrast-dark", "light", "dark"):
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
    monkeypatch.setattr("desktop.ui.appearance.side_of_system", lambda *_: Side(dark=True))
    QApplication.styleHints().colorSchemeChanged.emit(QApplication.styleHints().colorScheme())
    marks_wear(window, DARK)
    monkeypatch.setattr("desktop.ui.appearance.side_of_system", lambda *_: Side())
    QApplication.styleHints().colorSchemeChanged.emit(QApplication.styleHints().colorScheme())
    marks_wear(window, LIGHT)


def test_a_system_that_asks_for_contrast_gets_it(qtbot, window, monkeypatch):
    window.use_settings(DeskSettings(theme="system"))
    hints = QApplication.styleHints()
    for dark, expected in ((False, CONTRAST_LIGHT), (True, CONTRAST_DARK)):
        side = Side(dark=dark, contrast=True)
        monkeypatch.setattr("desktop.ui.appearance.side_of_system", lambda *_, side=side: side)
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
        marks_wear(window, expected)


def test_where_the_system_names_no_side_the_palette_that_it_began_with_decides(qapp):
    assert QApplication.styleHints().colorScheme() == Qt.ColorScheme.Unknown  # as offscreen
    assert side_of_system(qapp, palette_of(DARK)).dark
    assert not side_of_system(qapp, palette_of(LIGHT)).dark


def test_icons_are_drawn_for_the_pixels_of_the_screen():
    for size, ratio in ((16, 1), (16, 2), (32, 1), (32, 1.5), (32, 2)):
        drawn = pixmap("clock", "#000000", size, ratio)
        assert (drawn.width(), drawn.devicePixelRatio()) == (size * ratio, ratio)
        assert icon("clock", "#000000", size).pixmap(QSize(size, size), ratio).width() == size * ratio


ARROW = "#7a7a7a"
"""Of the arrows beside tabs, whose file is the same in every theme."""


def test_the_arrows_beside_tabs_reach_3_in_every_theme():
    assert all(contrast(ARROW, tones.surface) >= 3 for tones in ALL)


def test_every_icon_is_of_one_family_and_takes_its_colour():
    for path in shipped_path("icons", "clock.svg").parent.glob("*.svg"):
        source = path.read_text()
        assert 'viewBox="0 0 20 20"' in source, path.name
        own = set(re.findall(r"#[0-9a-fA-F]{3,8}", source))
        assert own <= {DARK.on_accent, LIGHT.on_accent, ARROW}, path.name
        assert own or "currentColor" in source, path.name


def test_the_density_is_worn_while_the_desk_is_open(qtbot, window):
    rows = window.desk.list.due_view
    wide, sheet = rows.sizeHintForRow(0), window.desk.inspector.findChild(Sheet)
    loose = sheet.rows.spacing()
    window.use_settings(DeskSettings(theme="light", density="compact"))
    assert rows.sizeHintForRow(0) < wide
    assert sheet.rows.spacing() < loose
    window.use_settings(DeskSettings(theme="light"))
    assert rows.sizeHintForRow(0) == wide
    assert sheet.rows.spacing() == loose


def test_the_row_that_the_keyboard_is_at_wears_a_ring(qtbot, window):
    window.use_settings(DeskSettings(theme="contrast-light"))
    rows = window.desk.list.due_view
    window.desk.show_view("due")
    settle(qtbot, window)
    rows.setCurrentIndex(rows.model().index(0, 0))
    rows.clearFocus()
    assert not wears_ring(rows)
    window.activateWindow()
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus)
    assert wears_ring(rows)


def wears_ring(rows) -> bool:
    picture = rows.viewport().grab(rows.visualRect(rows.currentIndex())).toImage()
    return picture.pixelColor(picture.width() // 2, 1) == QColor(CONTRAST_LIGHT.focus)
