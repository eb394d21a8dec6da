"""Pieces of the report's own proof of concept, and of what is labelled as restricted."""

from collections.abc import Callable, Iterator

from desktop.domain.leaving.leaks.guarded import Guarded, Known, Prints
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.leaks.prints import stands_in
from desktop.domain.leaving.notations import Notations


def proofs(page: Page, guarded: Guarded, known: Known) -> Iterator[Leak]:
    """Lines of code or payload that stand in a message or a file of the case too."""
    for line in page.lines_where(_holds(guarded.proofs, known)):
        yield Leak("proof", line, "a piece of the report or its files")


def restricted(page: Page, guarded: Guarded, known: Known) -> Iterator[Leak]:
    """Words of a labelled note, file or paragraph."""
    for line in page.lines_where(_holds(guarded.restricted, known)):
        yield Leak("restricted", line, "a piece of a labelled item")


def _holds(prints: Prints, known: Known) -> Callable[[Notations], bool]:
    return lambda read: any(stands_in(prints, text, known.words) for text in read.written)
