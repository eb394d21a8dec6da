"""The window opens whole on a small screen, and at its own size on a large one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.fitting import FRAME, ScreenWatch, brought_back, fit_screen, fitted

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


LAPTOP, BESIDE = QRect(0, 27, 1280, 773), QRect(1280, 0, 1920, 1080)


def test_a_window_stays_where_a_hand_can_take_it():
    for place in (QRect(40, 60, 900, 700), QRect(1500, 10, 1600, 1000), QRect(1100, 400, 900, 900)):
        assert brought_back(place, [LAPTOP, BESIDE]) == place


def test_a_window_whose_screen_was_unplugged_comes_back_whole():
    back = brought_back(QRect(1500, 10, 1600, 1000), [LAPTOP])
    assert LAPTOP.contains(back)
    assert back.size() == fitted(QSize(1600, 1000), LAPTOP)


def test_a_title_bar_above_every_screen_counts_as_lost():
    back = brought_back(QRect(100, -60, 800, 600), [LAPTOP])
    assert LAPTOP.contains(back)
    assert back.top() - FRAME.height() >= LAPTOP.top()
    assert back.size() == QSize(800, 600)


SCREENS = st.lists(
    st.builds(
        QRect,
        st.integers(-5000, 5000),
        st.integers(-5000, 5000),
        st.integers(640, 3840),
        st.integers(480, 2160),
    ),
    min_size=1,
    max_size=3,
)


@given(
    SCREENS,
    st.integers(-9000, 9000),
    st.integers(-9000, 9000),
    st.integers(200, 5000),
    st.integers(200, 5000),
)
def test_wherever_a_window_was_it_can_be_taken_by_its_top(screens, left, top, width, height):
    back = brought_back(QRect(left, top, width, height), screens)
    assert brought_back(back, screens) == back
    assert any(screen.intersects(QRect(back.topLeft(), QSize(back.width(), 40))) for screen in screens)


@pytest.fixture
def strayed(qtbot):
    """A window that stands where no screen is any more."""
    window = QWidget()
    qtbot.addWidget(window)
    watch = ScreenWatch(window, QApplication.instance())
    window.show()
    window.setGeometry(5000, 5000, 600, 400)
    assert window.geometry().topLeft().x() == 5000
    return window, watch


def test_a_screen_that_goes_brings_the_window_back(strayed):
    window, _watch = strayed
    app = QApplication.instance()
    app.screens()[0].availableGeometryChanged.emit(QRect())
    assert app.primaryScreen().availableGeometry().contains(window.geometry())
    assert window.size() == QSize(600, 400)


def test_the_screen_that_is_going_is_not_counted(strayed):
    window, watch = strayed
    watch.look(without=QApplication.primaryScreen())
    assert window.geometry().x() == 5000  # no other is there: it stays
