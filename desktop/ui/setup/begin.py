"""Begins the steps after the vault; what they are made of is imported only then, as the desk is."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


def set_up(window: "MainWindow") -> None:
    """Go on with a vault that was just made."""
    from desktop.ui.setup.setup_errand import SetupErrand  # noqa: PLC0415 - see above

    SetupErrand(window).begin()
