"""Locks the desk when its person is away: the machine sleeps or has slept, or the screen was locked."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.workflows.session_ports import SessionWatch

_LOOK_MS = 2000
"""How often the clocks are compared: so long after waking at most is a sleep noticed that nobody told of."""
_SLEPT_S = 2.0
_JUMPED_S = 120.0
"""A wall clock that runs ahead so far was set, or the machine stood still, as a suspended guest does."""


class Clocks:
    """How far the clocks that go on during sleep are ahead of the one that timers go by, in seconds."""

    def slept_s(self) -> float:
        """Time in suspend since the machine was started."""
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)

    def ahead_s(self) -> float:
        """The wall clock, measured against the timers'."""
        return time.time() - time.clock_gettime(time.CLOCK_MONOTONIC)


class AwayLock(QObject):
    """`away` as often as something tells that nobody sits here; whoever locks calls `let_sleep` when done."""

    away = Signal()

    def __init__(self, parent: QObject, watch: SessionWatch | None, clocks: Clocks | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self._clocks = clocks or Clocks()
        self._slept_s, self._ahead_s = self._clocks.slept_s(), self._clocks.ahead_s()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.compare_clocks)
        self._look.start()

    def listen(self) -> None:
        """Hear from now on what the session tells."""
        if self._watch is not None:
            self._watch.start(self.away.emit)  # from a thread of the watch's own: a signal brings it to ours

    def let_sleep(self) -> None:
        """The vault is locked: nothing of ours keeps the machine from sleeping."""
        if self._watch is not None:
            self._watch.let_sleep()

    def compare_clocks(self) -> None:
        """Notice a sleep that was not told; a clock that is put back is no sleep."""
        slept_s, ahead_s = self._clocks.slept_s(), self._clocks.ahead_s()
        if slept_s - self._slept_s > _SLEPT_S or ahead_s - self._ahead_s > _JUMPED_S:
            self.away.emit()
        self._slept_s, self._ahead_s = slept_s, ahead_s
