"""How large a person made the window and its columns: kept in the vault, found again when it is opened.

Only sizes are kept, never places: where a window stands is for the desktop to say, so that it never opens on
a screen that is unplugged by now; and no size is larger than the screen at hand.
"""

from functools import partial
from typing import Annotated

import msgspec
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.domain.undecodable import decoded
from desktop.ui.fitting import fitted

SIZES = "desk/sizes"
"""Where the vault keeps them: desk state, encrypted."""

Pixels = Annotated[int, msgspec.Meta(ge=0, le=1 << 20)]
"""More than any screen has, and no more than Qt can count."""


class DeskSizes(msgspec.Struct):
    """Pixels; 0 where the person never chose. `parts` holds the shares of each splitter by name."""

    width: Pixels = 0
    height: Pixels = 0
    maximized: bool = False
    parts: dict[str, list[Pixels]] = {}


def read_sizes(kept: bytes) -> DeskSizes:
    """What was kept; what cannot be read is not worth a word, and begins anew."""
    return decoded(kept, DeskSizes, DeskSizes())


class KeptSizes(QObject):
    """Gives splitters the shares that the person gave them, and notes new ones."""

    def __init__(self, parent: QObject, sizes: DeskSizes) -> None:
        super().__init__(parent)
        self.sizes = sizes

    def watch(self, name: str, splitter: QSplitter) -> None:
        """Look after this splitter; only what a person moves is noted."""
        shares = self.of(name, splitter)
        if shares:
            splitter.setSizes(shares)
        splitter.splitterMoved.connect(partial(self._note, name, splitter))

    def of(self, name: str, splitter: QSplitter) -> list[int]:
        """The shares of its parts; empty where there are none to be had."""
        shares = self.sizes.parts.get(name, [])
        return shares if len(shares) == splitter.count() and all(share > 0 for share in shares) else []

    def _note(self, name: str, splitter: QSplitter, *_moved: int) -> None:
        if all(splitter.sizes()):
            self.sizes.parts[name] = splitter.sizes()


def measure(window: QWidget, sizes: DeskSizes) -> bytes:
    """What is to be kept of this window now."""
    sizes.maximized = window.isMaximized()
    if not sizes.maximized:
        sizes.width, sizes.height = window.width(), window.height()
    return msgspec.json.encode(sizes)


def give_size(window: QWidget, sizes: DeskSizes) -> None:
    """Make the window as large as it was, as far as the screen that it is on has room for that."""
    if sizes.width > 0 and sizes.height > 0 and not window.isMaximized():
        window.resize(fitted(QSize(sizes.width, sizes.height), window.screen().availableGeometry()))
    if sizes.maximized:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
