"""Errands about paper: draws in the background, asks on which printer, then hands it to the print service."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.case_paper import print_case
from desktop.ui.metrics.metrics_print import print_metrics
from desktop.ui.parts.message_bar import Message
from desktop.ui.printers.print_dialog import PrintDialog
from desktop.ui.printing import print_timeline
from desktop.ui.session import Session
from desktop.workflows.paper_ports import OnPaper
from desktop.workflows.ports import Progress
from desktop.workflows.printer_ports import Queue
from desktop.workflows.promises.export_case import case_on_paper
from desktop.workflows.promises.export_metrics import figures_on_paper
from desktop.workflows.promises.export_timeline import timeline_on_paper
from desktop.workflows.promises.measure import Measured
from desktop.workflows.promises.print_paper import offer_queues, print_paper


class PrintErrand(QObject):
    """Nothing is handed over before a person has read who keeps a copy."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def print_case(self) -> None:
        """Print the state of the case in view."""
        if self._session.view is not None:
            desk, case_id = self._session.desk, self._session.view.case.case_id
            self._prepare(lambda: case_on_paper(desk, case_id, f"{case_id}.pdf", print_case))

    def print_timeline(self) -> None:
        """Print the timeline of the case in view."""
        if self._session.view is not None:
            desk, case_id = self._session.desk, self._session.view.case.case_id
            self._prepare(lambda: timeline_on_paper(desk, case_id, f"{case_id}.pdf", print_timeline))

    def print_metrics(self, measured: Measured | None) -> None:
        """Print figures that are shown."""
        if measured is not None:
            self._prepare(lambda: figures_on_paper(measured, "metrics.pdf", print_metrics))

    def _prepare(self, draw: Callable[[], OnPaper]) -> None:
        """Whether anything can print is asked first: what cannot be printed need not be drawn."""
        tools = self._session.desk.tools

        def prepared(progress: Progress) -> tuple[tuple[Queue, ...], OnPaper]:
            return offer_queues(tools, progress=progress), draw()

        self._session.background.run(
            prepared,
            lambda found: self._ask(*found),
            topic="print",
            doing=self.tr("Preparing to print"),
        )

    def _ask(self, queues: tuple[Queue, ...], paper: OnPaper) -> None:
        dialog = PrintDialog(self._parent, paper, queues)
        dialog.submitted.connect(lambda: self._print(dialog, paper))
        dialog.open()

    def _print(self, dialog: PrintDialog, paper: OnPaper) -> None:
        desk, queue = self._session.desk, dialog.queue
        self._session.granting.grant(
            dialog,
            lambda progress: print_paper(desk, paper, queue, progress=progress),
            lambda job: self._say(queue, job),
        )

    def _say(self, queue: str, job: str) -> None:
        named = self.tr("The print service has it for {printer}, as job {job}.")
        words = named if job else self.tr("The print service has it for {printer}.")
        unknown = self.tr("Whether paper comes out, Embargo is not told. The journal says that it was to be.")
        said = f"{words.format(printer=queue, job=job)} {unknown}"
        self._session.said.emit(Message("good", said, seconds=20))
