"""An icon of ours beside words, drawn anew whenever the theme changes."""

from PySide6.QtCore import QEvent

from desktop.ui.look.icons import pixmap
from desktop.ui.look.theme import grown, tones
from desktop.ui.parts.labels import Words

REDRAWN = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class Mark(Words):
    """One icon, `size` logical pixels at 100 % of type; `tone` names a colour of the tones in use."""

    def __init__(self, name: str, tone: str, size: int = 18) -> None:
        super().__init__()
        self._size = size
        self.tell(name, tone)

    def tell(self, name: str, tone: str) -> None:
        """Show another icon, or the same in another tone."""
        self._name, self._tone = name, tone
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the size of type."""
        super().changeEvent(event)
        if event.type() in REDRAWN:
            self._draw()

    def event(self, event: QEvent) -> bool:
        """Follow the window onto a denser screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()
        return super().event(event)

    def _draw(self) -> None:
        colour = getattr(tones(), self._tone)
        self.setPixmap(pixmap(self._name, colour, grown(self._size), self.devicePixelRatioF()))
