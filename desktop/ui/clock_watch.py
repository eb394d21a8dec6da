"""Tells when this machine's clock cannot be right: at opening, and when it jumps while the desk is open."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject

from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.promises.doubt_clock import doubt_clock


def _time_passed() -> timedelta:
    """Since the machine started, asleep or not (clock_gettime(2)); nobody can set it."""
    return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))


class ClockWatch(QObject):
    """Says a doubt once; asks again whenever something changed, and every minute."""

    def __init__(self, session: Session, passed: Callable[[], timedelta] = _time_passed) -> None:
        super().__init__(session)
        self._session = session
        self._passed = passed
        self._began = self._start
        self._doubted = False
        session.changed.connect(self.read)
        self.read()

    @property
    def _start(self) -> datetime:
        """When the machine started, by its clock: it moves only with that clock."""
        return self._session.desk.tools.now().astimezone(UTC) - self._passed()

    def read(self) -> None:
        """Ask the vault whether the clock can be right."""
        desk, jumped = self._session.desk, self._start - self._began
        self._session.background.run(lambda _p: doubt_clock(desk, jumped), self._say, topic="clock")

    def _say(self, doubt: str) -> None:
        if doubt and not self._doubted:
            self._session.said.emit(Message("warn", doubt, stays=True))
        self._doubted = bool(doubt)
