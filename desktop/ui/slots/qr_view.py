"""A QR code on the screen or on paper: black on white, whatever the theme, or no camera would read it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.formats.qr_code import QUIET, Modules, qr_modules

_MODULE_PX = 4
_DARK, _LIGHT = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)


def paint_modules(painter: QPainter, modules: Modules, left: float, top: float, side: float) -> None:
    """Draw it with the quiet zone in a square of this side."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    module = side / (len(modules) + 2 * QUIET)
    painter.fillRect(QRectF(left, top, side, side), _LIGHT)
    for number, row in enumerate(modules, start=QUIET):
        for place, dark in enumerate(row, start=QUIET):
            if dark:
                square = QRectF(left + place * module, top + number * module, module, module)
                painter.fillRect(square, _DARK)
    painter.restore()


class QrView(QWidget):
    """The code of a text; nothing of an empty one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._modules: Modules = ()

    def show_text(self, text: str) -> None:
        """Draw the code of this text."""
        self._modules = qr_modules(text) if text else ()
        self.setFixedSize(self.sizeHint())
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        """Whole pixels for every module."""
        side = (len(self._modules) + 2 * QUIET) * _MODULE_PX if self._modules else 0
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        if self._modules:
            painter = QPainter(self)
            paint_modules(painter, self._modules, 0, 0, self.width())
            painter.end()
