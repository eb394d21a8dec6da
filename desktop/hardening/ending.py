"""How the program ends while a thread is still at work: without the interpreter's own end.

Python ends threads that it does not wait for by tearing them out of whatever they wait in
(`PyEval_RestoreThread` calls `pthread_exit`). Torn out of Qt, which lets nothing pass through it, that is
`std::terminate`: the program would abort after everything was put away.
"""

import contextlib
import os
import signal
import sys
import threading


class AskedToEnd:
    """Hears the signals that end a program, and raises nothing: amid Qt that would be swallowed, or crash."""

    def __init__(self) -> None:
        self.heard = False
        for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, self._hear)

    def _hear(self, *_: object) -> None:
        self.heard = True


def end_beside_threads(code: int) -> None:
    """End with this exit code, where a thread is left; call it when all has been put away."""
    if threading.active_count() == 1:
        return
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # closed, full, or not there at all
            stream.flush()
    os._exit(code)
