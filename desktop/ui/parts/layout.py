"""Small pieces of layout that every page shares: a rule, a scrolling sheet."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.look.density import air


class Rule(QFrame):
    """A quiet line across."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setObjectName("rule")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Sheet(QScrollArea):
    """A column that scrolls; `rows` is where its content goes."""

    def __init__(self, name: str, *, margin: int = 24, spacing: int = 14) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = self.content = QWidget()
        content.setObjectName("scrolled")
        self.rows = QVBoxLayout(content)
        self._margin, self._spacing = margin, spacing
        self._space()
        self.setWidget(content)
        content.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped words need another height at another width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the density."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_spacing"):
            self._space()

    @property
    def least_width(self) -> int:
        """Of what does not scroll sideways."""
        return self.content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()

    def _space(self) -> None:
        margin = self._margin
        self.rows.setContentsMargins(margin, air(max(margin - 4, 0)), margin, air(margin))
        self.rows.setSpacing(air(self._spacing))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Content that changed is never squeezed into the height at hand."""
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    @property
    def needed_height(self) -> int:
        """How high it would have to be, so that nothing of it scrolls."""
        self._fit()
        return self.content.minimumHeight()

    def _fit(self) -> None:
        width = self.viewport().width()
        if self.rows.hasHeightForWidth():
            height = max(self.rows.totalHeightForWidth(width), self.rows.totalMinimumHeightForWidth(width))
        else:
            height = self.rows.totalMinimumSize().height()
        self.content.setMinimumHeight(height)


class GrowingSheet(Sheet):
    """As high as its content where there is room, else it scrolls."""

    def sizeHint(self) -> QSize:
        """All of it."""
        return QSize(super().sizeHint().width(), self.needed_height)

    def minimumSizeHint(self) -> QSize:
        """A line or two take no more than their own room."""
        least = super().minimumSizeHint()
        return QSize(least.width(), min(least.height(), self.needed_height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Content that changed asks for another height."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done


def column(widget: QWidget, *, spacing: int = 0) -> QVBoxLayout:
    """The layout of a widget whose parts stand under each other, up to its edges."""
    rows = QVBoxLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(spacing)
    return rows


def beside(*widgets: QWidget, stretch: int = 0, spacing: int = 12) -> QHBoxLayout:
    """Widgets in a row; `stretch` is left over at the end, else they share the width."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget, 0 if stretch else 1)
    if stretch:
        row.addStretch(stretch)
    return row


def holds_focus(widget: QWidget) -> bool:
    """Whether the keyboard is at something within it, or comes back there when a dialog is gone."""
    focused = widget.window().focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def tab_through(before: QWidget, within: QWidget) -> None:
    """Let Tab go from a widget through all that is within another: what was laid out late would come last."""
    for widget in within.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if takes and widget.window() is before.window():  # a list that drops down is a window of its own
            QWidget.setTabOrder(before, widget)
            before = widget


def clear(layout: QLayout) -> None:
    """Take everything out."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
