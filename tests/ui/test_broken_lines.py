"""Sentences stay whole where there is any room: in rows of the list, and above the lanes of the timeline."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics, QFontMetricsF

from desktop.domain.inert import Untrusted
from desktop.domain.promises.lanes import Lane, Lanes
from desktop.ui.case.lane_heading import heading_of
from desktop.ui.case.lane_painter import LanePainter
from desktop.ui.desk_work import DuePage
from desktop.ui.lists.due_list_model import DueListModel
from desktop.ui.lists.due_painter import DuePainter
from desktop.ui.lists.paged_model import PAGE
from desktop.ui.lists.row_painter import Line, fitted
from desktop.ui.lists.row_view import RowView
from desktop.ui.look.broken_lines import breakable, broken
from desktop.workflows.vault_ports import DueRow
from tests.ui.conftest import NOW, settle

LONG = "A problem of {} severity is fixed within {} days of its confirmation."
SHORT = "Fixed soon."
NARROW, WIDE = 282, 900


def row(number: int, sentence: str) -> DueRow:
    return DueRow(
        case_id=f"AUM-2026-{number}",
        title=Untrusted("Hole"),
        policy_id="aumos",
        clock="ack",
        sentence=sentence,
        clauses=("AUM-1h",),
        since=NOW,
        due=NOW + timedelta(days=1),
        state="running",
    )


@pytest.fixture
def view(qtbot):
    """A view on rows of these sentences, and as many more as are said to be there."""
    kept = []

    def begin(*sentences: str, total: int = 0) -> RowView:
        rows = [row(number, sentence) for number, sentence in enumerate(sentences)]
        model = DueListModel(lambda _o, _l, _e, then: then(DuePage(total or len(rows), rows)))
        painter = DuePainter(lambda: NOW)
        view = RowView(model, painter, "Promises")
        view.setUniformItemSizes(total > PAGE)
        qtbot.addWidget(view)
        model.refresh()
        view.resize(NARROW, 500)
        view.show()
        kept.extend((model, painter))
        return view

    return begin


@example(text=":\x9c", width=5, most=1)
@given(text=st.text(max_size=120), width=st.integers(1, 500), most=st.integers(1, 3))
def test_no_text_takes_more_lines_or_width_than_there_are(qapp, text, width, most):
    metrics = QFontMetricsF(qapp.font())
    lines = broken(text, metrics, width, most)
    assert 1 <= len(lines) <= most
    whole = " ".join(text.split())
    if " ".join(lines) != whole:
        assert any("…" in line or not line for line in lines)


def test_siblings_differ_also_where_they_have_to_be_cut(qapp):
    metrics = QFontMetricsF(qapp.font())
    width = metrics.horizontalAdvance("A problem of medium sever")
    one, other = (
        broken(LONG.format("high", 30), metrics, width),
        broken(LONG.format("medium", 90), metrics, width),
    )
    assert one[0] != other[0]
    assert one[-1].endswith("confirmation.")


def test_beside_a_case_a_row_is_as_high_as_its_sentence(view):
    shown = view(SHORT, LONG.format("high", 30))
    low, high = (shown.sizeHintForIndex(shown.model().index(n, 0)).height() for n in (0, 1))
    line = shown.fontMetrics().height()
    assert line <= high - low < 2 * line
    assert shown.visualRect(shown.model().index(1, 0)).height() == high


def test_rows_are_laid_out_anew_for_another_width(qtbot, view):
    shown = view(LONG.format("high", 30), SHORT)
    narrow = shown.visualRect(shown.model().index(0, 0)).height()
    shown.resize(WIDE, 500)
    qtbot.waitUntil(lambda: shown.visualRect(shown.model().index(0, 0)).height() < narrow)
    shown.resize(NARROW, 500)
    qtbot.waitUntil(lambda: shown.visualRect(shown.model().index(0, 0)).height() == narrow)


def test_of_more_rows_than_a_page_each_has_room_for_two_lines_and_none_is_read_for_its_height(view):
    many, one = view(*([SHORT] * PAGE), total=100_000), view(LONG.format("high", 30))
    heights = [shown.sizeHintForIndex(shown.model().index(0, 0)) for shown in (many, one)]
    assert heights[0] == heights[1]
    assert set(many.model()._looked_at) <= {0}


def test_the_desk_tells_rows_apart_by_height_while_they_fit_into_a_page(qtbot, window):
    window.desk.show_view("due")
    settle(qtbot, window)
    assert not window.desk.list.due_view.uniformItemSizes()


def lanes(sentence: str, state: str = "conditional") -> tuple[Lane, Lanes]:
    lane = Lane(
        "fix", sentence, (), state, (), (), due=NOW - timedelta(days=1), why="Counts only if the severity is"
    )
    return lane, Lanes((lane,), NOW - timedelta(days=9), NOW, NOW)


def test_a_sentence_has_its_own_line_where_the_state_needs_the_room(qapp):
    font, metrics = qapp.font(), QFontMetricsF(qapp.font())
    sentence = LONG.format("high", 30)
    width = metrics.horizontalAdvance(sentence) + 20
    alone = heading_of(*lanes(sentence), font, width)
    assert (alone.sentence, alone.state_row, alone.rows) == ((sentence,), 1, 2)
    beside = heading_of(*lanes(sentence), font, 3 * width)
    assert (beside.sentence, beside.state_row, beside.rows) == ((sentence,), 0, 1)
    wrapped = heading_of(*lanes(sentence), font, width * 0.7)
    assert " ".join(wrapped.sentence) == sentence
    low, high = (LanePainter.lane_height(*lanes(sentence), font, width * n) for n in (3, 1))
    assert low < high


def test_an_id_is_never_cut_for_what_stands_beside_it(qapp):
    metrics = QFontMetrics(qapp.font())
    one, other = ("SEC-2026-0000001", "SEC-2026-0000002")
    width = metrics.horizontalAdvance(f"{one}…") + 14
    for case_id in (one, other):
        line = Line(f"{case_id}  Session fixation", right="M87-3.2b, M87-3.4c", whole=len(case_id))
        for room in (width, width + 40, width * 2):
            left, right = fitted(line, metrics, metrics, room)
            assert left.startswith(case_id)
            assert right == "" or metrics.horizontalAdvance(left) + metrics.horizontalAdvance(right) < room


def test_a_sentence_of_three_lines_is_read_whole_where_rows_have_heights_of_their_own(qtbot, view):
    shown = view(LONG.format("high", 30).replace("problem", "problem that a stranger told us about"), SHORT)
    heights = [shown.visualRect(shown.model().index(n, 0)).height() for n in range(2)]
    line = shown.fontMetrics().height()
    assert heights[0] >= heights[1] + 2 * line


def test_an_id_that_fits_nowhere_keeps_the_end_by_which_it_differs(qapp):
    metrics = QFontMetrics(qapp.font())
    line = Line("AUM-2026-0417730 · aumos", whole=16)
    left, _ = fitted(line, metrics, metrics, metrics.horizontalAdvance("AUM-2026-04177"))
    assert left.startswith("AUM")
    assert left.endswith("730")
    assert "aumos" not in left
    whole, _ = fitted(line, metrics, metrics, metrics.horizontalAdvance("AUM-2026-0417730 · a"))
    assert whole.startswith("AUM-2026-0417730")


def test_long_words_get_places_to_end_a_line_at_and_short_ones_none():
    vector = "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:N/A:N"
    assert breakable(vector).replace("\u200b", "") == vector
    assert max(map(len, breakable(vector).split("\u200b"))) < 8
    assert breakable("a.b c/d 2026-03-02") == "a.b c/d 2026-03-02"
    endless = "https://example.org/" + "a" * 400
    assert breakable(endless).replace("\u200b", "") == endless
    assert max(map(len, breakable(endless).split("\u200b"))) <= 16
