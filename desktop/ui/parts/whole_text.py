"""All of what a label shows cut: a name of thousands of characters can be read to its end, and copied."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words

_WIDTH_PX, _HEIGHT_PX, _WIDEST_PX = 560, 320, 900


class WholeText(QDialog):
    """Says how long it is; inert like every text of a stranger."""

    def __init__(self, parent: QWidget, text: Untrusted) -> None:
        super().__init__(parent)
        title = self.tr("The whole of it")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(grown(_WIDTH_PX, _WIDEST_PX), grown(_HEIGHT_PX, _WIDEST_PX))
        self.text = InertText(title)
        self.text.show_text(text)
        words = self.tr("{n} characters that a stranger wrote").format(n=f"{len(text.raw):,}")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(26, 22, 26, 20)
        rows.setSpacing(12)
        rows.addWidget(Words(title, "title"))
        rows.addWidget(Words(words, "muted", wrap=True))
        rows.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(ActButton(self.tr("Close"), self.accept, "primary"))
        rows.addLayout(foot)
        self.finished.connect(self.deleteLater)
        self.text.setFocus()
