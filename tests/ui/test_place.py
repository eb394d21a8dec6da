"""The desk's lists keep their place while their rows change under them."""

from dataclasses import replace
from itertools import count

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain import events as e
from desktop.ui.lists.paged_model import ROW_ROLE
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.ports import Desk
from tests.ui.conftest import settle, typed

_CASES, _CHOSEN = 28, 22


@pytest.fixture
def desk(desk) -> Desk:
    """With ids for many cases."""
    numbers = count()

    def digits(length: int, below: int) -> list[int]:
        number = next(numbers)
        return [number // below**place % below for place in range(length)]

    return Desk(desk.vault, replace(desk.tools, random_digits=digits), desk.handler)


@pytest.fixture
def column(qtbot, window, desk, monkeypatch):
    """The open cases by title, three small pages of them, with one of the last page in view."""
    monkeypatch.setattr("desktop.ui.lists.paged_model.PAGE", 10)
    for number in range(_CASES):
        enter_case(desk, typed(title=f"Case {number:03}"))
    window.desk.show_view("open")
    column = window.desk.list
    column._order.setCurrentIndex(column._order.findData("title"))
    column._on_query_changed()
    settle(qtbot, window)
    choose(qtbot, window, _CHOSEN)
    return column


def choose(qtbot, window, row: int) -> None:
    view = window.desk.list.case_view
    view.scrollTo(view.model().index(row, 0))
    qtbot.waitUntil(lambda: view.model().index(row, 0).data(ROW_ROLE) is not None and window.background.idle)
    view.setCurrentIndex(view.model().index(row, 0))
    settle(qtbot, window)
    assert title(window) == f"Case {row:03}"


def title(window) -> str:
    return window.desk.session.view.case.title.raw


def marked(column) -> list[str]:
    return [index.data() for index in column.case_view.selectionModel().selectedIndexes()]


def test_an_act_far_down_the_list_leaves_it_where_it_is(qtbot, window, column):
    place = column.case_view.verticalScrollBar().value()
    window.desk.session.act(e.HandlerAssigned(handler="Grace"))
    settle(qtbot, window)
    QApplication.processEvents()
    assert column.case_view.verticalScrollBar().value() == place > 0
    assert marked(column) == [title(window)]


def test_after_the_case_has_left_the_list_the_next_key_goes_on_from_its_place(qtbot, window, column):
    gone = title(window)
    window.desk.errands.cases.close_spam()
    settle(qtbot, window)
    assert column.cases.rowCount() == _CASES
    assert marked(column) == []
    assert title(window) == gone
    column.step(1)
    settle(qtbot, window)
    assert title(window) == f"Case {_CHOSEN + 1:03}"


def test_walking_over_promises_goes_on_where_it_was_when_they_are_read_again(qtbot, window, desk):
    enter_case(desk, typed(title="Another"))
    window.desk.show_view("due")
    settle(qtbot, window)
    view = window.desk.list.due_view
    for _ in range(4):
        window.desk.list.step(1)
    row = view.currentIndex().row()
    assert row > 0
    window.desk.session.reload()
    settle(qtbot, window)
    assert view.currentIndex().row() == row
    assert view.selectionModel().isSelected(view.currentIndex())
