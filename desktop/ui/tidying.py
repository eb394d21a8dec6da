"""When Python looks for rings of objects that nobody holds any more: between two events, never amid one.

Left to itself it looks while a page is being built, and that page is late by all that there is to look
through; or it looks in the worker's thread, where what it frees may be a widget.
"""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 250
_YOUNG, _ROUNDS = 2_000, 10
"""So many new objects are worth a look; after so many looks at the new ones come those that outlived them."""
_OLD_EVERY_S = 20.0
"""All that there is takes some ten milliseconds to look through."""


class Tidying(QObject):
    """Looks for them as long as the window is there; at the oldest only while nothing is `busy`."""

    def __init__(self, parent: QObject, busy: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._busy = busy
        self._old_at = time.monotonic()
        self._left = self._held = False
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def rest(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def clear_out(self) -> None:
        """Look at all with the next look, and once nothing is busy: what a desk knew that was left goes."""
        self._left = True

    def look(self) -> None:
        """Look at the new ones, at those of late, or at all, as it is their turn."""
        young, late, old = gc.get_count()
        busy = self._busy()
        due = old > _ROUNDS and young > _YOUNG and time.monotonic() - self._old_at > _OLD_EVERY_S
        if self._left or (not busy and (self._held or due)):
            gc.collect()
            self._held = busy  # then a job may hold what was left
            self._left, self._old_at = False, time.monotonic()
        elif young > _YOUNG:
            gc.collect(1 if late > _ROUNDS else 0)
