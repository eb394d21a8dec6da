"""The page about figures: what it shows of no case, one case and hundreds, and what it saves."""

from datetime import timedelta
from itertools import pairwise
from unicodedata import normalize

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.domain.metrics import MEASURES
from desktop.ui.application import window_on
from desktop.ui.look.theme import wear
from desktop.ui.look.tones import DARK
from desktop.ui.metrics import metrics_errand
from desktop.ui.metrics.chart_painter import ChartPainter
from desktop.ui.metrics.duration_axis import DurationAxis, longest_shown
from desktop.ui.metrics.figures_model import chart_figures
from desktop.ui.metrics.metric_words import kept_words
from desktop.ui.metrics.metrics_page import MetricsPage
from desktop.ui.metrics.metrics_print import print_metrics
from desktop.ui.pieces import Pieces
from desktop.ui.settings import DeskSettings
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.ports import Silent
from desktop.workflows.promises.measure import measure
from tests.pdf_text import pdf_pages, pdf_text
from tests.ui.conftest import NOW, settle
from tests.ui.measured_cases import fill
from tests.ui.test_names import unnamed


@pytest.fixture
def shown(qtbot, desk):
    """Open the page on a desk, in a window of this width."""
    windows = []

    def show(count: int, *policies: str, width: int = 1100):
        if count:
            fill(desk, count, NOW, *([policies] if policies else []))
        window = window_on(desk)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, 800)
        window.show()
        window.desk.show_view("metrics")
        settle(qtbot, window)
        QApplication.processEvents()
        return window

    yield show
    for window in windows:
        window.close()


def cells(model) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def told(window) -> str:
    return window.desk.pages.metrics()._told.text()


def test_an_empty_vault_says_so_and_has_nothing_to_save(shown):
    window = shown(0)
    page = window.desk.pages.metrics()
    assert told(window) == ""
    assert "Figures come with the first report" in page._empty.words
    assert not page._body.isVisible()
    assert not page._pdf.isEnabled()
    assert unnamed(window) == []


def test_one_case_shows_its_value_in_place_of_percentiles(shown):
    page = shown(1, "mushin").desk.pages.metrics()
    whole = cells(page.cards["acknowledge"].model)[0]
    figure = page.measured.metrics.figure("acknowledge")
    assert (figure.median, len(figure.points)) == (None, 1)
    assert whole[:3] == ["All quarters", "1", "0"]
    assert whole[4] == "-"
    assert page.tiles["publish"]._share.text() == "-"
    assert "no promise" in page.tiles["publish"]._kept.text()


@pytest.mark.parametrize("count", [1, 5, 400])
def test_table_tile_and_spoken_chart_say_the_same(qtbot, desk, count):
    fill(desk, count, NOW)
    page = MetricsPage(pieces := Pieces())
    qtbot.addWidget(page)
    page.show_measured(measure(desk, MetricQuery(), Silent()))
    pieces.finish()
    for measure_ in MEASURES:
        figure = page.measured.metrics.figure(measure_)
        card = page.cards[measure_]
        whole = cells(card.model)[0]
        assert whole[-1] == page.tiles[measure_]._kept.text()
        if figure.due:
            assert whole[-1] == f"{figure.kept} of {figure.due} kept"
        spoken = card.chart.accessibleDescription()
        assert spoken.count("cases") == len(page.measured.quarters) == 8
    assert unnamed(page) == []


@pytest.mark.parametrize("width", [1100, 1400])
def test_nothing_is_cut_off_at_the_side(shown, width):
    page = shown(60, width=width).desk.pages.metrics()
    for card in page.cards.values():
        assert card.table.horizontalScrollBar().maximum() == 0
        assert card.chart.width() > 400
    assert page._sheet.horizontalScrollBar().maximum() == 0
    assert page.overdue_table.horizontalScrollBar().maximum() == 0


def test_quarters_are_read_whole_when_the_type_grows_while_they_are_shown(shown, qtbot):
    window = shown(20)
    window.use_settings(DeskSettings(theme="light", scale=200))
    row = window.desk.pages.metrics().period
    qtbot.waitUntil(
        lambda: all(box.width() >= box.sizeHint().width() for box in (row._policy, row._first, row._last))
    )
    for box in (row._first, row._last):
        assert box.width() > box.fontMetrics().horizontalAdvance(box.currentText()) + 30


def test_the_charts_are_drawn_in_the_tones_of_the_theme(shown, qtbot):
    window = shown(40)
    chart = window.desk.pages.metrics().cards["acknowledge"].chart
    grabbed = {}
    for theme in ("light", "dark"):
        window.use_settings(DeskSettings(theme=theme))
        grabbed[theme] = chart.grab().toImage()
    colours = {
        theme: {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        for theme, image in grabbed.items()
    }
    assert "#22603a" in colours["light"]
    assert "#8fd0a4" in colours["dark"]
    wear(QApplication.instance(), "light")


def test_a_policy_and_a_period_are_chosen(shown, qtbot):
    window = shown(60)
    page = window.desk.pages.metrics()
    policies = [page.period._policy.itemText(i) for i in range(page.period._policy.count())]
    assert policies == ["All policies", "aumos", "czm", "mushin", "terragon"]
    page.period._policy.setCurrentIndex(1)
    page.period._policy.activated.emit(1)
    settle(qtbot, window)
    assert page.measured.wanted == MetricQuery("aumos", "2024-Q2", "2026-Q1")
    assert {f.policy_id for f in page.measured.metrics.figures} == {"", "aumos"}
    page.period._last.setCurrentIndex(2)
    page.period._last.activated.emit(2)
    settle(qtbot, window)
    assert page.measured.quarters[-1] == page.period._last.currentData() == "2025-Q3"
    page.period._first.setCurrentIndex(0)
    page.period._first.activated.emit(0)
    settle(qtbot, window)
    assert page.measured.quarters == ("2026-Q1",)


def test_an_overdue_promise_leads_to_its_case_by_enter_and_stays_reachable_by_keyboard(shown, qtbot):
    window = shown(60)
    page = window.desk.pages.metrics()
    page.overdue_table.setFocus()
    page.overdue_table.setCurrentIndex(page.overdue.index(0, 0))
    wanted = page.overdue.index(0, 0).data()
    window.desk.read()  # what the key Return does
    settle(qtbot, window)
    assert window.desk.session.view.case.case_id == wanted
    assert not page.isVisible()


def test_the_page_is_in_the_rail_and_under_a_key(shown, qtbot):
    window = shown(5)
    window.desk.show_view("due")
    settle(qtbot, window)
    action = next(a for a in window.commands.actions if a.text() == "Metrics")
    assert action.shortcut().toString() == "Ctrl+7"
    action.trigger()
    settle(qtbot, window)
    assert window.desk.pages.metrics().isVisible()
    assert window.desk.rail._buttons["metrics"].isChecked()


def test_tab_goes_from_the_choices_over_tables_and_charts(shown, qtbot):
    window = shown(60)
    page = window.desk.pages.metrics()
    window.activateWindow()
    page.begin()
    seen = []
    for _ in range(40):
        at = window.focusWidget()
        if at in seen:
            break
        seen.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    for widget in (page.period._policy, page._csv, page.overdue_table, page.stages):
        assert widget in seen
    for card in page.cards.values():
        assert card.chart in seen
        assert card.table in seen


def test_a_table_reads_a_cell_with_its_column(shown):
    page = shown(5).desk.pages.metrics()
    model = page.cards["fix"].model
    said = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Cases: 5"
    interface = QAccessible.queryAccessibleInterface(page.cards["fix"].chart)
    assert interface.text(QAccessible.Text.Name) == "Fix, drawn by quarter"


def test_what_happens_elsewhere_is_counted_when_the_page_is_in_sight(shown, qtbot, desk):
    window = shown(5)
    before = window.desk.pages.metrics().measured
    window.desk.session.changed.emit()
    settle(qtbot, window)
    assert window.desk.pages.metrics().measured is not before


def test_figures_are_saved_as_table_and_as_drawing(shown, qtbot, desk, tmp_path, monkeypatch):
    window = shown(60)
    page = window.desk.pages.metrics()
    asked = []
    for ending, button in (("csv", page._csv), ("pdf", page._pdf)):
        path = tmp_path / f"out.{ending}"
        monkeypatch.setattr(
            metrics_errand, "choose_new_path", lambda *given, path=path: asked.append(given[2]) or path
        )
        button.click()
        settle(qtbot, window)
        assert f"out.{ending} was written" in window.bar.text
    assert asked == ["metrics-2024-Q2-2026-Q1.csv", "metrics-2024-Q2-2026-Q1.pdf"]
    assert (tmp_path / "out.csv").read_text().startswith("policy,quarter,measure")
    page._pdf.click()
    settle(qtbot, window)
    assert "already there" in window.bar.text


def test_the_document_can_be_read_as_text_and_tells_of_no_report(desk, qtbot):
    fill(desk, 60, NOW)
    measured = measure(desk, MetricQuery(), Silent())
    printed = print_metrics(measured)
    text = pdf_text(printed.content)
    figure = measured.metrics.figure("acknowledge")
    for words in ("Metrics", "60 cases of all policies", f"{figure.kept} of {figure.due} kept", "2025-Q1",
                  "Open by stage", measured.metrics.overdue[0].case_id, "median", "promised"):  # fmt: skip
        assert words in text, words
    read = "".join(text.split())
    drawn = {"".join(normalize("NFKC", words).split()) for words in printed.words}
    assert {words for words in drawn if words not in read} == set()
    for leak in ("Secret", "Ada", "reporter.example", "Grace"):
        assert leak not in text
        assert leak.encode() not in printed.content
    assert pdf_pages(printed.content) >= 2


@pytest.mark.parametrize("px", [10, 13, 20])
def test_quarters_and_promises_are_drawn_whole_in_any_type(qtbot, desk, px):
    fill(desk, 30, NOW)
    figures = chart_figures(measure(desk, MetricQuery(), Silent()), "fix")
    font = QFont()
    font.setPixelSize(px)
    picture, written = QImage(860, 900, QImage.Format.Format_RGB32), []
    painter = QPainter(picture)
    ChartPainter(painter, DARK, font, written).paint(figures, QRectF(0, 0, 860, 900))
    painter.end()
    assert {f.quarter for f in figures} <= {*written}
    assert {kept_words(f) for f in figures} - {""} <= {*written}


def test_the_line_of_durations_holds_promises_and_what_is_usual(desk):
    fill(desk, 400, NOW)
    metrics = measure(desk, MetricQuery(), Silent()).metrics
    figures = [f for f in metrics.figures if f.measure == "acknowledge" and not f.policy_id and f.quarter]
    last = longest_shown(figures)
    assert all(f.allowed[-1] <= last for f in figures if f.allowed)
    axis = DurationAxis(last, 100, 500)
    assert axis.x(timedelta()) == 100
    assert axis.x(2 * last) == 600
    assert axis.beyond(2 * last)
    places = [axis.x(span) for span, _ in axis.ticks(60)]
    assert all(b - a >= 59.9 for a, b in pairwise(places))
