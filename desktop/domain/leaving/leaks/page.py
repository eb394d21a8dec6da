"""A document as the lint reads it: in all its notations, whole and by lines."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain

from desktop.domain.leaving.notations import Notations, notations

_WORD = re.compile(r"\w+")
_LONGEST_WRAP = 3
"""Lines over which a name or an encoded piece may be broken."""


class Page:
    """Reads a text once; a line and its neighbours only when something is found in the whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._windows: dict[tuple[int, int], Notations] = {}

    @cached_property
    def whole(self) -> Notations:
        """The text in all notations."""
        return notations(self.text)

    @cached_property
    def pieces(self) -> str:
        """What stands between blanks in any notation, each once: what has no blank is here or nowhere.

        A third of the text and all its notations, or less.
        """
        return _pieces(self.whole.written if self.text.isascii() else (self.text, *self.whole.written))

    @cached_property
    def folded_pieces(self) -> str:
        """The same without regard to letter case."""
        return self.pieces.casefold() if self.pieces.isascii() else _pieces(self.whole.folded)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of any notation, without regard to letter case."""
        return frozenset(_WORD.findall(self.folded_pieces))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """As an editor counts them."""
        return tuple(self.text.replace("\r\n", "\n").split("\n"))

    def lines_where(self, holds: Callable[[Notations], bool]) -> tuple[int, ...]:
        """The lines in which it holds; else where a few together do; (0,) for the text as a whole."""
        if not holds(self.whole):
            return ()
        for size in range(1, _LONGEST_WRAP + 1):
            found = tuple(n + 1 for n in range(len(self.lines)) if holds(self._window(n, size)))
            if found:
                return found
        return (0,)

    def places(self, find: Callable[[Notations], Iterable[str]]) -> Iterator[tuple[str, int]]:
        """Everything that is found in the whole, with each of its lines; every line is searched once."""
        lines: dict[str, list[int]] = {what: [] for what in find(self.whole)}
        for size in range(1, _LONGEST_WRAP + 1):
            sought = {what for what, found in lines.items() if not found}
            for first in range(len(self.lines)) if sought else ():
                for what in sought.intersection(find(self._window(first, size))):
                    lines[what].append(first + 1)
        yield from ((what, line) for what, found in lines.items() for line in found or (0,))

    def _window(self, first: int, size: int) -> Notations:
        if (first, size) not in self._windows:
            self._windows[first, size] = notations("\n".join(self.lines[first : first + size]))
        return self._windows[first, size]


def _pieces(readings: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(chain.from_iterable(map(str.split, readings))))
