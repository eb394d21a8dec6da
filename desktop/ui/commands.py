"""Every command of the window as an action: menus, shortcuts and the cheat-sheet come from here."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

_TYPED_IN = (QLineEdit, QPlainTextEdit, QDateTimeEdit, QComboBox)
_PRESSED = (QAbstractButton, QTabBar)
"""Where Return belongs to the widget."""

RETURN = "Return"


class Command(NamedTuple):
    """Words, key, what it does, and whether it needs an unlocked desk or a case."""

    words: str
    key: str
    run: Callable[[], object]
    on_desk: bool = True


class Commands(QObject):
    """Builds the menus, their groups apart; single letters rest while somebody types."""

    def __init__(self, window: QWidget, menus: dict[str, list[list[Command]]]) -> None:
        super().__init__(window)
        self.bar = QMenuBar(window)
        self.bar.setAccessibleName(self.tr("Menu"))
        self.actions: list[QAction] = []
        self._on_desk: list[QAction] = []
        self._letters: list[QAction] = []
        self._unlocked = False
        self._letters_wanted = True
        for title, groups in menus.items():
            menu = self.bar.addMenu(title)
            menu.setAccessibleName(title.replace("&", ""))
            for group in groups:
                menu.addSeparator()  # the first is not shown (QMenu::separatorsCollapsible)
                for command in group:
                    self._add(menu, command)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self.unlock(False)

    def unlock(self, unlocked: bool) -> None:
        """Allow what needs an open vault, or not."""
        self._unlocked = unlocked
        self._on_focus(QApplication.focusWidget())

    def use_letters(self, wanted: bool) -> None:
        """Whether single letters are shortcuts at all (WCAG 2.1, 2.1.4)."""
        self._letters_wanted = wanted
        self._on_focus(QApplication.focusWidget())

    def _add(self, menu: QMenu, command: Command) -> None:
        action = menu.addAction(command.words)
        action.setShortcut(QKeySequence(command.key))
        action.triggered.connect(lambda _checked: command.run())
        self.actions.append(action)
        if command.on_desk:
            self._on_desk.append(action)
        if len(command.key.removeprefix("Shift+")) == 1 or command.key == RETURN:
            self._letters.append(action)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._on_focus(new)

    def _on_focus(self, widget: QWidget | None) -> None:
        typing = isinstance(widget, _TYPED_IN) and not getattr(widget, "isReadOnly", lambda: False)()
        for action in self._on_desk:
            action.setEnabled(self._unlocked)
        for action in self._letters:
            allowed = self._letters_wanted and not typing
            if action.shortcut() == QKeySequence(RETURN):
                allowed = not typing and not isinstance(widget, _PRESSED)
            action.setEnabled(allowed and (self._unlocked or action not in self._on_desk))
