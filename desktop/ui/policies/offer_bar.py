"""A quiet line above a case: its policy has a newer version. Nothing moves before somebody looked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.mark import Mark


class OfferBar(QFrame):
    """Hidden as long as nothing is offered; quieter once a person chose to keep the older version."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("A newer version of the policy"))
        self._text = Words(wrap=True)
        look = ActButton(self.tr("See what would move…"), self.wanted.emit, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 12, 7)
        row.setSpacing(10)
        row.addWidget(Mark("info", "accent"))
        row.addWidget(FoldingRow(self._text, look, grow=(self._text,), spacing=10), 1)
        self.hide()

    def offer(self, *, kept: bool) -> None:
        """Show that a newer version is at hand, and whether the older one was kept on purpose."""
        words = self.tr(
            "A newer version of this case's policy is at hand. The case is held to the older one."
        )
        if kept:
            words = self.tr("This case keeps the version of its receipt. A newer one is at hand.")
        self.setObjectName("bar" if kept else "message-info")
        self.style().unpolish(self)
        self.style().polish(self)
        self._text.say(words, "small" if kept else "body")
        self.setAccessibleDescription(words)
        self.show()
