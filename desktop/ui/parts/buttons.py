"""Buttons: one primary to a surface, quiet ones beside it, icon buttons with a name."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop.ui.look.icons import icon
from desktop.ui.look.theme import grown, tones

_ICON_PX = 16
"""At 100 %; icons grow with the type."""
_RECOLOURED = (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange, QEvent.Type.FontChange)


class ActButton(QPushButton):
    """A button that says what it does; `look` names its place in the hierarchy for the style sheet."""

    def __init__(
        self, words: str, on_click: Callable[[], object], look: str = "plain", mark: str = ""
    ) -> None:
        super().__init__(words)
        self._mark = mark
        self.setAccessibleName(words)
        self.setProperty("look", look)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(look == "primary")
        self._colour()
        self.clicked.connect(lambda _checked: on_click())

    def rename(self, words: str) -> None:
        """Say something else."""
        self.setText(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() in _RECOLOURED:
            self._colour()

    def _colour(self) -> None:
        if self._mark:
            now = tones()
            primary = self.property("look") == "primary"
            enabled = now.on_accent if primary else now.ink
            side = grown(_ICON_PX)
            self.setIcon(icon(self._mark, enabled if self.isEnabled() else now.muted, side))
            self.setIconSize(QSize(side, side))


class WideButton(ActButton):
    """As wide as its column; words that do not fit into a line are broken into several."""

    def __init__(
        self, words: str, on_click: Callable[[], object], look: str = "primary", mark: str = ""
    ) -> None:
        self._words = words
        super().__init__(words, on_click, look, mark)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        self.setSizePolicy(policy)

    def rename(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setAccessibleName(words)
        self._break()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew for the width at hand."""
        super().resizeEvent(event)
        self._break()

    def changeEvent(self, event: QEvent) -> None:
        """Break them anew for a larger or smaller type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._break()

    def _break(self) -> None:
        """One word more to a line as long as the button would still fit."""
        lines: list[str] = []
        for word in self._words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            self.setText(longer)
            if lines and self.sizeHint().width() <= self.width():
                lines[-1] = longer
            else:
                lines.append(word)
        self.setText("\n".join(lines))


class IconButton(QToolButton):
    """A small button with an icon only; its name is its tooltip too."""

    def __init__(self, mark: str, name: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._mark = mark
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._colour()
        self.clicked.connect(lambda _checked: on_click())

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again when the theme or the size of type changes."""
        super().changeEvent(event)
        if event.type() in _RECOLOURED:
            self._colour()

    def _colour(self) -> None:
        side = grown(_ICON_PX)
        self.setIcon(icon(self._mark, tones().muted, side))
        self.setIconSize(QSize(side, side))
