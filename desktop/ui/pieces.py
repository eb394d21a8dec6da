"""Building in pieces, the event loop between them: what takes long to build keeps no key waiting.

Nobody finds a half: whoever presses a key or a button meanwhile has the rest built first.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragEnter,
    }
)

Piece = Callable[[], object]
"""What builds a piece when it is called."""


class Pieces(QObject):
    """One piece to a round of the event loop, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left: deque[tuple[object, Iterator[Piece | None]]] = deque()
        self._building = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._build)
        self._window: QWindow | None = None
        """Whose keys are waited for: the window of the desktop, for to look at every event takes longer."""

    @property
    def done(self) -> bool:
        """Whether all is built."""
        return not (self._left or self._building)

    def begin(self, what: object, pieces: Iterable[Piece | None]) -> None:
        """Build this, in the place of what is left of an earlier beginning of the same.

        A piece is called in its turn. A generator may build it itself, and yield nothing.
        """
        self._left = deque(left for left in self._left if left[0] is not what)
        self._left.append((what, iter(pieces)))
        if self._left and not self._next.isActive():
            self._window = QGuiApplication.focusWindow()
            if self._window is not None:
                self._window.installEventFilter(self)
            self._next.start()

    def then(self, piece: Piece) -> None:
        """Do this behind all that is left, at once if nothing is."""
        if self.done:
            piece()
        else:
            self._left.append((piece, iter((piece,))))

    def finish(self) -> None:
        """Build what is left, now."""
        while self._left:
            self._build_one()
        self._rest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that is pressed meanwhile finds all in its place."""
        if self._left and event.type() in _TOUCHES:
            self.finish()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._build_one()
        if self._left:
            self._next.start()
        else:
            self._rest()

    def _build_one(self) -> None:
        """The next piece; what has none left is passed over."""
        while self._left:
            what, pieces = self._left.popleft()  # while it builds, others may finish what is behind it
            self._building = True
            try:
                piece = next(pieces)
            except StopIteration:
                continue
            finally:
                self._building = False
            self._left.appendleft((what, pieces))
            if piece is not None:
                piece()
            return

    def _rest(self) -> None:
        self._next.stop()
        window, self._window = self._window, None
        if window is not None and isValid(window):  # it may have been closed meanwhile
            window.removeEventFilter(self)
