"""A piece of work on its way to the worker and back, as the worker and the window both see it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from desktop.domain.failures import Cancelled, Failure

if TYPE_CHECKING:
    from desktop.workflows.ports import Progress

State = Literal["waits", "runs", "stopping", "done", "stopped", "failed"]


class Job:
    """Satisfies `Progress` for those who do it; what is told of it is changed on the UI thread alone."""

    def __init__(
        self, work: "Callable[[Progress], Any]", then: Callable[[Any], None], topic: str, name: str = ""
    ) -> None:
        self.work = work
        self.act: object = getattr(work, "__code__", work)
        """The place in the program that asked: two jobs of one place do the same thing."""
        self.then = then
        self.topic = topic
        self.name = name
        """What a person knows it by; empty for what is over in a moment."""
        self.doing = ""
        """What it does, for whoever waits longer than that moment; it is not told of afterwards."""
        self.otherwise: Callable[[Failure], None] | None = None
        self.again: Callable[[], object] | None = None
        """Goes on with it, once it was stopped."""
        self.show_each: Callable[[], object] | None = None
        """Shows what became of each of its items, once that is known."""
        self.tell: Callable[[str, int, int], None] = lambda _words, _done, _total: None
        self.words = ""
        """The step it is at; once it has ended, what came of it."""
        self.done = self.total = 0
        self._state: State = "waits"
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._cancelled

    @property
    def state(self) -> State:
        """How far it is."""
        asked = self.cancelled and self._state in ("waits", "runs")
        return "stopping" if asked else self._state

    @property
    def ended(self) -> bool:
        """Whether it has come back."""
        return self._state in ("done", "stopped", "failed")

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say what is going on; raises Cancelled."""
        if self.cancelled:
            raise Cancelled
        self.tell(words, done, total)

    def note(self, words: str, done: int, total: int) -> None:
        """It is at this step."""
        self._state = "runs"
        self.words = words or self.words
        self.done, self.total = done, total

    def end(self, result: object, error: BaseException | None) -> None:
        """It came back; a result may say by `stopped` that it is a part of what was asked for."""
        stopped = isinstance(error, Cancelled) or bool(getattr(result, "stopped", False))
        self.words = str(error) if isinstance(error, Failure) else ""
        if stopped:
            self._state = "stopped"
        else:
            self._state = "failed" if error is not None else "done"
        if not stopped:
            self.again = None  # what it would go on with is not kept either
