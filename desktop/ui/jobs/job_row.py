"""One piece of work in the panel: its name and state, how far it is, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.job import Job
from desktop.ui.jobs.job_name import name_of
from desktop.ui.jobs.job_words import state_of, step_of
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, Words

_BAR_PX = 6


class JobRow(QWidget):
    """`stop` asks the job to stop; the buttons are there only while they have something to do."""

    def __init__(self, job: Job, stop: Callable[[Job], object]) -> None:
        super().__init__()
        self.job = job
        self._name = Words(look="heading", wrap=True)
        self._chip = ChipLabel()
        self._step = Words(look="small", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR_PX)
        self._stop = ActButton(self.tr("Cancel"), lambda: stop(job), "quiet")
        self._each = ActButton(self.tr("Show each…"), self._on_each, "quiet")
        self._again = ActButton(self.tr("Go on"), self._on_again, "plain")
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addWidget(FoldingRow(self._name, self._chip, grow=(self._name,)))
        told.addWidget(self._step)
        told.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(told, 1)
        for button in (self._each, self._again, self._stop):
            row.addWidget(button)
        self.tell()

    def tell(self) -> None:
        """Say how far it is by now."""
        job, name = self.job, name_of(self.job)
        for widget, words in ((self._name, name), (self._step, step_of(job))):
            if widget.text() != words:
                widget.say(words)
        self._step.setVisible(bool(self._step.text()))
        self._chip.tell(state_of(job))
        self._bar.setVisible(job.state in ("runs", "stopping"))
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        self._bar.setAccessibleName(self.tr("Progress of: {job}").format(job=name))
        self._stop.setVisible(not job.ended)
        self._stop.setEnabled(not job.cancelled)
        self._stop.setAccessibleName(self.tr("Cancel: {job}").format(job=name))
        self._each.setVisible(job.ended and job.show_each is not None)
        self._each.setAccessibleName(self.tr("Show each of: {job}").format(job=name))
        self._again.setVisible(job.state == "stopped" and job.again is not None)
        self._again.setAccessibleName(self.tr("Go on with: {job}").format(job=name))

    def _on_each(self) -> None:
        if self.job.show_each is not None:
            self.job.show_each()

    def _on_again(self) -> None:
        again, self.job.again = self.job.again, None
        if again is not None:
            again()
            self.tell()
