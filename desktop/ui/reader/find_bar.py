"""Finding words in the text at hand: how often they stand there, the next place, the one before."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.ui.parts.buttons import ActButton, IconButton
from desktop.ui.parts.labels import Words


class FindBar(QWidget):
    """A line to type in; Return goes on, Shift+Return goes back, Escape closes it."""

    typed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Find in the text"))
        self.line.setPlaceholderText(self.tr("Find in the text"))
        self.line.setClearButtonEnabled(False)
        self.line.textChanged.connect(self.typed)
        self._count = Words(look="small")
        self.previous = ActButton(self.tr("Previous"), lambda: self.stepped.emit(-1), "small")
        self.next = ActButton(self.tr("Next"), lambda: self.stepped.emit(1), "small")
        shut = IconButton("close", self.tr("Stop finding"), self.closed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        for widget in (self._count, self.previous, self.next, shut):
            row.addWidget(widget)
        self.tell("", found=False)

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.line.text()

    @property
    def told(self) -> str:
        """What it says of what was found."""
        return self._count.text()

    def tell(self, words: str, *, found: bool) -> None:
        """Say how many there are."""
        self._count.say(words)
        self._count.setVisible(bool(words))
        self.previous.setEnabled(found)
        self.next.setEnabled(found)

    def begin(self, words: str = "") -> None:
        """Type here; words that are selected in the text are looked for at once."""
        if words:
            self.line.setText(words)
        self.line.selectAll()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the line leaves over."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
