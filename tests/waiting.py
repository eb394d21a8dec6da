"""Waiting for the window: no longer than it takes, and as long as a busy machine needs."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

PATIENCE_MS = 60_000
"""What never comes is told of then; whatever comes is not waited for so long."""
_ENDLESS = 10_000
_LOOK_MS = 10
"""For what no event tells of, as a flag that a thread has set."""


class PatientBot(QtBot):
    """Looks again whenever the window has done all that was to do, instead of each ten milliseconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802
        """Until it is true, or asserts nothing any more. Raises what it said last, or AssertionError."""
        until = time.monotonic() + timeout / 1000
        while not _holds(callback, last=time.monotonic() > until):
            _let_it_work()

    def waitSignal(self, *signal, timeout: int = PATIENCE_MS, **how):  # noqa: N802
        return super().waitSignal(*signal, timeout=timeout, **how)


def settle(bot: PatientBot, window: "MainWindow") -> None:
    """Wait until nothing is under way or to be built, and no event waits that may ask for more."""
    if _busy(window):
        bot.waitUntil(lambda: _at_rest(window))


def _busy(window: "MainWindow") -> bool:
    return not window.background.idle or (window.page is not None and not window.page.session.pieces.done)


def _at_rest(window: "MainWindow") -> bool:
    loop = QEventLoop()
    for _ in range(_ENDLESS):
        if _busy(window):
            return False
        if not loop.processEvents():
            return True
    raise AssertionError("the window never comes to rest")


def _holds(callback: Callable[[], bool | None], *, last: bool) -> bool:
    try:
        holds = callback() is not False
    except AssertionError:
        if last:
            raise
        return False
    assert holds or not last, "What was waited for did not come."
    return holds


def _let_it_work() -> None:
    """Wait for an event, then let all be done that follows from it."""
    _let_go()
    until, loop = time.monotonic() + _LOOK_MS / 1000, QEventLoop()
    looking = QTimer(singleShot=True, interval=_LOOK_MS)
    looking.start()
    loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    while time.monotonic() < until and loop.processEvents():
        pass
    _let_go()


def _let_go() -> None:
    """What is to be deleted goes before timers are heard, as in a loop of events."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
