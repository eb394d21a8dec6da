"""The desk is found again as large as it was left, never larger than the screen."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop.ui.desk_sizes import DeskSizes, give_size, measure, read_sizes
from desktop.ui.fitting import FRAME
from tests.ui.conftest import PASSPHRASE, make_vault, settle, typed, write_down_code


@pytest.fixture
def opened(qtbot, door_window, tmp_path):
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    return door_window


def unlock_again(qtbot, window):
    window.lock()
    settle(qtbot, window)
    window.resize(1024, 640)
    window.entrance.unlock._passphrase.put(PASSPHRASE)
    window.entrance.unlock._unlock.click()
    settle(qtbot, window)
    assert window.page is not None


def test_window_and_columns_are_as_they_were_left(qtbot, opened):
    room = opened.screen().availableGeometry().size() - FRAME
    opened.resize(QSize(1240, 700).boundedTo(room))
    opened.page.kept.sizes.parts["desk"] = [340, 500, 300]
    unlock_again(qtbot, opened)
    assert opened.height() == 700
    opened.page.session.enter(typed())
    settle(qtbot, opened)
    shares = opened.page._split.sizes()
    assert shares[0] / sum(shares) == pytest.approx(340 / 1140, abs=0.06)


def test_what_a_person_moves_is_noted_and_what_the_desk_does_is_not(qtbot, window):
    split = window.desk._split
    assert "desk" not in window.desk.kept.sizes.parts
    before = split.sizes()
    window.resize(window.width() - 30, window.height())
    split.setSizes([260, 560, 290])
    assert window.desk.kept.sizes.parts == {}
    split.moveSplitter(before[0] + 60, 1)  # as the mouse does
    assert window.desk.kept.sizes.parts["desk"] == split.sizes()
    window.desk.show_view("all")
    assert split.sizes()[0] == pytest.approx(before[0] + 60, abs=4)


def test_no_size_is_larger_than_the_screen_and_no_place_is_kept(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    give_size(window, DeskSizes(width=9000, height=9000))
    available = window.screen().availableGeometry().size()
    assert window.width() <= available.width()
    assert window.height() <= available.height()
    assert set(DeskSizes.__struct_fields__) == {"width", "height", "maximized", "parts"}
    assert read_sizes(measure(window, DeskSizes())).width == window.width()


@pytest.mark.parametrize("kept", [b"", b"[]", b"\xff", b'{"width": "wide"}', b'{"width": 9999999999}'])
def test_what_cannot_be_read_begins_anew(kept):
    assert read_sizes(kept) == DeskSizes()


def test_shares_of_other_parts_are_not_taken(window):
    window.desk.kept.sizes.parts["desk"] = [300, 0]
    assert window.desk.kept.of("desk", window.desk._split) == []
