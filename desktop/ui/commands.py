"""Every command of the window as an action: menus, shortcuts and the cheat-sheet come from here."""

from collections.abc import Callable, Mapping
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

from desktop.ui.keys_in_use import settled
from desktop.ui.parts.labels import InertLabel

_TYPED_IN = (QLineEdit, QPlainTextEdit, QDateTimeEdit, QComboBox)
_PRESSED = (QAbstractButton, QTabBar, InertLabel)
"""Where Return belongs to the widget."""

RETURN = "Return"


class Command(NamedTuple):
    """Its name for settings; words, the key that it comes with, what it does, and whether it needs a desk."""

    name: str
    words: str
    key: str
    run: Callable[[], object]
    why_not: Callable[[], str] = lambda: ""
    """A sentence why it cannot be done now; asked while the desk is unlocked, if it needs one."""
    on_desk: bool = True


class Commands(QObject):
    """Builds the menus, their groups apart; single letters rest while somebody types.

    Each action bears the name of its command.
    """

    def __init__(self, window: QWidget, menus: dict[str, list[list[Command]]]) -> None:
        super().__init__(window)
        self.bar = QMenuBar(window)
        self.bar.setAccessibleName(self.tr("Menu"))
        self.actions: list[QAction] = []
        self._commands: dict[str, Command] = {}
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

    def bind(self, keys: Mapping[str, str]) -> None:
        """Use these keys by the names of commands; all others have the key that they come with."""
        of = settled(self.usual_keys, keys)
        for action in self.actions:
            action.setShortcut(QKeySequence(of[action.objectName()]))
        self._on_focus(QApplication.focusWidget())

    @property
    def mnemonics(self) -> str:
        """The letters that open menus, with Alt."""
        titles = (action.text().partition("&") for action in self.bar.actions())
        return "".join(rest[:1] for _before, _mark, rest in titles)

    @property
    def usual_keys(self) -> dict[str, str]:
        """The key that each command comes with, by its name."""
        return {name: command.key for name, command in self._commands.items()}

    def action(self, name: str) -> QAction:
        """The one of this name."""
        return next(action for action in self.actions if action.objectName() == name)

    def why_not(self, action: QAction) -> str:
        """A sentence why it cannot be done now; empty when it can be tried."""
        command = self._commands[action.objectName()]
        if command.on_desk and not self._unlocked:
            return self.tr("The vault is locked. Unlock it first.")
        return command.why_not()

    def run(self, action: QAction) -> None:
        """Do it, wherever the keyboard is."""
        self._commands[action.objectName()].run()

    def _add(self, menu: QMenu, command: Command) -> None:
        action = menu.addAction(command.words)
        action.setObjectName(command.name)
        action.setShortcut(QKeySequence(command.key))
        action.triggered.connect(lambda _checked: command.run())
        self.actions.append(action)
        self._commands[command.name] = command

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._on_focus(new)

    def _on_focus(self, widget: QWidget | None) -> None:
        typing = isinstance(widget, _TYPED_IN) and not getattr(widget, "isReadOnly", lambda: False)()
        pressed = typing or isinstance(widget, _PRESSED)
        for action in self.actions:
            allowed = self._unlocked or not self._commands[action.objectName()].on_desk
            if action.shortcut() == QKeySequence(RETURN):
                allowed = allowed and not pressed
            elif is_single(action.shortcut()):
                allowed = allowed and self._letters_wanted and not typing
            action.setEnabled(allowed)


def is_single(key: QKeySequence) -> bool:
    """Whether it is one character without Ctrl, Alt or Meta, as somebody types it."""
    return len(key.toString().removeprefix("Shift+")) == 1
