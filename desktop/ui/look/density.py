"""How close things stand: with air around them, or drawn together so that more of them is in sight."""

from typing import Literal

from PySide6.QtCore import QCoreApplication

Density = Literal["comfortable", "compact"]

_LEFT = 0.5
"""What is left of the air between things when they are drawn together."""
_COMPACT = "embargo-compact"


def drawn_in(px: int, density: Density) -> int:
    """A distance of the comfortable desk, as it is in this density."""
    return round(px * _LEFT) if density == "compact" else px


def use_density(density: Density) -> None:
    """From now on things stand like this; what is laid out already hears of it as a change of its style."""
    app = QCoreApplication.instance()
    assert app is not None
    app.setProperty(_COMPACT, density == "compact")


def air(px: int) -> int:
    """A distance between things, as it is in the density in use."""
    app = QCoreApplication.instance()
    return drawn_in(px, "compact" if app is not None and app.property(_COMPACT) else "comfortable")
