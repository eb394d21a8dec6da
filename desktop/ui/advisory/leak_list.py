"""What the gate found in the documents: where it stands, and the way to say that it is no leak."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.look.sentences import said
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel
from desktop.ui.parts.layout import clear, column
from desktop.workflows.publication.tell_leaks import FoundLeak


class LeakList(QWidget):
    """Those of the document in view that a reason may let out."""

    accept_wanted = Signal(object)

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
        told = InertLabel(Untrusted(words.format(line=leak.line, what=said(leak.what))), "small", lines=True)
        accept = partial(self.accept_wanted.emit, leak)
        return FoldingRow(
            told, ActButton(self.tr("This is a false alarm\u2026"), accept, "small"), grow=(told,)
        )
