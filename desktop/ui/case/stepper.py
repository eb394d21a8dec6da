"""The stepper: six stages, what each still lacks, and who asks for it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.stages import Need, StageView
from desktop.ui.look.icons import pixmap
from desktop.ui.look.theme import tones
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside, clear


class Stepper(QWidget):
    """Stages in order; the present one is open and explains its gate."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(7)

    def show_stages(self, stages: tuple[StageView, ...]) -> None:
        """Draw the stages anew."""
        clear(self._rows)
        present = next((stage.stage for stage in stages if not stage.done), "")
        for stage in stages:
            self._rows.addWidget(self._stage(stage, present=stage.stage == present))

    def _stage(self, view: StageView, *, present: bool) -> QWidget:
        now = tones()
        block = QWidget()
        rows = QVBoxLayout(block)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        mark = Words()
        if view.done:
            mark.setPixmap(pixmap("done", now.good, 16))
        else:
            mark.setPixmap(pixmap("ring", now.accent if present else now.edge, 16))
        lacks = "" if view.done else self.tr("{n} missing").format(n=len(view.missing))
        name = Words(view.stage, "caption" if present else "body" if view.done else "muted")
        name.setAccessibleName(f"{view.stage}: {lacks or self.tr('done')}")
        head = beside(mark, name, Words(lacks, "small"), spacing=8)
        head.setStretch(0, 0)
        head.setStretch(2, 0)
        rows.addLayout(head)
        if present:
            for need in view.missing:
                rows.addWidget(self._need(need))
        return block

    def _need(self, need: Need) -> QWidget:
        line = QWidget()
        rows = QVBoxLayout(line)
        rows.setContentsMargins(24, 0, 0, 2)
        rows.setSpacing(0)
        rows.addWidget(Words(need.text, wrap=True))
        asked = self.tr("House procedure") if need.origin == "house" else ", ".join(need.clauses)
        rows.addWidget(Words(asked, "small"))
        return line
