"""How the desk hears that nobody sits before it any more."""

from collections.abc import Callable
from typing import Protocol


class SessionWatch(Protocol):
    """Tells that the machine is about to sleep or has slept, or that its screen was locked."""

    def start(self, away: Callable[[], object]) -> None:
        """Begin to listen; `away` is called from a thread of the watch's own, as often as it happens."""

    def let_sleep(self) -> None:
        """What had to be done is done: a machine that is waiting for it may sleep."""

    def close(self) -> None:
        """Stop listening."""

    def unheard(self) -> tuple[str, ...]:
        """What cannot be noticed on this machine, such as "suspend"; empty when all is."""
