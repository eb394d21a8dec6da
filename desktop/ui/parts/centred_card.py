"""A page with one card in its middle."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.look.theme import grown
from desktop.ui.parts.mark import Mark

_WIDEST_PX = 860


class CentredCard(QWidget):
    """`rows` is the card's column, under the mark of Embargo."""

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
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.rows.addWidget(Mark("embargo", "accent", 34))
        card.installEventFilter(self)
        card.setFixedWidth(grown(width, _WIDEST_PX))

    def changeEvent(self, event: QEvent) -> None:
        """A larger type needs a wider card."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._card.setFixedWidth(grown(self._width, _WIDEST_PX))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wrapped words are never squeezed: the card is as high as they need at its width."""
        if watched is self._card and event.type() == QEvent.Type.LayoutRequest:
            self._card.setMinimumHeight(self.rows.totalHeightForWidth(self._card.width()))
        return super().eventFilter(watched, event)
