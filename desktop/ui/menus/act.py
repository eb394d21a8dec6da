"""An entry of a menu that is done at the desk."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.ui.pages.desk_page import DeskPage


class Act(NamedTuple):
    """Its name for settings, which never changes; words, the key that it comes with, and what it does."""

    name: str
    words: str
    key: str
    run: Callable[["DeskPage"], object]
    why_not: Callable[["DeskPage"], str] = lambda _desk: ""
    """A sentence why it cannot be done now; empty when it can be tried."""
    on_many: bool = False
    """Whether it is about the cases that are chosen, where any is."""
