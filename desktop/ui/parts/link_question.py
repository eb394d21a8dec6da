"""Before an address from a stranger's text is copied: where it leads, and that it is not opened."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.links import Link
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.clipboard import copy
from desktop.ui.parts.labels import InertLabel, Words

_WIDTH_PX, _WIDEST_PX = 480, 820


class LinkQuestion(QDialog):
    """Copies when it is confirmed, and does nothing else: Embargo opens no address."""

    def __init__(self, parent: QWidget, link: Link) -> None:
        super().__init__(parent)
        self._link = link
        title = self.tr("Copy an address")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(grown(_WIDTH_PX, _WIDEST_PX))
        self.host = InertLabel(Untrusted(link.host), "heading", lines=True)
        self.warning = Words(self._warning(), "bad", wrap=True)
        self.warning.setVisible(link.foreign)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(26, 22, 26, 20)
        rows.setSpacing(12)
        told = self.tr("A stranger wrote this address. Whoever is behind it learns of each visit.")
        for widget in (
            Words(title, "title"),
            Words(told, "muted", wrap=True),
            Words(self.tr("It leads to"), "caption"),
            self.host,
            self.warning,
            InertLabel(link.shown, "small", lines=True),
        ):
            rows.addWidget(widget)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(ActButton(self.tr("Cancel"), self.reject))
        self.agree = ActButton(self.tr("Copy"), self.accept, "primary")
        foot.addWidget(self.agree)
        rows.addLayout(foot)
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Copy it, marked as secret and taken back after a moment."""
        copy(self._link)
        super().accept()

    def _warning(self) -> str:
        return self.tr("Letters of other scripts stand in this name: it may look like another.")
