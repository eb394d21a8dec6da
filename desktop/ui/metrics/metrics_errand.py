"""Measures in the background when the page is looked at, and saves what it shows."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.metrics.metrics_page import MetricsPage
from desktop.ui.metrics.metrics_print import print_metrics
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.parts.once import Once
from desktop.ui.printers.print_errand import PrintErrand
from desktop.ui.session import Session
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.promises.export_metrics import export_csv, export_pdf
from desktop.workflows.promises.measure import Measured, measure


class MetricsErrand(QObject):
    """Reads again what is in sight when something changed in the vault."""

    def __init__(
        self, parent: QWidget, session: Session, page: Once[MetricsPage], printing: PrintErrand
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._made = page
        self._printing = printing
        self._wanted = MetricQuery()
        session.changed.connect(self._on_changed)

    @property
    def _page(self) -> MetricsPage:
        return self._made()

    def attend(self, page: MetricsPage) -> None:
        """Do what its buttons ask for."""
        page.period.chosen.connect(self.choose)
        page.pdf_wanted.connect(self.save_pdf)
        page.csv_wanted.connect(self.save_csv)
        page.print_wanted.connect(lambda: self._printing.print_metrics(page.measured))

    def look(self) -> None:
        """Count, and put the keys where the choice is."""
        self._count(self._begin)

    def read(self) -> None:
        """Count anew, by the period that was chosen last."""
        self._count(self._page.show_measured)

    def _count(self, then: Callable[[Measured], None]) -> None:
        desk, wanted = self._session.desk, self._wanted
        self._session.background.run(
            lambda progress: measure(desk, wanted, progress),
            then,
            topic="metrics",
            doing=self.tr("Counting for the metrics"),
        )

    def _begin(self, measured: Measured) -> None:
        self._page.show_measured(measured)
        self._page.begin()

    def choose(self, wanted: MetricQuery) -> None:
        """Count the cases of another policy or period."""
        self._wanted = wanted
        self.read()

    def save_pdf(self) -> None:
        """Write what is shown as PDF."""
        measured, path = self._page.measured, self._place("pdf")
        if measured is not None and path is not None:
            desk = self._session.desk
            self._session.background.run(
                lambda _p: export_pdf(desk, measured, path, print_metrics),
                lambda _c: self._say(path),
                name=self.tr("Save the metrics"),
            )

    def save_csv(self) -> None:
        """Write what is shown as CSV."""
        measured, path = self._page.measured, self._place("csv")
        if measured is not None and path is not None:
            desk = self._session.desk
            self._session.background.run(
                lambda _p: export_csv(desk, measured, path),
                lambda _c: self._say(path),
                name=self.tr("Save the metrics"),
            )

    def _place(self, ending: str) -> Path | None:
        measured: Measured | None = self._page.measured
        if measured is None:
            return None
        name = f"metrics-{measured.wanted.first}-{measured.wanted.last}.{ending}"
        return choose_new_path(self._parent, self.tr("Save the figures"), name)

    def _say(self, path: Path) -> None:
        words = self.tr("{file} was written. It holds figures and ids, nothing of any report.")
        self._session.said.emit(Message("good", words.format(file=path.name), seconds=10))

    def _on_changed(self) -> None:
        if self._made.made is not None and self._page.isVisible():
            self.read()
