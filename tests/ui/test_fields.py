"""Fields show what is in them, whole."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choice_box import ChoiceBox
from desktop.ui.parts.days_field import DaysField
from desktop.ui.parts.fields import ChoiceField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.search_field import SearchField


@pytest.fixture
def page(qtbot):
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    return page


@pytest.mark.parametrize("lines", [1, 3, 9, 18])
def test_a_box_grows_with_its_text_until_its_limit(qtbot, page, lines):
    field = TextField("Text", lines=2)
    page.layout().addWidget(field)
    page.resize(400, 900)
    page.show()
    field.put("\n".join(["words"] * lines))
    qtbot.waitUntil(lambda: field.control.verticalScrollBar().maximum() == 0)


def test_a_very_long_text_scrolls(qtbot, page):
    field = TextField("Text", lines=2)
    page.layout().addWidget(field)
    page.show()
    field.put("\n".join(["words"] * 200))
    assert field.control.height() < 30 * field.control.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: field.control.verticalScrollBar().maximum() > 0)


def test_putting_a_value_is_no_edit_of_a_person(qtbot, page):
    field, told = TextField("Text"), []
    page.layout().addWidget(field)
    field.edited.connect(lambda: told.append(1))
    field.put("from the case")
    assert told == []
    field.control.insertPlainText("by hand")
    assert told


def test_a_choice_keeps_what_is_chosen_while_it_is_offered(qtbot, page):
    field = ChoiceField("Severity", [("", "Choose…"), ("low", "Low"), ("high", "High")])
    page.layout().addWidget(field)
    assert field.value == ""
    field.put("high")
    field.offer([("", "Choose…"), ("high", "High")])
    assert field.value == "high"
    field.offer([("", "Choose…"), ("low", "Low")])
    assert field.value == ""


def test_buttons_stand_below_each_other_where_there_is_no_room(qtbot, page):
    buttons = [ActButton(f"A rather long button {n}", lambda: None) for n in range(3)]
    page.layout().addWidget(FoldingRow(*buttons))
    page.resize(900, 200)
    page.show()
    assert len({button.y() for button in buttons}) == 1
    page.resize(260, 300)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 3)


POPS_UP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen platform says so of every list that opens."""


def rows_of(box) -> int:
    return sum(box.view().sizeHintForRow(row) for row in range(box.count()))


@POPS_UP
@pytest.mark.parametrize("entries", [2, 16])
@pytest.mark.parametrize("place", [(0, 0), (100, 700)])
def test_a_drop_down_opens_to_the_height_of_its_content(qtbot, entries, place):
    box = ChoiceBox("Letter")
    box.addItems([f"Entry {number}" for number in range(entries)])
    qtbot.addWidget(box)
    box.move(*place)
    box.show()
    box.showPopup()
    view = box.view()
    assert view.viewport().height() >= rows_of(box)
    assert view.verticalScrollBar().maximum() == 0
    assert box.screen().availableGeometry().contains(view.window().geometry())
    box.hidePopup()


@POPS_UP
def test_a_list_that_is_higher_than_the_screen_stays_on_it(qtbot):
    box = ChoiceBox("Time zone")
    box.addItems([f"Entry {number}" for number in range(400)])
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    assert box.view().window().height() <= box.screen().availableGeometry().height()
    box.hidePopup()


@POPS_UP
def test_a_click_beside_an_open_list_of_findings_goes_where_it_was_meant_to_go(qtbot, page):
    days = DaysField("Weekend", [("mon", "Mon"), ("tue", "Tue")])
    zone = SearchField("Time zone", [(name, name) for name in ("Europe/Berlin", "Europe/Paris")])
    page.layout().addWidget(days)
    page.layout().addWidget(zone)
    page.show()
    zone.control.setFocus()
    qtbot.keyClicks(zone.control.lineEdit(), "par")
    popup = zone.control.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    at = days._boxes["tue"].mapToGlobal(QPoint(6, 8))
    qtbot.mousePress(popup, Qt.MouseButton.LeftButton, pos=popup.mapFromGlobal(at))
    qtbot.waitUntil(lambda: days.value == "tue")
    assert not popup.isVisible()
