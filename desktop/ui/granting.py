"""What a dialog asks for, done in the background: once, however often it is asked."""

from collections.abc import Callable
from typing import TypeVar

from desktop.domain.failures import Failure
from desktop.ui.background import Background
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.job import Job
from desktop.workflows.ports import Progress

_T = TypeVar("_T")


class Granting:
    """A failure is told in the dialog while it is open, else in the bar; what was typed is not lost to it."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._last: tuple[ActDialog | None, Job] | None = None

    def grant(self, dialog: ActDialog, work: Callable[[Progress], _T], then: Callable[[_T], object]) -> None:
        """Do what it asks for; it closes when that is done."""

        def done(result: _T) -> None:
            dialog.finish_well()
            then(result)

        self.attempt(dialog, work, done)

    def attempt(
        self,
        dialog: ActDialog | None,
        work: Callable[[Progress], _T],
        then: Callable[[_T], None],
        otherwise: Callable[[Failure], None] | None = None,
    ) -> None:
        """Do what may still be refused; who hears of it closes the dialog."""
        if self.is_trying(dialog):
            return
        job = self._background.run(
            work,
            then,
            otherwise=otherwise or self.teller(dialog),
            doing=dialog.windowTitle() if dialog is not None else "",
        )
        self._last = (dialog, job)

    def teller(self, dialog: ActDialog | None) -> Callable[[Failure], None]:
        """Where a failure is told."""
        elsewhere = self._background.failed.emit
        return elsewhere if dialog is None else dialog.failing(elsewhere)

    def is_trying(self, dialog: ActDialog | None) -> bool:
        """Whether what a dialog asks for is being tried already: a second click is not a second act."""
        if dialog is None or self._last is None:
            return False
        last, job = self._last
        return last is dialog and self._background.waits_for(job)
