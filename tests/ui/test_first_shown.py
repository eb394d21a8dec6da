"""What is made when it is first shown is made within the window, and named from the beginning."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.application import window_on
from desktop.ui.case.case_tabs import TABS
from desktop.ui.pages.rail import JOURNAL, METRICS, POLICIES, VIEWS
from tests.ui.conftest import settle
from tests.ui.test_names import unnamed


class Windows(QObject):
    """Hears of each widget that is shown as a window of its own."""

    def __init__(self, app) -> None:
        super().__init__(app)
        self.shown: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def fresh(qtbot, qapp, desk, case_id):
    """A window with nothing made yet, and what came up beside it."""
    window = window_on(desk)
    qtbot.addWidget(window)
    window.show()
    window.windows = Windows(qapp)
    settle(qtbot, window)
    yield window
    qapp.removeEventFilter(window.windows)
    window.close()


@pytest.mark.parametrize("view", [*VIEWS, METRICS, POLICIES, JOURNAL])
def test_a_page_of_the_rail_comes_up_within_the_window(qtbot, fresh, view):
    assert unnamed(fresh) == []
    fresh.desk.show_view(view)
    settle(qtbot, fresh)
    assert fresh.windows.shown == []
    assert unnamed(fresh) == []


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_of_a_case_comes_up_within_the_window(qtbot, fresh, case_id, tab):
    fresh.desk.session.show_case(case_id)
    settle(qtbot, fresh)
    fresh.desk.show_tab(tab)
    settle(qtbot, fresh)
    assert fresh.windows.shown == []
    assert unnamed(fresh) == []


def test_the_editor_and_the_first_policy_come_up_within_it(qtbot, fresh):
    fresh.desk.errands.editing.begin("aumos")
    settle(qtbot, fresh)
    assert fresh.desk.pages.editor().isVisible()
    fresh.desk.show_page(fresh.desk.pages.start(), view="")
    settle(qtbot, fresh)
    assert fresh.windows.shown == []
    assert unnamed(fresh) == []


def test_nothing_is_made_that_nobody_asked_for(fresh):
    pages = fresh.desk.pages
    for once in (pages.policies, pages.editor, pages.proposal, pages.start, pages.metrics, pages.journal):
        assert once.made is None
    assert not any(isinstance(child, QMenu) and child.isVisible() for child in fresh.children())


def test_a_desk_is_left_without_making_what_was_never_shown(fresh):
    page = fresh.desk
    fresh.lock()
    assert page.pages.editor.made is page.pages.proposal.made is None
