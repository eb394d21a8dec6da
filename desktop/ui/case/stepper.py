"""The stepper: six stages, what each still lacks, who asks for it, and what was set aside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.stages import Need, StageView
from desktop.ui.case.policy_tips import tip_of_gate, tip_of_need
from desktop.ui.look.need_words import need_words, stage_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.ui.parts.mark import Mark
from desktop.ui.parts.tips import give_tip
from desktop.workflows.desk.view_case import CaseView


class Stepper(QWidget):
    """Stages in order; the present one is open and explains its gate."""

    waiver_wanted = Signal(str)
    """The id of a need of the house that somebody wants to set aside."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, spacing=7)

    def show_stages(self, view: CaseView, present: str) -> None:
        """Draw the stages anew; a closed case has no `present` one."""
        clear(self._rows)
        for stage in view.stages:
            self._rows.addWidget(self._stage(stage, view, present=stage.stage == present))

    def _stage(self, stage: StageView, view: CaseView, *, present: bool) -> QWidget:
        block, head = QWidget(), QWidget()
        rows = column(block, spacing=3)
        head.setLayout(self._head(stage, tip_of_gate(stage, view), present=present))
        give_tip(head, tip_of_gate(stage, view))
        rows.addWidget(head)
        for need in stage.needs:
            if need.waived and not need.met:
                line = self._waived(need)
            elif present and not need.settled:
                line = self._missing(need)
            else:
                continue
            give_tip(line, tip_of_need(need, view))
            rows.addWidget(line)
        return block

    def _head(self, view: StageView, gate: str, *, present: bool) -> QHBoxLayout:
        asked = bool(view.needs) and view.done
        mark = Mark("done", "good", 16) if asked else Mark("ring", "accent" if present else "edge", 16)
        lacks = "" if view.done else self.tr("%n missing", "", len(view.missing))
        lacks = lacks if view.needs else self.tr("asks nothing")
        name = Words(stage_words(view.stage), "caption" if present else "body" if asked else "muted")
        told = lacks or self.tr("done")
        name.setAccessibleName(f"{stage_words(view.stage)}: {told}")
        name.setAccessibleDescription(gate)
        head = beside(mark, name, Words(lacks, "small"), spacing=8)
        head.setContentsMargins(0, 0, 0, 0)
        head.setStretch(0, 0)
        head.setStretch(2, 0)
        return head

    def _missing(self, need: Need) -> QWidget:
        asked = self.tr("House procedure") if need.origin == "house" else ", ".join(need.clauses)
        line, rows = _line(need_words(need))
        if not need.waivable:
            rows.addWidget(Words(asked, "small", wrap=True))
            return line
        waive = ActButton(self.tr("Set aside…"), lambda: self.waiver_wanted.emit(need.id), "small")
        waive.setAccessibleName(self.tr("Set aside: {need}").format(need=need_words(need)))
        rows.addWidget(FoldingRow(Words(asked, "small"), waive, spacing=6))
        return line

    def _waived(self, need: Need) -> QWidget:
        line, rows = _line(need_words(need), "muted")
        rows.addWidget(Words(self.tr("Set aside: {reason}").format(reason=need.waived), "small", wrap=True))
        return line


def _line(text: str, look: str = "body") -> tuple[QWidget, QVBoxLayout]:
    line = QWidget()
    rows = column(line)
    rows.setContentsMargins(24, 0, 0, 2)
    rows.addWidget(Words(text, look, wrap=True))
    return line, rows
