"""Fields show what is in them, whole."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, TextField
from desktop.ui.parts.folding_row import FoldingRow


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
    qtbot.waitUntil(lambda: field.control.verticalScrollBar().maximum() == 0, timeout=2000)


def test_a_very_long_text_scrolls(qtbot, page):
    field = TextField("Text", lines=2)
    page.layout().addWidget(field)
    page.show()
    field.put("\n".join(["words"] * 200))
    assert field.control.height() < 500
    qtbot.waitUntil(lambda: field.control.verticalScrollBar().maximum() > 0, timeout=2000)


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
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 3, timeout=2000)
