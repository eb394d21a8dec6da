"""An icon of ours beside words, drawn anew whenever the theme changes."""

from PySide6.QtCore import QEvent

from desktop.ui.look.icons import pixmap
from desktop.ui.look.theme import tones
from desktop.ui.parts.labels import Words


class Mark(Words):
    """One icon of `size` logical pixels; `tone` names a colour of the tones in use."""

    def __init__(self, name: str, tone: str, size: int = 18) -> None:
        super().__init__()
        self._size = size
        self.tell(name, tone)

    def tell(self, name: str, tone: str) -> None:
        """Show another icon, or the same in another tone."""
        self._name, self._tone = name, tone
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._name, getattr(tones(), self._tone), self._size))
