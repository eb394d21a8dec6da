"""What the workflows ask of whoever puts words on paper: drawing needs fonts, so it is the window's craft."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from desktop.domain.leaving.cleared import Cleared
from desktop.formats.advisories.prose.page import Page


class Printed(msgspec.Struct, frozen=True):
    """A document as PDF, and every word that stands in it."""

    content: bytes
    words: tuple[str, ...]
    pages: int = 1
    undrawn: str = ""
    """Characters that no font at hand has a shape for: a reader would see boxes."""


class OnPaper(msgspec.Struct, frozen=True):
    """A document that the gate cleared, and on how many pages it stands."""

    cleared: Cleared
    pages: int
    case_id: str = ""
    """The case that it is about; empty for one across cases."""


DrawAdvisory = Callable[[Page, datetime], Printed]
"""Draws an advisory that is dated so; the same page and instant give the same bytes on the same machine."""
