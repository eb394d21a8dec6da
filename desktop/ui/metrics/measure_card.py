"""One measure: its chart, and beside or below it the table of the same figures."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHeaderView, QSizePolicy, QVBoxLayout

from desktop.domain.metrics import Measure
from desktop.ui.look.theme import grown
from desktop.ui.metrics.figures_model import FiguresModel, chart_figures, rows_of
from desktop.ui.metrics.measure_chart import MeasureChart
from desktop.ui.metrics.metric_words import measure_meaning, measure_name
from desktop.ui.parts.labels import Words
from desktop.ui.parts.rows_table import RowsTable
from desktop.workflows.promises.measure import Measured

_BESIDE_PX = 1320
"""From this width on the table stands beside the chart."""
_ROW_PX, _HEAD_PX, _MOST_ROWS = 25, 34, 10


class MeasureCard(QFrame):
    """Shows what was measured, and what was promised of it."""

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._measure = measure
        name = measure_name(measure)
        self.chart = MeasureChart(self.tr("{measure}, drawn by quarter").format(measure=name))
        self.model = FiguresModel(self)
        self.table = RowsTable(self.model, self.tr("{measure}, figures").format(measure=name), height=0)
        self._lay_out(name)

    def _lay_out(self, name: str) -> None:
        self.table.setSelectionBehavior(RowsTable.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(18, 14, 18, 16)
        rows.setSpacing(4)
        rows.addWidget(Words(name, "heading"))
        rows.addWidget(Words(measure_meaning(self._measure), "small"))
        rows.addSpacing(6)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(14)
        self._both.addWidget(self.chart, 1, Qt.AlignmentFlag.AlignTop)
        self._both.addWidget(self.table, 1, Qt.AlignmentFlag.AlignTop)
        self._both.setAlignment(self.chart, Qt.AlignmentFlag(0))
        self._both.setAlignment(self.table, Qt.AlignmentFlag(0))
        rows.addLayout(self._both)

    def show_measured(self, measured: Measured) -> None:
        """Show these figures."""
        figures = chart_figures(measured, self._measure)
        self.chart.show_figures(figures)
        self.chart.setVisible(any(figure.measured or figure.allowed for figure in figures))
        found = rows_of(measured, self._measure)
        self.model.show_rows(found)
        self.table.setFixedHeight(grown(_HEAD_PX + _ROW_PX * min(len(found), _MOST_ROWS)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        across = self.width() >= grown(_BESIDE_PX)
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if direction != self._both.direction():
            self._both.setDirection(direction)
