"""Lists page: a row that has not come is a placeholder, and is asked for once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QListView

from desktop.domain.filters import read_filter
from desktop.domain.inert import Untrusted
from desktop.ui.lists.case_list_model import CaseListModel
from desktop.ui.lists.paged_model import PAGE, PLACEHOLDER
from desktop.ui.lists.row_painter import CasePainter, Line, write
from desktop.workflows.vault_ports import CasePage, CaseQuery, CaseRow
from tests.ui.conftest import NOW

TOTAL = 250


def row(number: int, title: str = "") -> CaseRow:
    return CaseRow(
        case_id=f"AUM-2026-{number}",
        title=Untrusted(title or f"case {number}"),
        reporter=Untrusted("Ada"),
        grade="signed",
        policy_id="aumos",
        stage="Confirm",
        severity="high",
        handler="",
        received_at=NOW,
        next_due=NOW,
        next_clock="ack",
        next_state="running",
        open=True,
        revision=1,
    )


class Shelf:
    """Answers when it is told to, as a vault in another process does."""

    def __init__(self):
        self.asked = []
        self.rows = [row(n) for n in range(TOTAL)]
        self._answers = []

    def read(self, _query, offset, limit, then):
        self.asked.append(offset)
        rows = tuple(self.rows[offset : offset + limit])
        self._answers.append(lambda: then(CasePage(len(self.rows), offset, rows)))

    def answer(self):
        answers, self._answers = self._answers, []
        for answer in answers:
            answer()


def test_of_a_stranger_s_endless_title_only_what_can_be_seen_is_measured(qapp, monkeypatch):
    measured = []
    advance = QFontMetrics.horizontalAdvance
    monkeypatch.setattr(
        QFontMetrics, "horizontalAdvance", lambda self, text: measured.append(text) or advance(self, text)
    )
    picture = QPixmap(300, 40)
    with QPainter(picture) as painter:
        write(painter, picture.rect(), Line("x" * 1_000_000, right="y" * 1_000_000), QFont("Sans", 10))
    assert 0 < max(map(len, measured)) <= 400


def test_two_cases_of_one_title_are_told_apart_by_their_ids(qapp):
    painter = CasePainter(lambda: NOW)
    one, other = (painter.lines_of(row(number, "Same"), NOW) for number in (1, 2))
    assert one[0] == other[0]
    assert (one[1].left, other[1].left) == ("AUM-2026-1 · aumos", "AUM-2026-2 · aumos")
    assert "Ada" in one[2].left
    assert one[2].right_first  # when it is due is never cut for who reported it


def words(model, number):
    return model.data(model.index(number, 0), Qt.ItemDataRole.DisplayRole)


def test_rows_come_page_by_page(qtbot, qtmodeltester):
    shelf = Shelf()
    model = CaseListModel(shelf.read)
    model.ask(CaseQuery())
    assert model.rowCount() == 0
    shelf.answer()
    assert model.rowCount() == TOTAL
    assert words(model, 3) == "case 3"
    assert words(model, PAGE + 5) == PLACEHOLDER
    assert words(model, PAGE + 6) == PLACEHOLDER
    assert shelf.asked == [0, PAGE]
    with qtbot.waitSignal(model.dataChanged):
        shelf.answer()
    assert words(model, PAGE + 5) == f"case {PAGE + 5}"


def test_an_answer_to_an_older_question_is_passed_over(qtbot):
    shelf = Shelf()
    model = CaseListModel(shelf.read)
    model.ask(CaseQuery())
    model.ask(CaseQuery(wanted=read_filter("other")))
    with qtbot.waitSignal(model.modelReset):
        shelf.answer()
    assert model.rowCount() == TOTAL
    assert model.query.wanted == read_filter("other")


def test_a_row_is_one_sentence_for_a_screen_reader(qtbot):
    shelf = Shelf()
    model = CaseListModel(shelf.read)
    model.ask(CaseQuery())
    shelf.answer()
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "case 0" in said
    assert "Ada" in said
    assert "Confirm" in said


# --- read again --------------------------------------------------------------------------------------------


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def scrolled(qtbot, shelf):
    """A list with its 180th case chosen and in sight."""
    model, view = CaseListModel(shelf.read), QListView()
    qtbot.addWidget(view)
    view.setUniformItemSizes(True)
    view.setModel(model)
    view.resize(200, 300)
    view.show()
    model.ask(CaseQuery())
    shelf.answer()
    view.setCurrentIndex(model.index(180, 0))
    qtbot.waitUntil(lambda: 100 in shelf.asked)
    shelf.answer()
    shelf.asked.clear()
    return view


def test_only_what_is_in_sight_is_read_again(scrolled, shelf):
    scrolled.model().refresh()
    assert shelf.asked[0] == 0
    assert 100 in shelf.asked
    assert len(shelf.asked) <= 3


def test_the_place_in_a_long_list_is_kept_when_it_is_read_again(qtbot, scrolled, shelf):
    place = scrolled.verticalScrollBar().value()
    shelf.rows[180] = row(180, "a new title")
    scrolled.model().refresh()
    assert words(scrolled.model(), 180) == "case 180"  # what was there stays until the new is
    shelf.answer()
    assert words(scrolled.model(), 180) == "a new title"
    assert scrolled.currentIndex().row() == 180
    assert scrolled.selectionModel().isSelected(scrolled.currentIndex())
    QApplication.processEvents()
    assert scrolled.verticalScrollBar().value() == place > 0


def test_a_row_is_followed_to_its_new_place(scrolled, shelf):
    shelf.rows.insert(3, row(999))
    scrolled.model().refresh()
    shelf.answer()
    assert scrolled.model().rowCount() == TOTAL + 1
    assert scrolled.currentIndex().row() == 181
    assert words(scrolled.model(), 181) == "case 180"


def test_the_place_of_a_row_that_is_gone_is_where_the_next_one_stands(scrolled, shelf):
    del shelf.rows[180]
    scrolled.model().refresh()
    shelf.answer()
    assert scrolled.model().rowCount() == TOTAL - 1
    assert scrolled.currentIndex().row() == 180
    assert words(scrolled.model(), 180) == "case 181"


def test_a_list_that_ends_before_its_place_keeps_to_its_end(scrolled, shelf):
    del shelf.rows[50:]
    scrolled.model().refresh()
    shelf.answer()
    assert scrolled.model().rowCount() == 50
    assert scrolled.currentIndex().row() == 49
    shelf.rows.clear()
    scrolled.model().refresh()
    shelf.answer()
    assert not scrolled.currentIndex().isValid()


def test_another_question_begins_at_the_top(scrolled, shelf):
    scrolled.model().ask(CaseQuery(wanted=read_filter("other")))
    assert shelf.asked == [0]
    shelf.answer()
    assert not scrolled.currentIndex().isValid()
    scrolled.model().ask(CaseQuery(wanted=read_filter("other")))
    with_nothing_to_lose = scrolled.model().rowCount()
    shelf.answer()
    assert scrolled.model().rowCount() == with_nothing_to_lose


def test_what_a_narrow_row_cuts_is_read_in_its_tooltip_which_stays_plain(qapp, shelf):
    model = CaseListModel(shelf.read)
    shelf.rows[0] = row(0, f"<b>A</b> hole\u202e with a name {'long ' * 2000}")
    model.ask(CaseQuery())
    shelf.answer()
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;A&lt;/b&gt; hole" in tip
    assert "\u202e" not in tip
    assert "AUM-2026-0 · aumos" in tip
    assert "Ada" in tip
    assert len(tip) < 1200  # nobody reads megabytes in a tooltip
