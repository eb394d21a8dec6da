"""The page about figures: tiles, a chart with its table for each measure, open cases, what is overdue."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.domain.metrics import MEASURES, Measure
from desktop.ui.look.theme import grown
from desktop.ui.metrics.measure_card import MeasureCard
from desktop.ui.metrics.metric_tile import MetricTile
from desktop.ui.metrics.overdue_model import OverdueModel, count_words
from desktop.ui.metrics.period_row import PeriodRow
from desktop.ui.metrics.stage_bars import StageBars
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Rule, Sheet, beside, column
from desktop.ui.parts.rows_table import RowsTable
from desktop.ui.pieces import Pieces
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.promises.measure import Measured

_ROW_PX, _HEAD_PX, _MOST_ROWS = 25, 34, 6
_BAR_PX = 14
"""Of a bar below the rows, where a large type makes them wider than the page."""


class MetricsPage(QWidget):
    """Reading only; what a button or a choice asks for is somebody else's errand.

    Each measure has its card once there is something to show, a card to a piece.
    """

    pdf_wanted = Signal()
    csv_wanted = Signal()
    print_wanted = Signal()
    case_wanted = Signal(str)

    def __init__(self, pieces: Pieces) -> None:
        super().__init__()
        self._pieces = pieces
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.measured: Measured | None = None
        self._pdf = ActButton(self.tr("Save as PDF…"), self.pdf_wanted.emit, mark="document")
        self._csv = ActButton(self.tr("Save as CSV…"), self.csv_wanted.emit, mark="document")
        self._print = ActButton(self.tr("Print…"), self.print_wanted.emit)
        self.period = PeriodRow()
        self._told = Words(look="small", wrap=True)
        self._sheet = Sheet(self.tr("Metrics"), spacing=16)
        self._sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._body = QWidget()
        self._empty = EmptyState()
        self.tiles = {measure: MetricTile(measure) for measure in MEASURES}
        self.cards: dict[Measure, MeasureCard] = {}
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self.stages = StageBars()
        self._stages_told = Words(look="small")
        self.overdue = OverdueModel(self)
        self.overdue_table = RowsTable(self.overdue, self.tr("Overdue promises"), height=0)
        self._overdue_told = Words(look="small")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(10)
        head.addWidget(Words(self.tr("Metrics"), "title"))
        buttons = QWidget()
        row = beside(self._pdf, self._csv, self._print, stretch=1, spacing=8)
        row.setContentsMargins(0, 0, 0, 0)
        buttons.setLayout(row)
        head.addWidget(FoldingRow(self.period, buttons))
        head.addWidget(self._told)
        rows = column(self)
        rows.addLayout(head)
        rows.addWidget(Rule())
        rows.addWidget(self._sheet, 1)
        body = column(self._body, spacing=16)
        tiles = QGridLayout()
        tiles.setSpacing(12)
        for place, tile in enumerate(self.tiles.values()):
            tiles.addWidget(tile, 0, place)
        body.addLayout(tiles)
        body.addWidget(self._card(self.tr("Overdue"), self._overdue_told, self.overdue_table))
        body.addLayout(self._cards)
        body.addWidget(self._card(self.tr("Open by stage"), self._stages_told, self.stages))
        self._sheet.rows.addWidget(self._body)
        self._sheet.rows.addWidget(self._empty, 1)
        self._sheet.rows.addStretch(1)
        self.overdue_table.setTabKeyNavigation(False)
        self.overdue_table.activated.connect(self._on_activated)

    def _card(self, title: str, told: Words, widget: QWidget) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(18, 14, 18, 16)
        rows.setSpacing(4)
        rows.addWidget(Words(title, "heading"))
        rows.addWidget(told)
        rows.addSpacing(6)
        rows.addWidget(widget)
        return card

    def show_measured(self, measured: Measured) -> None:
        """Show what was counted."""
        self.measured = measured
        metrics = measured.metrics
        self.period.show_measured(measured)
        self._told.say(self._words(measured))
        self._told.setVisible(bool(metrics.cases))
        self._body.setVisible(bool(metrics.cases))
        self._empty.setVisible(not metrics.cases)
        if not metrics.cases:
            self._empty.tell(self._emptiness(measured))
        self._pdf.setEnabled(bool(metrics.cases))
        self._csv.setEnabled(bool(metrics.cases))
        self._print.setEnabled(bool(metrics.cases))
        for measure, tile in self.tiles.items():
            tile.show_figure(metrics.figure(measure))
        self._pieces.begin(self, self._show_cards(measured) if metrics.cases else ())
        self.stages.show_stages(metrics.stages)
        opened = sum(count for _, count in metrics.stages)
        words = self.tr("%n of {all} cases are open.", "", opened) if opened else self.tr("No case is open.")
        words = self.tr("1 of {all} cases is open.") if opened == 1 < metrics.cases else words
        words = self.tr("The one case is open.") if opened == 1 == metrics.cases else words
        self._stages_told.say(words.format(all=metrics.cases))
        self._overdue_told.say(count_words(metrics))
        self.overdue.show_metrics(metrics)
        self.overdue_table.setVisible(bool(metrics.overdue))
        shown = min(len(metrics.overdue), _MOST_ROWS)
        self.overdue_table.setFixedHeight(grown(_HEAD_PX + _ROW_PX * shown) + _BAR_PX)

    def _show_cards(self, measured: Measured) -> Iterator[None]:
        for measure in MEASURES:
            if measure not in self.cards:
                card = self.cards[measure] = MeasureCard(measure)
                card.hide()
                self._cards.addWidget(card)
                yield
            self.cards[measure].show_measured(measured)
            self.cards[measure].show()
            yield

    def open_current(self) -> bool:
        """Open the case of the row under the cursor; False where the cursor is in no row."""
        index = self.overdue_table.currentIndex()
        if not self.overdue_table.hasFocus() or not index.isValid():
            return False
        self._on_activated(index)
        return True

    def begin(self) -> None:
        """Put the keys where the choice is."""
        if self.isVisible():
            self.period.begin()

    def _on_activated(self, index: QModelIndex) -> None:
        self.case_wanted.emit(self.overdue.row(index.row()).case_id)

    def _emptiness(self, measured: Measured) -> Emptiness:
        what = self.tr(
            "How fast reports are acknowledged, fixed and published stands here, against what was promised, "
            "for each policy and quarter."
        )
        if not measured.arrivals:
            first = self.tr("Figures come with the first report: drop one on this window.")
            return Emptiness(self.tr("There is no case yet"), f"{what} {first}")
        quarters = [counted.quarter for counted in measured.arrivals]
        every = MetricQuery("", min(quarters), max(quarters))
        none = self.tr("No case arrived in this period")
        return Emptiness(none, what, self.tr("Show every quarter"), lambda: self.period.chosen.emit(every))

    def _words(self, measured: Measured) -> str:
        """What is counted, and how."""
        if not measured.metrics.cases:
            return ""
        several = self.tr("%n cases arrived in this period.", "", measured.metrics.cases)
        one = self.tr("1 case arrived in this period.")
        how = self.tr(
            "A case counts in the quarter of its arrival, and times run from there. An open case is no "
            "measurement; a promise that is overdue is not kept. A fix that was taken back later counts as "
            "it was first kept, and its case as open."
        )
        return f"{one if measured.metrics.cases == 1 else several} {how}"
