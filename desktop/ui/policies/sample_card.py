"""A sample report that came now: when each promise would be due under the answers at hand."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.look.instants import absolute
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import clear, column
from desktop.ui.policies.adopt_preview import Preview, PreviewLine


class SampleCard(QFrame):
    """Drawn anew with every answer; `flaw` is what speaks against them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.flaw = ""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(9)
        rows.addWidget(Words(self.tr("What follows"), "section"))
        told = self.tr("For a report that came now, was answered after one day and confirmed after three:")
        rows.addWidget(Words(told, "small", wrap=True))
        self._lines = column(body := QWidget(), spacing=9)
        rows.addWidget(body)

    def show_preview(self, preview: Preview) -> None:
        """Show this instead."""
        self.flaw = " ".join(preview.flaws)
        clear(self._lines)
        if self.flaw:
            self._lines.addWidget(Words(self.flaw, "bad", wrap=True))
        for line in preview.lines:
            self._lines.addWidget(_promise(line))
        if preview.hold is not None and preview.hold.until is not None:
            words = self.tr("Details are held until then, or sooner.")
            if not preview.hold.may_come_sooner:
                words = self.tr("Details are held until then.")
            self._lines.addWidget(_promise(PreviewLine(words, preview.hold.until, "")))


def _promise(line: PreviewLine) -> QWidget:
    shown = QWidget()
    rows = column(shown, spacing=1)
    rows.addWidget(Words(line.sentence, "small", wrap=True))
    if line.due is not None:
        rows.addWidget(Words(absolute(line.due), "caption", wrap=True))
    else:
        rows.addWidget(Words(line.why, wrap=True))
    return shown
