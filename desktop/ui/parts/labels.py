"""Labels: the one file that makes a QLabel, so that none ever guesses that its text is rich."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.look.broken_lines import breakable
from desktop.ui.look.sentences import said
from desktop.ui.parts.tips import tip_of

if TYPE_CHECKING:
    from desktop.ui.look.wording import Chip

_LONGEST = 240
"""Characters of a stranger's line that are shown where it may wrap."""
_RESIZED = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LONGEST_LINE, _LONGEST_TIP = 1000, 600


class Words(QLabel):
    """Our own words as plain text, also those of the lower rooms; `look` names a place in the style sheet.

    Layouts ask again and again how high they are at some widths, and Qt breaks the lines anew each time.
    """

    def __init__(
        self, text: str = "", look: str = "body", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setOpenExternalLinks(False)
        self.setProperty("look", look)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(said(text))

    def say(self, text: str, look: str = "") -> None:
        """Replace the words and, where given, their place in the hierarchy."""
        self.setText(said(text))
        if look and look != self.property("look"):
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)
            self._heights.clear()

    def setText(self, text: str) -> None:
        """Other words have another height."""
        if text != self.text():
            self._heights.clear()
            super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """So they have in another type."""
        super().changeEvent(event)
        if event.type() in _RESIZED:
            self._heights.clear()

    def heightForWidth(self, width: int) -> int:
        """What was found out for this width before, as long as it holds."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


class ChipLabel(Words):
    """A few words on a pale ground."""

    def __init__(self, chip: "Chip | None" = None) -> None:
        super().__init__(look="chip-muted")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if chip is None:
            self.hide()
        else:
            self.say(chip.words, f"chip-{chip.tone}")

    def tell(self, chip: "Chip") -> None:
        """Show other words in another tone."""
        self.say(chip.words, f"chip-{chip.tone}")
        self.setVisible(True)


class InertLabel(Words):
    """What a stranger wrote: escaped, plain, cut at the end where it does not fit.

    One that is cut can be read whole, by a click on it or by Return.
    """

    def __init__(self, text: Untrusted | None = None, look: str = "body", *, lines: bool = False) -> None:
        super().__init__(look=look, wrap=lines)
        self._whole = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(lines)
        self.setSizePolicy(policy)
        if text is not None:
            self.show_text(text)

    @property
    def is_cut(self) -> bool:
        """Whether only a part of it is in sight."""
        return self.text() not in (self._whole, breakable(self._whole))

    def show_text(self, text: Untrusted) -> None:
        """Show this; line breaks become spaces."""
        self._whole = text.line
        self.setAccessibleName(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the width at hand."""
        super().resizeEvent(event)
        self._cut()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Read the whole of it."""
        if self.is_cut and event.button() == Qt.MouseButton.LeftButton:
            self.read_whole()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return does the same."""
        if self.is_cut and event.key() in _OPENING:
            self.read_whole()
        else:
            super().keyPressEvent(event)

    def read_whole(self) -> None:
        """Show all of it in a window of its own."""
        from desktop.ui.parts.whole_text import WholeText  # noqa: PLC0415 - which is made of labels itself

        WholeText(self.window(), Untrusted(self._whole)).open()

    def _cut(self) -> None:
        if self.wordWrap():
            cut = self._whole[:_LONGEST]
            self.setText(breakable(cut if cut == self._whole else f"{cut}…"))
        else:
            metrics, room = self.fontMetrics(), max(self.width(), 24)
            start = self._whole[:_LONGEST_LINE]  # no line is wider: Qt would measure all of it
            self.setText(metrics.elidedText(start, Qt.TextElideMode.ElideRight, room))
            if start != self._whole and self.text() == start:
                self.setText(f"{start}…")
        is_cut = self.is_cut
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_cut else Qt.FocusPolicy.NoFocus)
        self.setToolTip(tip_of(self._whole[:_LONGEST_TIP]) if is_cut else "")
        self.setAccessibleDescription(self.tr("Cut here. Return shows all of it.") if is_cut else "")
