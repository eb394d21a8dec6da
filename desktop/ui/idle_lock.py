"""Notices when nobody has touched the desk for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from desktop.domain.longest_lock import LONGEST_LOCK_MIN

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragEnter,
    }
)
_MS_PER_MIN = 60_000


class IdleLock(QObject):
    """`expired` after so many minutes without a touch, never more than the policies in use allow."""

    expired = Signal()

    def __init__(self, parent: QObject, minutes: int) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._longest = LONGEST_LOCK_MIN
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.expired)
        self.wait(minutes)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._on_focus_window_changed)

    def wait(self, minutes: int) -> None:
        """Begin to count, with this many minutes."""
        self._minutes = minutes
        self._timer.setInterval(self.minutes * _MS_PER_MIN)
        self._timer.start()

    def limit(self, longest: int) -> None:
        """Never wait longer than this many minutes (M87-3.2b)."""
        self._longest = longest
        self.wait(self._minutes)

    @property
    def minutes(self) -> int:
        """How many it waits."""
        return min(self._minutes, self._longest)

    @property
    def interval_ms(self) -> int:
        """How long it waits."""
        return self._timer.interval()

    @Slot(QWindow)
    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        # A filter on the windows sees every key and click once; one on the application would see every event
        # of every widget, in Python.
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any touch starts the count again; nothing is kept from anybody."""
        if event.type() in _TOUCHES:
            self._timer.start()
        return False
