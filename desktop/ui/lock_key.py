"""The key that locks, also where a dialog or a menu is open: there the menus' own keys rest."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication


class LockKey(QObject):
    """`lock` is done when the keys of an enabled action come to a window that has no use for them."""

    def __init__(self, parent: QObject, action: QAction, lock: Callable[[], object]) -> None:
        super().__init__(parent)
        self._action = action
        self._lock = lock
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._on_focus_window_changed)

    @Slot(QWindow)
    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A window gets only those keys that are no shortcut where the keyboard is."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        wanted = self._action.isEnabled() and not self._action.shortcut().isEmpty()
        if not wanted or QKeySequence(event.keyCombination()) != self._action.shortcut():
            return False
        self._lock()
        return True
