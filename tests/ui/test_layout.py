"""Nothing is cut off or out of reach, also in the largest type on a small screen."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.application import window_on
from desktop.ui.case.reading_pane import TABS
from desktop.ui.fitting import FRAME
from desktop.ui.parts.buttons import WideButton
from desktop.ui.settings import DeskSettings
from tests.ui.conftest import settle
from tests.ui.cut_words import lost
from tests.ui.test_names import dialogs
from tests.ui.test_policy_proposal import TEXT, PureParser

SCALES = pytest.mark.parametrize("scale", [80, 100, 150, 200])
SIZE = (1280 - FRAME.width(), 800 - FRAME.height())
"""What a screen of 1280 by 800 leaves of a window."""
VIEWS = ("due", "all", "policies", "metrics", "journal")


@pytest.fixture
def desk(desk):
    """One that reads the texts of policies."""
    return replace(desk, tools=replace(desk.tools, parser=PureParser()))


@pytest.fixture
def window(qtbot, desk, case_id):
    """Shown before it opens a case, as it is to a person."""
    window = window_on(desk)
    qtbot.addWidget(window)
    window.show()
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    yield window
    window.close()


@pytest.fixture
def at_scale(qtbot, window):
    def wear(scale: int) -> None:
        window.use_settings(DeskSettings(theme="light", scale=scale))
        settle(qtbot, window)
        window.resize(*SIZE)

    yield wear
    window.use_settings(DeskSettings(theme="light"))


def nothing_is_lost(qtbot, top) -> None:
    """Layouts ask for another pass when words wrap anew: in the end all of it is there."""

    def all_is_there() -> None:
        assert lost(top) == []

    qtbot.waitUntil(all_is_there)
    assert top.width() <= SIZE[0]
    assert top.height() <= SIZE[1]


@SCALES
def test_nothing_of_a_case_is_lost(qtbot, window, at_scale, scale):
    at_scale(scale)
    for tab in TABS:
        window.desk.show_tab(tab)
        settle(qtbot, window)
        nothing_is_lost(qtbot, window)


@SCALES
def test_nothing_of_a_page_is_lost(qtbot, window, at_scale, scale):
    at_scale(scale)
    for view in VIEWS:
        window.desk.show_view(view)
        settle(qtbot, window)
        nothing_is_lost(qtbot, window)


@SCALES
def test_nothing_of_the_pages_on_which_a_policy_is_made_is_lost(qtbot, window, at_scale, scale, tmp_path):
    at_scale(scale)
    (tmp_path / "SECURITY.md").write_text(TEXT)
    window.desk.show_view("policies")
    window.desk.errands.proposing.begin([tmp_path / "SECURITY.md"])
    settle(qtbot, window)
    assert window.desk.pages.proposal().isVisible()
    nothing_is_lost(qtbot, window)
    window.desk.errands.editing.begin("aumos")
    settle(qtbot, window)
    assert window.desk.pages.editor().isVisible()
    nothing_is_lost(qtbot, window)


@SCALES
def test_nothing_of_a_dialog_is_lost(qtbot, window, desk, case_id, at_scale, scale):
    at_scale(scale)
    for dialog in dialogs(window, desk, case_id):
        assert isinstance(dialog, QDialog)
        dialog.show()
        nothing_is_lost(qtbot, dialog)
        dialog.close()


@SCALES
def test_nothing_of_the_jobs_is_lost(qtbot, window, at_scale, scale):
    at_scale(scale)
    window.background.run(lambda _p: None, name="Check the vault")
    window.background.run(lambda job: job.cancel(), name="Take in reports", again=lambda: None)
    window.jobs.turn()
    settle(qtbot, window)
    window.jobs.tell()
    nothing_is_lost(qtbot, window.jobs)
    assert window.height() <= SIZE[1]


@SCALES
def test_nothing_at_the_door_is_lost(qtbot, window, at_scale, scale):
    at_scale(scale)
    window.lock()
    settle(qtbot, window)
    entrance = window.entrance
    entrance.recovery.show_code("-".join(["7XK2M"] * 8))
    for page in (entrance.first_run, entrance.recovery, entrance.unlock):
        entrance.setCurrentWidget(page)
        nothing_is_lost(qtbot, window)


def test_what_is_squeezed_hidden_or_beyond_an_edge_counts_as_lost(qtbot):
    top = QWidget()
    qtbot.addWidget(top)
    low, narrow, outside = QLabel("Some words", top), QPushButton("Some more words", top), QLabel("Away", top)
    low.setGeometry(0, 0, 200, 4)
    narrow.setGeometry(0, 40, 20, 30)
    outside.setGeometry(390, 80, 100, 30)
    top.resize(400, 200)
    top.show()
    assert [line.split("“")[1].split("”")[0] for line in lost(top)] == [
        "Some words",
        "Some more words",
        "Away",
    ]


def test_what_can_be_scrolled_down_to_is_not_lost_but_sideways_is(qtbot):
    area, inner = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    rows = QVBoxLayout(inner)
    for number in range(40):
        rows.addWidget(QLabel(f"Line {number}"))
    area.setWidget(inner)
    area.resize(300, 100)
    area.show()
    assert lost(area) == []
    inner.setFixedWidth(900)
    assert len(lost(area)) == 40


def test_a_wide_button_breaks_its_words_into_lines(qtbot):
    button = WideButton("Tell the reporter that the fix is out, within two days", lambda: None)
    qtbot.addWidget(button)
    button.resize(200, 90)
    button.show()
    assert "\n" in button.text()
    assert button.sizeHint().width() <= 200
    assert button.accessibleName() == "Tell the reporter that the fix is out, within two days"
    button.resize(900, 40)
    assert button.text() == button.accessibleName()
