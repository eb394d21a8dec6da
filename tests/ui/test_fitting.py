"""The window opens whole on a small screen, and at its own size on a large one."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from desktop.ui.fitting import FRAME, fit_screen, fitted

WANTED = QSize(1280, 800)


def test_window_and_frame_fit_into_what_a_panel_leaves_of_the_screen():
    assert fitted(WANTED, QRect(0, 0, 1920, 1080)) == WANTED
    for available in (QRect(0, 0, 1280, 800), QRect(0, 27, 1366, 741)):
        framed = fitted(WANTED, available) + FRAME
        assert framed.width() <= available.width()
        assert framed.height() <= available.height()


def test_a_window_is_made_to_fit_the_screen_that_it_is_on(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(5000, 5000)
    fit_screen(window)
    assert window.size() == window.screen().availableGeometry().size() - FRAME
