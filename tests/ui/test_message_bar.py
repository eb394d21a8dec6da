"""The bar: what an act says passes; what nobody asked for waits, the gravest first, until it is closed."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor

from desktop.domain.failures import WriteFailed
from desktop.ui.parts.message_bar import Message, MessageBar
from tests.ui.conftest import settle

OLD = Message("bad", "This vault is older than it was.", "Decide…", lambda: None, stays=True)
DOUBT = Message("warn", "The clock cannot be right.", stays=True)
DONE = Message("good", "Acknowledged.", seconds=10)


@pytest.fixture
def bar(qtbot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


@pytest.mark.parametrize("order", [(OLD, DOUBT), (DOUBT, OLD)])
def test_the_gravest_is_shown_and_the_other_comes_when_it_is_closed(bar, order):
    for message in order:
        bar.show_message(message)
    assert bar.text == OLD.text
    bar.close_message()
    assert bar.text == DOUBT.text
    bar.close_message()
    assert bar.isHidden()


def test_it_stays_while_the_mouse_is_on_its_way_to_something_below(bar, monkeypatch):
    at = [QPoint(1, 1)]
    monkeypatch.setattr(QCursor, "pos", lambda: at[0])
    bar.show_message(DONE)
    at[0] = QPoint(9, 9)
    bar._timer.timeout.emit()
    assert bar.text == DONE.text
    assert not bar.isHidden()
    bar._timer.timeout.emit()
    assert bar.isHidden()


def test_what_an_act_says_stands_before_it_and_passes(bar):
    bar.show_message(OLD)
    bar.show_message(DONE)
    bar.show_message(DOUBT)
    assert bar.text == DONE.text
    bar.close_message()
    assert bar.text == OLD.text


def test_its_action_is_done_once(bar):
    pressed = []
    bar.show_message(OLD._replace(on_action=lambda: pressed.append(bar.isHidden())))
    bar._action.click()
    assert pressed == [True]


def test_nothing_comes_back_at_another_desk(bar):
    bar.show_message(OLD)
    bar.show_message(DONE)
    bar.forget()
    assert bar.isHidden()


def test_a_failure_goes_when_the_same_is_done_well_and_not_for_anything_else(qtbot, window):
    fails = [True]

    def save() -> None:
        def work(_progress):
            if fails[0]:
                raise WriteFailed("The disk is full.")

        window.background.run(work)
        settle(qtbot, window)

    save()
    assert "The disk is full." in window.bar.text
    window.background.run(lambda _p: None)
    settle(qtbot, window)
    assert window.bar.isVisible()
    save()
    assert window.bar.isVisible()
    fails[0] = False
    save()
    assert window.bar.isHidden()


def test_what_can_still_be_done_about_a_failure_stays(bar):
    act = object()
    bar.show_message(Message("bad", "The vault is damaged.", "Lock and repair…", lambda: None, act=act))
    bar.outdate(act)
    assert bar.text == "The vault is damaged."
    assert not bar.isHidden()
