"""Buttons: one primary to a surface, quiet ones beside it, icon buttons with a name."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QToolButton, QWidget

from desktop.ui.look.icons import icon
from desktop.ui.look.theme import tones


class ActButton(QPushButton):
    """A button that says what it does; `look` is "primary", "quiet" or "danger"."""

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
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._colour()

    def _colour(self) -> None:
        if self._mark:
            now = tones()
            primary = self.property("look") == "primary"
            enabled = now.on_accent if primary else now.ink
            self.setIcon(icon(self._mark, enabled if self.isEnabled() else now.muted))
            self.setIconSize(QSize(16, 16))


class ButtonRow(QWidget):
    """Buttons beside each other, or below each other where there is no room."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__()
        self._buttons = buttons
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for button in buttons:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where they do not fit."""
        super().resizeEvent(event)
        wanted = sum(button.sizeHint().width() + 8 for button in self._buttons)
        fits = wanted <= self.width()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(across if fits else down)


class IconButton(QToolButton):
    """A small button with an icon only; its name is its tooltip too."""

    def __init__(self, mark: str, name: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._mark = mark
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setIconSize(QSize(16, 16))
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._colour()
        self.clicked.connect(lambda _checked: on_click())

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self.setIcon(icon(self._mark, tones().muted))
