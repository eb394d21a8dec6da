"""The phases of an incident, one under the other, in the policy's own names and order."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.events import IncidentContained, ReviewDone
from desktop.domain.incidents.incident import PhaseRecord
from desktop.domain.incidents.phases import Phase, next_phase, phases_of
from desktop.domain.inert import Untrusted
from desktop.ui.look.instants import absolute
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import beside, clear, column, holds_focus
from desktop.ui.parts.mark import Mark
from desktop.workflows.desk.view_case import CaseView

_INDENT_PX = 26


class PhaseSteps(QWidget):
    """Each with when it was reached, what was written of it, and what was done out of order."""

    wanted = Signal(str)
    """The kind of the phase that somebody wants to record."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, spacing=12)
        self.present: ActButton | None = None
        """Records the phase that comes next."""

    def show_phases(self, view: CaseView) -> None:
        """Draw them anew; who was at one of them goes on at the one that comes next."""
        was_here = holds_focus(self)
        clear(self._rows)
        self.present = None
        phases = phases_of(view.case, view.profile)
        unnamed = not any(phase.of_policy for phase in phases)
        if unnamed:
            told = self.tr("The policy names no phases. What was done can be recorded all the same.")
            self._rows.addWidget(Words(told, "muted", wrap=True))
        coming = next_phase(phases)
        for phase in phases:
            self._rows.addWidget(self._step(phase, present=phase is coming, open_case=view.case.open))
        if unnamed and view.case.open:
            self._rows.addWidget(FoldingRow(*self._of_the_house(reviewed=view.case.has(ReviewDone))))
        if was_here:
            self._go_on()

    def _go_on(self) -> None:
        if self.present is not None:
            self.present.setFocus()

    def _of_the_house(self, *, reviewed: bool) -> list[ActButton]:
        """What can be recorded where the policy names nothing; the last of it is always a review."""
        record = partial(self.wanted.emit, IncidentContained.kind)
        self.present = ActButton(self.tr("Record what was done…"), record)
        if reviewed:
            return [self.present]
        review = partial(self.wanted.emit, ReviewDone.kind)
        return [self.present, ActButton(self.tr("Record the review…"), review)]

    def _step(self, phase: Phase, *, present: bool, open_case: bool) -> QWidget:
        step = QWidget()
        rows = column(step, spacing=3)
        mark = Mark("done", "good", 16) if phase.done else Mark("ring", "accent" if present else "edge", 16)
        name = Words(phase.text, "caption" if present or phase.done else "muted", wrap=True)
        reached = self.tr("reached") if phase.done else self.tr("not recorded")
        name.setAccessibleName(f"{phase.text}: {reached}")
        words = self.tr("Add words…") if phase.done else self.tr("Record…")
        record = ActButton(words, partial(self.wanted.emit, phase.kind), "plain" if present else "small")
        record.setAccessibleName(f"{words.rstrip('…')}: {phase.text}")
        record.setEnabled(open_case)
        self.present = record if present else self.present
        head = beside(mark, FoldingRow(name, record, grow=(name,), spacing=8), spacing=10)
        head.setStretch(0, 0)
        rows.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(_INDENT_PX, 0, 0, 0)
        inner.setSpacing(2)
        origin = " · ".join((phase.name, *phase.clauses))
        inner.addWidget(
            Words(origin if phase.of_policy else self.tr("The policy does not name it."), "small")
        )
        for entry in phase.records:
            inner.addWidget(self._entry(entry, phase.news(entry)))
        for remark in phase.remarks:
            inner.addWidget(Words(remark, "warn", wrap=True))
        rows.addLayout(inner)
        return step

    def _entry(self, entry: PhaseRecord, said: str) -> QWidget:
        line = QWidget()
        rows = column(line, spacing=1)
        told = self.tr("{when}, {who}").format(when=absolute(entry.at), who=entry.author)
        rows.addWidget(Words(told, "small", wrap=True))
        if said:
            rows.addWidget(InertLabel(Untrusted(said), lines=True))
        return line
