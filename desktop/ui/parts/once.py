"""What is made when it is first wanted: few see all that a desk can show, and nobody waits for the rest."""

from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Once(Generic[_T]):
    """Call it to have it; `made` tells whether anybody did."""

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make = make
        self.made: _T | None = None

    def __call__(self) -> _T:
        """The one that there is, or is from now on."""
        if self.made is None:
            self.made = self._make()
        return self.made
