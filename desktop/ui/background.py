"""Long work, off the UI thread: the only file of the window that knows threads.

One worker does one thing after another, so the vault process is never asked two things at once. Work takes
and returns values, never widgets; every result comes back on the UI thread by one signal.

Qt for Python makes its types when a module first names them, into a table that the UI thread reads without a
lock. What the worker may draw with is therefore loaded here, before there is a worker.
"""

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

import desktop.ui.advisory_paper  # noqa: F401 - a worker draws with it; see above
from desktop.domain.failures import Cancelled, Failure
from desktop.workflows.ports import Progress

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_SHOWN_AFTER_MS = 300
_JOIN_S = 5.0
_LAST_WORDS_S = 0.5
"""How long drafts may take to be kept before what holds the key is ended."""


class Job:
    """A piece of work on its way; satisfies `Progress` for those who do it."""

    def __init__(self, work: Callable[[Progress], Any], then: Callable[[Any], None], topic: str) -> None:
        self.work = work
        self.then = then
        self.topic = topic
        self.otherwise: Callable[[Failure], None] | None = None
        self.tell: Callable[[str, int, int], None] = lambda _words, _done, _total: None
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say what is going on; raises Cancelled."""
        if self.cancelled:
            raise Cancelled
        self.tell(words, done, total)


class Background(QObject):
    """The worker as the window sees it."""

    failed = Signal(object)
    """A Failure that nobody else handles."""
    broke = Signal(str)
    """The type of an exception that is a bug."""
    busy = Signal(bool)
    """Whether work goes on that deserves to be shown."""
    progressed = Signal(str, int, int)
    _came_back = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._waiting: list[Job] = []
        self._came_back.connect(self._on_came_back)
        self._shown = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._shown.timeout.connect(lambda: self.busy.emit(True))
        self._worker = threading.Thread(target=self._work, name="desk-worker", daemon=True)
        self._worker.start()

    def run(
        self,
        work: Callable[[Progress], _T],
        then: Callable[[_T], None] = lambda _result: None,
        *,
        topic: str = "",
        otherwise: Callable[[Failure], None] | None = None,
    ) -> Job:
        """Do the work later and give its result to `then`; a newer job on a topic replaces an older one."""
        for older in self._waiting:
            if topic and older.topic == topic:
                older.cancel()
        job = Job(work, then, topic)
        job.otherwise = otherwise
        job.tell = self.progressed.emit
        self._waiting.append(job)
        if len(self._waiting) == 1:
            self._shown.start()
        self._queue.put(job)
        return job

    def cancel(self) -> None:
        """Ask what is being done to stop."""
        for job in self._waiting:
            job.cancel()

    def waits_for(self, job: Job) -> bool:
        """Whether this has not come back yet."""
        return job in self._waiting

    def drop(self) -> None:
        """Cancel what waits, and ignore what still comes back: those who asked are going."""
        for job in self._waiting:
            job.cancel()
            job.then = job.otherwise = _ignore

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._waiting

    def close(self) -> None:
        """Let the worker finish what waits, and end; `drop` first, so that only last words wait."""
        self._queue.put(None)
        self._worker.join(_JOIN_S)

    def end_with(self, end: Callable[[], None]) -> None:
        """Say the last words that wait, then `end`; at once after a moment, whatever is being done.

        What holds a key may be busy for minutes. `end` runs twice then: beside the worker, to stop what it
        waits for, and in its turn.
        """
        ended = threading.Event()

        def in_turn(_progress: Progress) -> None:
            ended.set()
            end()

        def after_a_moment() -> None:
            if not ended.wait(_LAST_WORDS_S):
                _attempt(Job(lambda _p: end(), _ignore, ""))

        self.run(in_turn)
        threading.Thread(target=after_a_moment, name="desk-end", daemon=True).start()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            self._came_back.emit(job, *_attempt(job))
            del job  # nor is what it knew and found kept here until the next comes: it may be a secret

    @Slot(object, object, object)
    def _on_came_back(self, job: Job, result: object, error: BaseException | None) -> None:
        self._waiting.remove(job)
        job.work = _ignore  # whoever keeps the job keeps no passphrase with it
        if not self._waiting:
            self._shown.stop()
            self.busy.emit(False)
        if job.cancelled and error is None and job.topic:
            return
        if error is None:
            job.then(result)
        elif isinstance(error, Failure):
            (job.otherwise or self.failed.emit)(error)
        elif not isinstance(error, Cancelled):
            self.broke.emit(type(error).__name__)


def _ignore(_result: object) -> None:
    """Nobody waits any more."""


def _attempt(job: Job) -> tuple[object, BaseException | None]:
    try:
        job.step("")
        return job.work(job), None
    except (Failure, Cancelled) as expected:
        return None, expected
    except Exception as bug:  # noqa: BLE001 - the desk stays open; the type alone is logged, its text may be a stranger's
        _log.error("work failed: %s", type(bug).__name__)
        return None, bug
