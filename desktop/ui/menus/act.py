"""An entry of a menu that is done at the desk."""

from collections.abc import Callable

from desktop.ui.pages.desk_page import DeskPage

Act = tuple[str, str, Callable[[DeskPage], object]]
"""Words, key, and what it does."""
