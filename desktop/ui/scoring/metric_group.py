"""Metrics that belong together; those that may stay open are folded away until somebody asks for them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.scoring.metric import Metric
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.scoring.metric_row import MetricRow


class MetricGroup(QWidget):
    """Its rows are made when they are first shown: most vectors leave most metrics open."""

    def __init__(self, name: str, metrics: Sequence[Metric], on_chosen: Callable[[str, str], None]) -> None:
        super().__init__()
        self._name = name
        self._metrics = metrics
        self._on_chosen = on_chosen
        self._chosen: Mapping[str, str] = {}
        self._rows: list[MetricRow] = []
        self._inner = QWidget()
        self._column = column(self._inner, spacing=10)
        self._unfold = ActButton("", self._on_unfold, "small")
        rows = column(self, spacing=8)
        if all(metric.required for metric in metrics):
            rows.addWidget(Words(name, "section"))
            rows.addWidget(self._inner)
            self._make_rows()
        else:
            rows.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeft)
            rows.addWidget(self._inner)
            self._inner.hide()
            self._name_button()

    def show_values(self, chosen: Mapping[str, str]) -> None:
        """Show what is chosen, and unfold where that is something."""
        self._chosen = chosen
        if any(metric.key in chosen for metric in self._metrics):
            self._make_rows()
            self._inner.show()
            self._name_button()
        for row in self._rows:
            row.show_value(chosen.get(row.asked.key, ""))

    def _make_rows(self) -> None:
        if not self._rows:
            self._rows = [MetricRow(metric, self._on_chosen) for metric in self._metrics]
            for row in self._rows:
                self._column.addWidget(row)
                row.show_value("")

    def _on_unfold(self) -> None:
        opening = self._inner.isHidden()
        if opening:
            self._make_rows()
            self.show_values(self._chosen)
        self._inner.setVisible(opening)
        self._name_button()

    def _name_button(self) -> None:
        words = self.tr("Show “{group}”") if self._inner.isHidden() else self.tr("Hide “{group}”")
        self._unfold.rename(words.format(group=self._name))
