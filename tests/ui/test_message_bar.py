"""The bar: what an act says passes; what nobody asked for waits, the gravest first, until it is closed."""

import pytest

from desktop.ui.parts.message_bar import Message, MessageBar

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
