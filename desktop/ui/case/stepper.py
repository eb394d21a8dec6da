"""The stepper: six stages, what each still lacks, who asks for it, and what was set aside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.stages import Need, StageView
from desktop.ui.look.need_words import need_words, stage_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.ui.parts.mark import Mark


class Stepper(QWidget):
    """Stages in order; the present one is open and explains its gate."""

    waiver_wanted = Signal(str)
    """The id of a need of the house that somebody wants to set aside."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, spacing=7)

    def show_stages(self, stages: tuple[StageView, ...], present: str) -> None:
        """Draw the stages anew; a closed case has no `present` one."""
        clear(self._rows)
        for stage in stages:
            self._rows.addWidget(self._stage(stage, present=stage.stage == present))

    def _stage(self, view: StageView, *, present: bool) -> QWidget:
        block = QWidget()
        rows = column(block, spacing=3)
        rows.addLayout(self._head(view, present=present))
        for need in view.needs:
            if need.waived and not need.met:
                rows.addWidget(self._waived(need))
            elif present and not need.settled:
                rows.addWidget(self._missing(need))
        return block

    def _head(self, view: StageView, *, present: bool) -> QHBoxLayout:
        asked = bool(view.needs) and view.done
        mark = Mark("done", "good", 16) if asked else Mark("ring", "accent" if present else "edge", 16)
        lacks = "" if view.done else self.tr("%n missing", "", len(view.missing))
        lacks = lacks if view.needs else self.tr("asks nothing")
        name = Words(stage_words(view.stage), "caption" if present else "body" if asked else "muted")
        told = lacks or self.tr("done")
        name.setAccessibleName(f"{stage_words(view.stage)}: {told}")
        head = beside(mark, name, Words(lacks, "small"), spacing=8)
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
