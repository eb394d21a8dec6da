"""The Due page: every promise in order, in words, and a way to its case."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from desktop.domain.clocks import Proof
from desktop.domain.inert import Untrusted
from desktop.ui.desk_work import DuePage, count_urgent, due_page
from desktop.ui.lists.due_list_model import DueListModel, about, group_of
from desktop.ui.lists.due_painter import WIDE_PX, DuePainter, badge_of, when_width
from desktop.ui.lists.due_words import counted
from desktop.ui.lists.paged_model import PAGE, PLACEHOLDER, ROW_ROLE
from desktop.ui.lists.row_painter import due_words, fitted
from desktop.ui.look.instants import absolute
from desktop.ui.look.theme import wear
from desktop.ui.pages import promise_errands
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.vault_ports import DueRow
from tests.ui.conftest import NOW, settle, typed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOTAL = 100_000


def row(number: int = 0, *, state: str = "running", due=NOW + DAY, **more) -> DueRow:
    return DueRow(
        case_id=f"AUM-2026-{number}",
        title=Untrusted("<b>Hole</b>"),
        policy_id="aumos",
        clock="ack",
        sentence="Receipt is acknowledged within 48 hours.",
        clauses=("AUM-1h",),
        since=NOW - DAY,
        due=due,
        state=state,
        **more,
    )


class Shelf:
    def __init__(self):
        self.asked, self._answers = [], []

    def read(self, offset, limit, everything, then):
        self.asked.append((offset, everything))
        rows = [row(n) for n in range(offset, min(offset + limit, TOTAL))]
        self._answers.append(lambda: then(DuePage(0 if offset else TOTAL, rows)))

    def answer(self):
        answers, self._answers = self._answers, []
        for answer in answers:
            answer()


def said(model, number, role=Qt.ItemDataRole.DisplayRole):
    return model.data(model.index(number, 0), role)


def test_a_hundred_thousand_promises_come_page_by_page(qtbot, qtmodeltester):
    shelf = Shelf()
    model = DueListModel(shelf.read)
    model.refresh()
    shelf.answer()
    assert model.rowCount() == TOTAL
    assert said(model, 70_012) == PLACEHOLDER
    assert said(model, 70_013) == PLACEHOLDER
    assert shelf.asked == [(0, False), (70_000 // PAGE * PAGE, False)]
    shelf.answer()
    assert said(model, 70_012, ROW_ROLE).case_id == "AUM-2026-70012"


def test_everything_is_asked_for_anew(qtbot):
    shelf = Shelf()
    model = DueListModel(shelf.read)
    model.show_everything(True)
    assert shelf.asked == [(0, True)]


def test_a_row_says_state_date_clause_and_case_in_words(qtbot):
    shelf = Shelf()
    model = DueListModel(shelf.read)
    model.refresh()
    shelf.answer()
    words = said(model, 3, Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Receipt is acknowledged", "running", "UTC", "AUM-2026-3", "AUM-1h"):
        assert part in words
    tip = said(model, 3, Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;Hole" in tip


@pytest.mark.parametrize(
    ("promise", "group"),
    [
        (row(state="overdue", due=NOW - HOUR), "overdue"),
        (row(due=NOW - HOUR), "overdue"),
        (row(state="conditional", due=NOW - HOUR), "passed"),
        (row(state="held", due=NOW - HOUR), "passed"),
        (row(state="paused", due=NOW + HOUR), "undated"),
        (row(due=NOW + HOUR), "today"),
        (row(due=NOW + 6 * DAY), "week"),
        (row(due=NOW + 20 * DAY), "later"),
        (row(state="undated", due=None), "undated"),
        (row(state="met", due=NOW - DAY), "settled"),
        (row(state="late", due=NOW + DAY), "settled"),
    ],
)
def test_promises_stand_under_headings(promise, group):
    assert group_of(promise, NOW) == group


@pytest.mark.parametrize("state", ["conditional", "held"])
def test_only_what_is_owed_and_late_is_said_to_be_over(state):
    assert due_words(NOW - HOUR, "running", NOW) == ("1 h over", "bad")
    words, tone = due_words(NOW - HOUR, state, NOW)
    assert words == "1 h ago"
    assert tone != "bad"


def test_proof_lateness_and_party_are_told():
    proof = Proof("ack.sent", NOW, recorded_at=NOW + DAY, message_sha256="ab12" * 16)
    told = about(row(proof=proof, lateness="The desk was at sea.", owed_by="both", audience="users"))
    for part in ("Acknowledgement sent", "ab12ab12", "recorded later", "at sea", "both sides", "users"):
        assert part in told


def test_the_badge_counts_what_cannot_wait_and_says_so(qtbot, window):
    button = window.desk.rail._buttons["due"]
    assert count_urgent(window.desk.session.desk).number == 0
    assert "24 hours" in button.toolTip()
    assert button.accessibleName() == button.toolTip()


def test_urgent_are_the_overdue_and_those_of_the_next_24_hours(desk, monkeypatch):
    rows = [
        row(1, state="overdue", due=NOW - DAY),
        row(2, due=NOW + HOUR),
        row(3, state="held", due=NOW + 2 * HOUR),
        row(4, due=NOW + 25 * HOUR),
        row(5, state="undated", due=None),
    ]
    monkeypatch.setattr("desktop.ui.desk_work.walk_due", lambda _desk: iter(rows))
    assert count_urgent(desk) == (2, 1, False)
    monkeypatch.setattr("desktop.ui.desk_work.walk_due", lambda _desk: iter([row(due=NOW)] * 5000))
    assert count_urgent(desk) == (999, 0, True)


def test_what_is_held_or_conditional_takes_no_place_in_the_count(desk, monkeypatch):
    rows = [*[row(state="held", due=NOW - DAY)] * 2000, row(state="overdue", due=NOW), row(due=NOW + HOUR)]
    monkeypatch.setattr("desktop.ui.desk_work.walk_due", lambda _desk: iter(rows))
    assert count_urgent(desk) == (2, 1, False)


def test_the_list_holds_what_the_workflow_lists(qtbot, window, desk):
    page = due_page(desk, 0, 100, everything=False)
    assert page.total == len(page.rows) == window.desk.list.promises.rowCount()
    assert due_page(desk, 100, 100, everything=False) == (0, [], 0, 0)


def test_what_only_may_apply_is_counted_beside_what_is_owed(qtbot, window):
    promises = window.desk.list.promises
    shown = [promises.data(promises.index(n, 0), ROW_ROLE) for n in range(promises.rowCount())]
    maybe = sum(row.state == "conditional" for row in shown)
    assert 0 < maybe < len(shown)
    go_home(qtbot, window)
    assert window.desk.list._count.text() == f"{len(shown) - maybe} owed, {maybe} may apply"


@pytest.mark.parametrize(
    ("listed", "maybe", "words"),
    [(57, 45, "12 owed, 45 may apply"), (3, 0, "3 owed"), (2, 2, "2 may apply"), (0, 0, "0 owed")],
)
def test_nothing_that_may_apply_is_called_owed(qapp, listed, maybe, words):
    assert counted(listed, maybe) == words


def test_what_the_house_proposes_is_called_neither_owed_nor_overdue(qapp):
    assert counted(4, 1, 2) == "1 owed, 1 may apply, 2 may go on"
    proposed = row(state="waiting", due=NOW - DAY)
    proposed = msgspec.structs.replace(proposed, policy_id="", clock="may-go-on", owed_by="reporter")
    assert (proposed.kind, row().kind) == ("may-go-on", "promise")
    assert badge_of(proposed, "1 day ago").words == "may go on"
    assert group_of(proposed, NOW) == "passed"
    assert due_words(proposed.due, proposed.state, NOW)[1] == "muted"
    assert DueListModel(lambda *_: None).text(proposed, "state") == "may go on"


def test_no_badge_repeats_what_stands_beside_it(qapp):
    hangs = row(state="conditional", due=None, why="Counts only if the severity is high.")
    due, _tone = due_words(hangs.due, hangs.state, NOW, hangs.why)
    assert due == "depends on severity"
    assert badge_of(hangs, due) is None
    assert badge_of(row(state="overdue", due=NOW - HOUR), "1 h over").words == "overdue"


def go_home(qtbot, window):
    window.desk.show_view("due")
    settle(qtbot, window)


def test_the_promises_have_the_page_to_themselves_until_one_is_opened(qtbot, window):
    go_home(qtbot, window)
    assert window.desk.at_home
    assert not window.desk.reading.isVisible()
    view = window.desk.list.due_view
    assert view.width() > WIDE_PX
    window.desk.list.step(1)
    assert window.desk.at_home
    window.desk.read()
    settle(qtbot, window)
    assert not window.desk.at_home
    assert window.desk.reading.isVisible()
    assert window.desk.reading.tab == "timeline"


def test_return_opens_the_case_at_the_lane_of_its_clock(qtbot, window):
    go_home(qtbot, window)
    desk = window.desk
    row = desk.list.due_view.model().index(0, 0).data(ROW_ROLE)
    desk.list.due_view.setCurrentIndex(desk.list.due_view.model().index(0, 0))
    desk.list.due_view.setFocus()
    qtbot.keyClick(desk.list.due_view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.desk.reading.tab == "timeline"
    assert window.focusWidget().lane.clock == row.clock


def test_a_click_opens_the_case_too(qtbot, window, desk):
    other = enter_case(desk, typed(title="Another"))
    window.desk.session.changed.emit()
    go_home(qtbot, window)
    at = window.desk.list.promises.row_of(other)
    window.desk.list.due_view.clicked.emit(window.desk.list.promises.index(at, 0))
    settle(qtbot, window)
    assert window.desk.session.view.case.case_id == other


def test_an_act_meant_for_a_case_out_of_sight_brings_it_into_sight_instead(qtbot, window, desk, case_id):
    go_home(qtbot, window)
    window.desk.list.due_view.setCurrentIndex(window.desk.list.promises.index(0, 0))
    spam = next(action for action in window.commands.actions if action.shortcut().toString() == "!")
    before = len(desk.vault.history(case_id))
    spam.trigger()
    settle(qtbot, window)
    assert len(desk.vault.history(case_id)) == before
    assert not window.desk.at_home


@pytest.mark.parametrize("width", [280, 1000])
def test_every_promise_can_be_painted_beside_a_case_and_on_its_own_page(qapp, width):
    wear(QWidget(), "light")
    rows = [
        row(state=state, due=due, met_at=NOW, original_due=NOW)
        for state in ("running", "overdue", "met", "late", "undated", "held", "conditional", "ended")
        for due in (None, NOW - DAY, NOW + DAY)
    ]
    model = DueListModel(lambda _o, _l, _e, then: then(DuePage(len(rows) + 1, rows)))
    model.refresh()
    painter_of_rows = DuePainter(lambda: NOW)
    image = QImage(width, 80, QImage.Format.Format_ARGB32)
    for number in range(model.rowCount()):
        image.fill(0)
        painter = QPainter(image)
        option = QStyleOptionViewItem()
        option.rect = image.rect()
        option.font = QFont(QApplication.font())
        painter_of_rows.paint(painter, option, model.index(number, 0))
        painter.end()
        assert any(image.pixelColor(x, y).alpha() for x in range(0, width, 3) for y in range(0, 80, 3))


@pytest.mark.parametrize("scale", [80, 100, 150, 200])
def test_a_date_is_read_whole_where_there_is_room_and_never_takes_the_page(qapp, scale):
    wear(QWidget(), "contrast-dark", scale=scale)
    font = qapp.font()
    metrics, room = QFontMetrics(font), round(1500 * scale / 100)
    wide = when_width(font, room)
    for days in range(0, 370, 9):
        assert metrics.horizontalAdvance(absolute(NOW + timedelta(days=days, minutes=-42))) <= wide
    assert when_width(font, 300) <= 126
    wear(QWidget(), "light")


def test_the_calendar_is_saved_where_the_person_says(qtbot, window, tmp_path, monkeypatch):
    path = tmp_path / "desk.ics"
    monkeypatch.setattr(promise_errands, "choose_new_path", lambda *_: path)
    window.desk.list._calendar.click()
    settle(qtbot, window)
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "case ids only" in window.bar.text


def test_thinking_better_of_a_file_writes_nothing(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr(promise_errands, "choose_new_path", lambda *_: None)
    window.desk.errands.promises.save_calendar()
    window.desk.errands.promises.save_timeline()
    settle(qtbot, window)
    assert window.bar.text == ""


def test_how_long_it_is_over_is_read_whole_beside_a_case(qapp):
    line = DuePainter(lambda: NOW).lines_of(row(state="overdue", due=NOW - 9828 * DAY), NOW)[0]
    metrics = QFontMetrics(qapp.font())
    left, right = fitted(line, metrics, metrics, metrics.horizontalAdvance("9828 days over") + 10)
    assert (left, right) == ("9828 days over", "")
