"""Filters are typed, saved under a name, chosen in the rail and removed there."""

import pytest

from desktop.ui.dialogs.filter_dialog import FilterDialog
from desktop.ui.lists.paged_model import ROW_ROLE
from desktop.ui.pages.rail import POLICIES
from desktop.workflows.desk.save_filter import saved_filters
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import settle, typed


@pytest.fixture
def shelf(qtbot, window, desk):
    """A desk with two cases and one saved filter."""
    enter_case(desk, typed(title="Needle in the parser", text="The tokeniser trusts its input."))
    window.desk.show_view("all")
    window.desk.list._search.setText("TOKENiser is:open")
    save(qtbot, window, "Parser & co")
    return window.desk.rail.filters


def save(qtbot, window, name: str, text: str = "") -> FilterDialog:
    window.desk.errands.filters.keep(text or window.desk.list.filter_text)
    dialog = window.findChildren(FilterDialog)[-1]
    dialog._name.put(name)
    dialog.primary.click()
    settle(qtbot, window)
    return dialog


def titles(window) -> list[str]:
    model = window.desk.list.cases
    rows = [model.index(number, 0).data(ROW_ROLE) for number in range(model.rowCount())]
    return [row.title.raw for row in rows]


def test_an_empty_shelf_says_what_it_is_for(qtbot, window, shelf):
    assert not shelf.empty.isVisible()
    shelf.remove_wanted.emit("Parser & co")
    settle(qtbot, window)
    assert shelf.empty.isVisible()


def test_a_saved_filter_stands_in_the_rail_and_shows_its_cases(qtbot, window, desk, shelf):
    assert [(s.name, s.text) for s in saved_filters(desk.vault)] == [("Parser & co", "TOKENiser is:open")]
    window.desk.show_view("inbox")
    (button,) = shelf._buttons.values()
    assert button.text() == "Parser && co"
    assert "TOKENiser is:open" in button.toolTip()
    button.click()
    settle(qtbot, window)
    assert titles(window) == ["Needle in the parser"]
    assert window.desk.list._title.text() == "Parser & co"
    assert button.isChecked()


def test_what_was_saved_is_what_is_looked_at(qtbot, window, shelf):
    (button,) = shelf._buttons.values()
    assert button.isChecked()
    assert window.desk.list._title.text() == "Parser & co"
    window.desk.show_view("inbox")
    save(qtbot, window, "Critical", "severity:critical")
    assert window.desk.view == "inbox"
    assert not any(button.isChecked() for button in shelf._buttons.values())


def test_the_place_of_a_hit_stands_in_its_row(qtbot, window, shelf):
    next(iter(shelf._buttons.values())).click()
    settle(qtbot, window)
    model = window.desk.list.cases
    lines = window.desk.list._painters[0].lines_of(
        model.index(0, 0).data(ROW_ROLE), window.desk.session.desk.tools.now()
    )
    assert "tokeniser" in lines[2].left
    assert "tokeniser" in model.spoken(model.index(0, 0).data(ROW_ROLE))


def test_a_saved_filter_does_not_follow_to_another_view(qtbot, window, shelf):
    next(iter(shelf._buttons.values())).click()
    window.desk.show_view("all")
    settle(qtbot, window)
    assert window.desk.list.filter_text == ""
    assert len(titles(window)) == 2


def test_a_filter_is_removed_in_the_rail(qtbot, window, desk, shelf):
    shelf.remove_wanted.emit("Parser & co")
    settle(qtbot, window)
    assert shelf._buttons == {}
    assert saved_filters(desk.vault) == ()


def test_what_cannot_be_saved_is_said_in_the_dialog(qtbot, window, desk, shelf):
    dialog = save(qtbot, window, "Broken", "stage:confrim")
    assert dialog.is_open
    assert "did you mean confirm?" in dialog._refusal.text()
    dialog._text.put("stage:confirm")
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    assert [saved.name for saved in saved_filters(desk.vault)] == ["Parser & co", "Broken"]


def test_a_name_is_asked_for(qtbot, window, shelf):
    assert save(qtbot, window, "").is_open


def test_a_long_name_is_cut_and_its_tip_is_not(qtbot, window, shelf):
    save(qtbot, window, "everything of the kernel team", "kernel")
    button = shelf._buttons["everything of the kernel team"]
    assert len(button.text()) == 16
    assert "everything of the kernel team" in button.toolTip()


@pytest.mark.parametrize("key", ["/", "Ctrl+F"])
@pytest.mark.parametrize("view", ["due", "all", POLICIES])
def test_a_key_leads_to_the_search_line_from_everywhere(qtbot, window, key, view):
    window.desk.show_view(view)
    settle(qtbot, window)
    action = next(a for a in window.commands.actions if a.shortcut().toString() == key)
    window.activateWindow()
    action.trigger()
    settle(qtbot, window)
    assert window.desk.list._search.isVisibleTo(window)
    qtbot.waitUntil(window.desk.list._search.hasFocus)


def test_the_newest_stay_on_top_when_another_view_is_shown(qtbot, window, desk):
    enter_case(desk, typed(title="A later case", text="Words."))
    orders = window.desk.list._order
    orders.setCurrentIndex(orders.findData("received"))
    orders.activated.emit(orders.currentIndex())
    for view in ("inbox", "all"):
        window.desk.show_view(view)
        settle(qtbot, window)
        query = window.desk.list.cases.query
        assert (query.order, query.descending) == ("received", True)
