"""Where and how large the window stands: whole on a screen that is there, with the frame around it."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QObject, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

FRAME = QSize(12, 44)
"""Borders and title bar together: generous, for what they are is known only once the window is there."""
_HELD_BY = QSize(120, 40)
"""So much of the title bar must be in sight for a hand to take the window by it."""


def fitted(wanted: QSize, available: QRect) -> QSize:
    """As large as wanted, as far as the screen has room for it and its frame."""
    return wanted.boundedTo(available.size() - FRAME)


def fit_screen(window: QWidget) -> None:
    """Make the window small enough for the screen that it opens on: its main button stands at the bottom."""
    window.resize(fitted(window.size(), window.screen().availableGeometry()))


def bring_forward(window: QWidget) -> None:
    """Before all others, also where it was put away into the bar of the desktop."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def brought_back(window: QRect, screens: Sequence[QRect]) -> QRect:
    """Where a window goes whose screen may be gone.

    It stays where it is as long as a hand can take it by its top; else it goes onto the nearest of the
    screens, whole, and no larger than fits there.
    """
    top = QRect(window.topLeft(), QSize(window.width(), _HELD_BY.height()))
    for screen in screens:
        seen = top.intersected(screen)
        if seen.width() >= min(_HELD_BY.width(), top.width()) and seen.height() >= _HELD_BY.height() // 2:
            return window
    if not screens:
        return window
    nearest = min(screens, key=lambda screen: _apart(window.center(), screen))
    size = fitted(window.size(), nearest)
    room = nearest.marginsRemoved(QMargins(0, FRAME.height(), FRAME.width(), 0))
    left = max(room.left(), min(window.left(), room.right() - size.width() + 1))
    over = max(room.top(), min(window.top(), room.bottom() - size.height() + 1))
    return QRect(QPoint(left, over), size)


def _apart(point: QPoint, screen: QRect) -> int:
    across = max(screen.left() - point.x(), 0, point.x() - screen.right())
    down = max(screen.top() - point.y(), 0, point.y() - screen.bottom())
    return across + down


class ScreenWatch(QObject):
    """Brings a window back when its screen is unplugged, or becomes smaller under it."""

    def __init__(self, window: QWidget, app: QGuiApplication) -> None:
        super().__init__(window)
        self._window = window
        self._app = app
        for screen in app.screens():
            self._on_added(screen)
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self._on_removed)

    def look(self, *, without: QScreen | None = None) -> None:
        """Bring the window back if it has to be."""
        there = [s.availableGeometry() for s in self._app.screens() if s is not without]
        window = self._window.geometry()
        back = brought_back(window, there)
        if back == window:
            return
        if self._window.isMaximized() or self._window.isFullScreen():
            self._window.showNormal()
        self._window.setGeometry(back)

    @Slot(QScreen)
    def _on_added(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._on_resized)

    @Slot(QScreen)
    def _on_removed(self, screen: QScreen) -> None:
        self.look(without=screen)

    @Slot()
    def _on_resized(self) -> None:
        self.look()
