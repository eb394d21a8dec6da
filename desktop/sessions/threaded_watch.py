"""The session watch in a thread of its own: a bus that is slow to answer keeps no window waiting."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.sessions.session_watch import DBusSessionWatch


class ThreadedWatch:
    """Satisfies `workflows.session_ports.SessionWatch`; what it needs is loaded in the thread too."""

    def __init__(self) -> None:
        self._watch: DBusSessionWatch | None = None
        self._thread = threading.Thread(target=lambda: None)
        self._turn = threading.Lock()
        self._listens = self._closed = False

    def start(self, away: Callable[[], object]) -> None:
        """Begin to listen, soon."""
        self._thread = threading.Thread(target=self._begin, args=(away,), name="session-watch", daemon=True)
        self._thread.start()

    def let_sleep(self) -> None:
        """Let go of the brake, if it is on."""
        if self._watch is not None:
            self._watch.let_sleep()

    def close(self) -> None:
        """Stop listening; what only begins to listen stops when it has."""
        with self._turn:
            self._closed = True
            listens, self._listens = self._listens, False
        if listens and self._watch is not None:
            self._watch.close()

    def unheard(self) -> tuple[str, ...]:
        """What cannot be noticed here; known once the buses have answered."""
        if self._thread.ident is not None:
            self._thread.join()
        return self._watch.unheard() if self._watch is not None else ()

    def _begin(self, away: Callable[[], object]) -> None:
        from desktop.sessions.session_watch import DBusSessionWatch  # noqa: PLC0415 - off the thread that waits

        watch = self._watch = DBusSessionWatch()
        watch.start(away)
        with self._turn:
            self._listens = not self._closed
        if not self._listens:
            watch.close()
