"""Words fit into what they stand on, also in a larger type on a small screen."""

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea

from desktop.ui.case.reading_pane import TABS
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.buttons import WideButton
from desktop.ui.settings import DeskSettings
from tests.ui.conftest import settle
from tests.ui.test_names import dialogs

SCALES = pytest.mark.parametrize("scale", [100, 150])


@pytest.fixture
def at_scale(qtbot, window):
    def wear(scale: int) -> None:
        window.use_settings(DeskSettings(theme="light", scale=scale))
        window.resize(1280, 800)

    yield wear
    window.use_settings(DeskSettings(theme="light"))


def cut(top) -> list[str]:
    """Buttons in sight that are smaller than their words need."""
    buttons = [b for b in top.findChildren(QPushButton) if b.isVisible()]
    assert buttons
    return [
        f"{b.text()}: {b.width()} < {b.sizeHint().width()}"
        for b in buttons
        if b.sizeHint().width() > b.width() or b.sizeHint().height() > b.height()
    ]


@SCALES
def test_no_button_of_the_desk_is_cut(qtbot, window, at_scale, scale):
    at_scale(scale)
    for tab in TABS:
        window.desk.show_tab(tab)
        settle(qtbot, window)
        qtbot.waitUntil(lambda: cut(window) == [], timeout=2000)
    assert (window.width(), window.height()) == (1280, 800)


@SCALES
def test_no_button_of_a_dialog_is_cut(qtbot, window, desk, case_id, at_scale, scale):
    at_scale(scale)
    for dialog in dialogs(window, desk, case_id):
        assert isinstance(dialog, Dialog)
        dialog.show()
        qtbot.waitUntil(lambda dialog=dialog: cut(dialog) == [], timeout=2000)
        dialog.close()


@SCALES
def test_nothing_stands_beyond_the_edge_of_what_scrolls(qtbot, window, at_scale, scale):
    at_scale(scale)
    for tab in TABS:
        window.desk.show_tab(tab)
        settle(qtbot, window)
        for sheet in (s for s in window.findChildren(QScrollArea) if s.isVisible()):
            qtbot.waitUntil(
                lambda sheet=sheet: sheet.widget().width() <= sheet.viewport().width(), timeout=2000
            )


@SCALES
def test_no_button_at_the_door_is_cut(qtbot, window, at_scale, scale):
    at_scale(scale)
    window.lock()
    settle(qtbot, window)
    entrance = window.entrance
    for page in (entrance.first_run, entrance.recovery, entrance.unlock):
        entrance.setCurrentWidget(page)
        qtbot.waitUntil(lambda: cut(window) == [], timeout=2000)


def test_a_wide_button_breaks_its_words_into_lines(qtbot):
    button = WideButton("Tell the reporter that the fix is out, within two days", lambda: None)
    qtbot.addWidget(button)
    button.resize(200, 90)
    button.show()
    assert "\n" in button.text()
    assert button.sizeHint().width() <= 200
    assert button.accessibleName() == "Tell the reporter that the fix is out, within two days"
    button.resize(900, 40)
    assert button.text() == button.accessibleName()
