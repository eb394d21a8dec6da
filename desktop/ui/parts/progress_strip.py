"""What is going on in the background, once it takes longer than a moment, and the button that stops it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words


class ProgressStrip(QWidget):
    """Words, a thin bar, Cancel, and a way to all that waits; `name` tells what is being done."""

    def __init__(
        self, on_cancel: Callable[[], object], name: Callable[[], str], show_jobs: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._on_cancel, self._name = on_cancel, name
        self._cancel = ActButton(self.tr("Cancel"), self._on_cancelled, "quiet")
        self._words = Words(look="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(self.tr("Progress"))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 3, 12, 3)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        row.addWidget(ActButton(self.tr("Jobs"), show_jobs, "quiet"))
        self.hide()

    def show_busy(self, busy: bool) -> None:
        """Appear and go."""
        self.setVisible(busy)
        self._cancel.setEnabled(True)
        if busy and not self._words.text():
            self._words.say(self._name())
        if not busy:
            self._words.say("")
            self._bar.setRange(0, 0)

    def show_step(self, words: str, done: int, total: int) -> None:
        """Say which step it is."""
        self._words.say(words or self._name())
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_cancelled(self) -> None:
        self._cancel.setEnabled(False)
        self._words.say(self.tr("Stopping after this step"))
        self._on_cancel()
