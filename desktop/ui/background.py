"""Long work, off the UI thread: the only file of the window that knows threads.

One worker does one thing after another, so the vault process is never asked two things at once. Work takes
and returns values, never widgets; every result comes back on the UI thread by one signal.

Qt for Python makes its types when a module first names them, into a table that the UI thread reads without a
lock. What the worker may draw with is therefore loaded by `ui/opening.py`, on the UI thread, before there is
a desk that could ask for it.
"""

import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.failures import Cancelled, Failure
from desktop.ui.job import Job

if TYPE_CHECKING:
    from desktop.workflows.ports import Progress

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_SHOWN_AFTER_MS = 300
_JOIN_S = 5.0
_KEPT = 30
"""So many pieces of work that ended are told of."""
_SWITCH_S = 0.0005
"""How long the worker may keep the interpreter from the window, which lets go of it with every call of Qt:
to build a page takes some hundred calls, and each may wait."""
_LAST_WORDS_S = 0.5
"""How long drafts may take to be kept before what holds the key is ended."""


class Background(QObject):
    """The worker as the window sees it."""

    failed = Signal(object)
    """A Failure that nobody else handles."""
    broke = Signal(str)
    """The type of an exception that is a bug."""
    succeeded = Signal(object)
    """The `act` of a job that did what was asked."""
    busy = Signal(bool)
    """Whether work goes on that deserves to be shown."""
    progressed = Signal(str, int, int)
    jobs_changed = Signal()
    """Something else runs or waits, or is farther on."""
    _stepped = Signal(object, str, int, int)
    _came_back = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_S)
        self.answering: object = None
        """The `act` of the job whose result or failure is being told right now."""
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._waiting: list[Job] = []
        self._past: deque[Job] = deque(maxlen=_KEPT)
        self._stepped.connect(self._on_stepped)
        self._came_back.connect(self._on_came_back)
        self._shown = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._shown.timeout.connect(lambda: self.busy.emit(True))
        self._worker = threading.Thread(target=self._work, name="desk-worker", daemon=True)
        self._worker.start()

    def run(
        self,
        work: "Callable[[Progress], _T]",
        then: Callable[[_T], None] = lambda _result: None,
        *,
        topic: str = "",
        otherwise: Callable[[Failure], None] | None = None,
        name: str = "",
        doing: str = "",
        again: Callable[[], object] | None = None,
    ) -> Job:
        """Do the work later and give its result to `then`; a newer job on a topic replaces an older one.

        One with a name is told of by it among the jobs, also when it has ended; `again` goes on with it
        where a person stopped it. `doing` says what it does, should it take long.
        """
        for older in self._waiting:
            if topic and older.topic == topic:
                older.cancel()
        job = Job(work, then, topic, name)
        job.otherwise, job.again, job.doing = otherwise, again, doing
        job.tell = lambda words, done, total: self._stepped.emit(job, words, done, total)
        self._waiting.append(job)
        if len(self._waiting) == 1:
            self._shown.start()
        self._queue.put(job)
        self.jobs_changed.emit()
        return job

    def cancel(self) -> None:
        """Ask what is being done to stop; what waits goes on."""
        for job in self._waiting[:1]:
            self.stop(job)

    def stop(self, job: Job) -> None:
        """Ask one to stop at its next step, or not to begin."""
        job.cancel()
        self.jobs_changed.emit()

    @property
    def under_way(self) -> tuple[Job, ...]:
        """What is being done, then what waits, in its order."""
        return tuple(self._waiting)

    @property
    def past(self) -> tuple[Job, ...]:
        """What had a name and ended, the latest first."""
        return tuple(reversed(self._past))

    def waits_for(self, job: Job) -> bool:
        """Whether this has not come back yet."""
        return job in self._waiting

    def drop(self) -> None:
        """Cancel what waits, and ignore what still comes back: those who asked are going."""
        for job in self._waiting:
            job.cancel()
            job.then = job.otherwise = _ignore
            job.name = ""
        self._past.clear()
        self.jobs_changed.emit()

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

        def in_turn(_progress: "Progress") -> None:
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

    @Slot(object, str, int, int)
    def _on_stepped(self, job: Job, words: str, done: int, total: int) -> None:
        job.note(words, done, total)
        self.progressed.emit(words, done, total)
        self.jobs_changed.emit()

    @Slot(object, object, object)
    def _on_came_back(self, job: Job, result: object, error: BaseException | None) -> None:
        self._waiting.remove(job)
        job.end(result, error)
        if job.name:
            self._past.append(job)
        if not self._waiting:
            self._shown.stop()
            self.busy.emit(False)
        then, otherwise = job.then, job.otherwise
        job.work = job.then = job.otherwise = _ignore  # whoever keeps the job keeps no passphrase with it
        self.answering = job.act
        self._answer(job, result, error, then, otherwise or self.failed.emit)
        self.answering = None
        self.jobs_changed.emit()

    def _answer(
        self,
        job: Job,
        result: object,
        error: BaseException | None,
        then: Callable[[Any], None],
        otherwise: Callable[[Failure], None],
    ) -> None:
        if job.cancelled and error is None and job.topic:
            return
        if error is None:
            self.succeeded.emit(job.act)
            then(result)
        elif isinstance(error, Failure):
            otherwise(error)
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
