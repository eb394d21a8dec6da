"""How long a window does not answer: a timer that should beat often, and the longest it did not."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer

_BEAT_MS = 5


class Heartbeat:
    """`longest_ms` is the longest silence between two beats so far, beyond the beat itself."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - _BEAT_MS)
        self._last = now


@contextmanager
def heartbeat() -> Iterator[Heartbeat]:
    """Beats on the thread of the window, as long as its event loop is let run."""
    heart = Heartbeat()
    heart._timer.start()
    yield heart
    heart._beat()
    heart._timer.stop()
