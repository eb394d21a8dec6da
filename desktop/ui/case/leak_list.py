"""What the gate found in the documents: where it stands, and the way to say that it is no leak."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel
from desktop.ui.parts.layout import clear, column
from desktop.workflows.publication.tell_leaks import FoundLeak


class LeakList(QWidget):
    """Each leak of the document in view; `led` names the field of the text that it stands in."""

    accept_wanted = Signal(object)
    led = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, spacing=6)
        self.hide()

    def show_leaks(self, leaks: tuple[FoundLeak, ...]) -> None:
        """Show these and no others."""
        clear(self._rows)
        for leak in leaks:
            self._rows.addWidget(self._row(leak))
        self.setVisible(bool(leaks))

    def _row(self, leak: FoundLeak) -> QWidget:
        words = self.tr("Line {line}: {what}") if leak.line else "{what}"
        told = InertLabel(Untrusted(words.format(line=leak.line, what=leak.what)), "small", lines=True)
        acts: list[QWidget] = []
        if leak.field:
            acts.append(ActButton(self.tr("Go to the field"), partial(self.led.emit, leak.field), "small"))
        if leak.acceptable:
            said = partial(self.accept_wanted.emit, leak)
            acts.append(ActButton(self.tr("This is a false alarm\u2026"), said, "small"))
        return FoldingRow(told, *acts, grow=(told,))
