"""A row that becomes a column where its width is too small for the type in use."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from desktop.ui.parts.labels import Words

_LEAST_CHARACTERS = 24
"""What a widget that takes the room that is left needs at least, to be read or typed in."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FoldingRow(QWidget):
    """Widgets beside each other; those that `grow` share the room that is left, else it stays free.

    Each of those has room for `least` characters, or the row folds.
    """

    def __init__(
        self,
        *widgets: QWidget,
        grow: Sequence[QWidget] = (),
        spacing: int = 8,
        least: int = _LEAST_CHARACTERS,
    ) -> None:
        super().__init__()
        self._least = least
        self._widgets = widgets
        self._grow = grow
        self._row = QBoxLayout(_ACROSS, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        for widget in widgets:
            if widget in grow:
                self._row.addWidget(widget, 1)
            else:
                self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        if not grow:
            self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold for the width at hand."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Fold or unfold when what stands in it has changed, once it is seen: before, no width is its own."""
        kind = event.type()
        if kind == QEvent.Type.Show or (kind == QEvent.Type.LayoutRequest and self.isVisible()):
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        wanted = sum(self._room(widget) for widget in shown) + self._row.spacing() * (len(shown) - 1)
        direction = _ACROSS if wanted <= self.width() else _DOWN
        if direction != self._row.direction():
            self._row.setDirection(direction)

    def _room(self, widget: QWidget) -> int:
        if widget not in self._grow:
            return widget.sizeHint().width()
        least = self.fontMetrics().averageCharWidth() * self._least
        if isinstance(widget, Words):
            whole = widget.accessibleName() or widget.text()  # what is shown of it may be cut
            return min(least, widget.fontMetrics().horizontalAdvance(whole))
        return least
