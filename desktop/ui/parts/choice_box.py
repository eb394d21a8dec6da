"""A drop-down: its arrow is one of our icons, its list shows all that it holds where the screen has room."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from desktop.ui.look.icons import pixmap
from desktop.ui.look.theme import grown, tones

_ARROW_PX = 14
_MOST_ROWS = 40
"""Of a longer list a part is shown, and it scrolls."""


class ChoiceBox(QComboBox):
    """Its list is named as it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over the box."""
        super().paintEvent(event)
        side = grown(_ARROW_PX)
        arrow = pixmap("down", tones().muted, side, self.devicePixelRatioF())
        painter = QPainter(self)
        left = 8 if self.isRightToLeft() else self.width() - side - 8
        painter.drawPixmap(left, (self.height() - side) // 2, arrow)
        painter.end()

    def showPopup(self) -> None:
        """Open the list, and make it as high as its rows: what our style pads, Qt leaves out of its count."""
        super().showPopup()
        if self.count() > _MOST_ROWS:
            return
        self._grow()
        self._grow()  # arrows that went with the first step have left room of their own

    def _grow(self) -> None:
        view, popup = self.view(), self.view().window()
        rows = sum(view.sizeHintForRow(row) for row in range(self.count()))
        screen, place = self.screen().availableGeometry(), popup.geometry()
        place.setHeight(min(place.height() + rows - view.viewport().height(), screen.height()))
        if place.bottom() > screen.bottom():
            place.moveBottom(screen.bottom())
        popup.setGeometry(place)
        layout = popup.layout()
        if layout is not None:
            layout.activate()
