"""A page with one card in its middle."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look.theme import grown
from desktop.ui.parts.layout import Sheet, column
from desktop.ui.parts.mark import Mark

_WIDEST_PX = 860


class CentredCard(QWidget):
    """`rows` is the card's column, under the mark of Embargo; the page scrolls where it is too low."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = self._card = QFrame()
        card.setObjectName("card")
        self._width = width
        self.rows = QVBoxLayout(card)
        self.rows.setContentsMargins(36, 32, 36, 30)
        self.rows.setSpacing(11)
        across = QHBoxLayout()  # not an alignment: it would ask for the height at the width of the page
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        sheet = Sheet("Embargo", margin=8, spacing=0)
        sheet.rows.addStretch(2)
        sheet.rows.addLayout(across)
        sheet.rows.addStretch(3)
        column(self).addWidget(sheet)
        self.rows.addWidget(Mark("embargo", "accent", 34))
        card.setFixedWidth(grown(width, _WIDEST_PX))

    def changeEvent(self, event: QEvent) -> None:
        """A larger type needs a wider card."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._card.setFixedWidth(grown(self._width, _WIDEST_PX))
