"""A dialog of ours: a title, a column, and buttons that say what happens."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words

_WIDEST_PX = 960


class Dialog(QDialog):
    """`rows` is where the content goes; `finish` adds the foot."""

    def __init__(self, parent: QWidget, title: str, *, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(grown(width, _WIDEST_PX))
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(26, 22, 26, 20)
        self.rows.setSpacing(12)
        self.rows.addWidget(Words(title, "title"))
        self._refusal = Words(look="bad", wrap=True)
        self._refusal.hide()
        self.finished.connect(self.deleteLater)  # what was typed into it is not kept
        self.primary: ActButton | None = None

    def finish(self, words: str, *, cancel: str = "", mark: str = "") -> None:
        """The foot: what happens, and the way out."""
        self.primary = ActButton(words, self.accept, "primary", mark)
        self.primary.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        if cancel:
            foot.addWidget(ActButton(cancel, self.reject))
        foot.addWidget(self.primary)
        self.rows.addWidget(self._refusal)
        self.rows.addStretch(1)
        self.rows.addSpacing(6)
        self.rows.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width."""
        super().showEvent(event)
        self._fit()

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be done yet, or nothing any more."""
        self._refusal.say(sentence)
        self._refusal.setVisible(bool(sentence))
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        self.resize(self.width(), self.rows.totalHeightForWidth(self.width()))
