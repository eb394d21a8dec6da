"""Figures as rows: by quarter, and by policy or severity where there are several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication, Qt

from desktop.domain.metrics import Figure, Measure
from desktop.ui.metrics.metric_words import allowed_words, kept_words, middle_words, span_words
from desktop.ui.parts.rows_table import Index, RowsModel
from desktop.workflows.promises.measure import Measured

_AT_RIGHT = range(1, 7)
"""Columns of numbers."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class FigureRow:
    """A figure, and what its row is called."""

    name: str
    figure: Figure

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """What is told of it, in the order of the columns."""
        figure = self.figure
        return (
            self.name,
            str(figure.cases),
            str(figure.waiting),
            middle_words(figure),
            span_words(figure.ninetieth),
            allowed_words(figure),
            span_words(figure.late_by),
            kept_words(figure),
        )


class FiguresModel(RowsModel[FigureRow]):
    """What a chart shows, to be read."""

    def data(self, index: Index, role: int = 0) -> str | int | None:
        """A cell; a screen reader hears what the column is."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _AT_RIGHT:
            return _RIGHT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = self.row(index.row()).cells[index.column()]
        is_read_out = role == Qt.ItemDataRole.AccessibleTextRole
        return f"{self.titles()[index.column()]}: {cell}" if is_read_out else cell

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | int | None:
        """The titles, above what they name."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _AT_RIGHT:
            return _RIGHT
        return super().headerData(section, orientation, role)

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (
            self.tr("Quarter"),
            self.tr("Cases"),
            self.tr("Open"),
            self.tr("Median"),
            self.tr("90 %"),
            self.tr("Promised"),
            self.tr("Late by"),
            self.tr("Promises"),
        )


def rows_of(measured: Measured, measure: Measure) -> tuple[FigureRow, ...]:
    """The whole period first, then each quarter with its parts."""
    return tuple(_rows(measured, measure))


def chart_figures(measured: Measured, measure: Measure) -> Sequence[Figure]:
    """One figure for each quarter of the period, over all policies that were asked for."""
    return tuple(measured.metrics.figure(measure, quarter=quarter) for quarter in measured.quarters)


def _rows(measured: Measured, measure: Measure) -> Iterator[FigureRow]:
    for quarter in ("", *measured.quarters):
        name = quarter or QCoreApplication.translate("Metrics", "All quarters")
        yield FigureRow(name, measured.metrics.figure(measure, quarter=quarter))
        parts = measured.metrics.of(measure, quarter)
        policies = [f for f in parts if f.policy_id and not f.severity]
        if len(policies) > 1:
            yield from (FigureRow(f"    {f.policy_id}", f) for f in policies)
        levels = [f for f in parts if f.severity and not f.policy_id]
        yield from (FigureRow(f"    {f.severity}", f) for f in levels)
