"""Progress of an import: a bar, and the wish to stop, which is heard between two steps."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from desktop.cli.output import ProgressBar
from desktop.domain.failures import Cancelled

_BAR = 20
"""Characters of the progress bar."""
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ImportProgress(ProgressBar):
    """Ctrl+C stops the work at its next step: what is being written then is written whole, and counted."""

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = False
        self._waits = False

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show where the work stands; raises Cancelled."""
        if self.cancelled:
            raise Cancelled
        filled = _BAR * min(done, total) // total if total else 0
        super().step(f"[{'#' * filled}{'.' * (_BAR - filled)}] {words}")

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Take what would end the program for a wish to stop; what was ignored stays ignored."""
        before = {ending: signal.getsignal(ending) for ending in _ENDINGS}
        heard = [ending for ending in _ENDINGS if before[ending] != signal.SIG_IGN]
        for ending in heard:
            signal.signal(ending, self._on_ending)
        try:
            yield
        finally:
            for ending in heard:
                signal.signal(ending, before[ending])

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While nothing is done but waiting for input, stop at once."""
        self._waits = True
        try:
            if self.cancelled:
                raise Cancelled
            yield
        finally:
            self._waits = False

    def _on_ending(self, _signal: int, _frame: FrameType | None) -> None:
        self.cancelled = True
        if self._waits:
            raise KeyboardInterrupt
