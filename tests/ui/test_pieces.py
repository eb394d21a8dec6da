"""What is built in pieces is whole for whoever touches it."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.once import Once
from desktop.ui.pieces import Pieces
from tests.ui.conftest import settle


@pytest.fixture
def shown(qtbot):
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    return shown


@pytest.fixture
def pieces(shown):
    return Pieces(shown)


def test_each_piece_has_a_round_of_the_event_loop(qtbot, pieces):
    order = []
    beat = QTimer(pieces, interval=0)
    beat.timeout.connect(lambda: order.append("others"))
    pieces.begin("page", [lambda: order.append(1), lambda: order.append(2)])
    assert order == []
    assert not pieces.done
    beat.start()
    qtbot.waitUntil(lambda: 2 in order)
    assert "others" in order[order.index(1) : order.index(2)]
    assert pieces.done


def test_whoever_cannot_wait_has_all_of_it_in_its_order(pieces):
    built = []
    pieces.begin("page", [lambda: built.append(1), pieces.finish, lambda: built.append(2)])
    pieces.finish()
    assert built == [1, 2]
    assert pieces.done


def test_what_is_begun_anew_takes_the_place_of_what_was_left(pieces):
    built = []
    pieces.begin("page", [lambda: built.append("old")])
    pieces.begin("list", [lambda: built.append("list")])
    pieces.begin("page", [lambda: built.append("new")])
    pieces.finish()
    assert built == ["list", "new"]


@pytest.mark.parametrize(
    "touch",
    [
        lambda window: QTest.keyClick(window, Qt.Key.Key_N),
        lambda window: QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
    ],
    ids=["key", "button"],
)
def test_a_touch_finds_all_of_it(shown, pieces, touch):
    built = []
    pieces.begin("page", [lambda: built.append(1), lambda: built.append(2)])
    seen = []
    shown.keyPressEvent = shown.mousePressEvent = lambda _event: seen.extend(built)
    touch(shown.windowHandle())
    assert seen == [1, 2]


def test_a_window_that_goes_meanwhile_takes_nobody_down(qtbot):
    shown, pieces, built = QWidget(), Pieces(), []
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    pieces.begin("page", [lambda: built.append(1)])
    shown.close()
    shown.deleteLater()
    qtbot.waitUntil(lambda: pieces.done)
    assert built == [1]


def test_who_takes_the_next_step_before_the_inspector_is_built_takes_it(qtbot, window, case_id):
    session, inspector = window.desk.session, window.desk.inspector
    inspector._shown, inspector._step = "", None  # as before the first case
    wanted, steps = [], []
    session.tab_wanted.connect(lambda tab, what: wanted.append((tab, what)))

    def at_once() -> None:
        steps.append(inspector._step)
        inspector.take_next_step()

    session.case_shown.connect(at_once)
    session.show_case(case_id)
    qtbot.waitUntil(lambda: bool(steps))
    session.case_shown.disconnect(at_once)
    settle(qtbot, window)
    assert steps == [None]
    assert wanted[0] == ("report", "handler")


def test_what_is_made_once_is_made_when_it_is_first_wanted():
    made = []
    once = Once(lambda: made.append(1) or [])
    assert once.made is None
    assert once() is once()
    assert made == [1]


def test_a_generator_builds_its_own_pieces_one_to_a_round(qtbot, pieces):
    built = []

    def building():
        for part in ("head", "form"):
            built.append(part)
            yield

    pieces.begin("page", building())
    assert built == []
    pieces.finish()
    assert built == ["head", "form"]
    assert pieces.done


def test_who_cannot_wait_while_a_generator_builds_has_what_is_behind_it(pieces):
    built = []

    def building():
        pieces.finish()
        built.append("page")
        yield

    pieces.begin("page", building())
    pieces.begin("list", [lambda: built.append("list")])
    pieces.then(lambda: built.append("keys"))
    pieces.finish()
    assert built == ["list", "keys", "page"]
    assert pieces.done
