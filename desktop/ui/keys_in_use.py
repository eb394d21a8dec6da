"""Which key does what while somebody chooses: conflicts are said, and keys that belong to others refused."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

_WALKING = ("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown")
_MOVING = frozenset(("Tab", "Backtab", "Esc", "Space", "Return", "Enter", "Backspace", "Del", *_WALKING))
"""Keys that move through a window, alone or with Shift: whoever has no mouse needs them all."""
_OF_TEXT = frozenset(["Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"])


class KeysInUse:
    """The keys that commands come with, and those that differ from them; `words` are the commands' own."""

    def __init__(
        self, usual: Mapping[str, str], changed: Mapping[str, str], words: Mapping[str, str], menus: str
    ) -> None:
        self._usual = {name: normal(key) for name, key in usual.items()}
        self._changed = settled(usual, changed)
        self._words = words
        self._menus = {f"Alt+{letter.upper()}" for letter in menus}

    @property
    def changed(self) -> dict[str, str]:
        """What differs from what the commands come with."""
        return {name: key for name, key in self._changed.items() if key != self._usual[name]}

    def of(self, name: str) -> str:
        """The key of a command; empty when it has none."""
        return self._changed.get(name, self._usual[name])

    def usual(self, name: str) -> str:
        """The key that it comes with."""
        return self._usual[name]

    def holder(self, key: str, but: str) -> str:
        """Which other command has this key."""
        others = (name for name in self._usual if name != but)
        return next((name for name in others if key and self.of(name) == key), "")

    def objection(self, name: str, key: str) -> str:
        """A sentence why this key cannot be given to this command; empty where it can."""
        if not key or key == self.usual(name):
            return ""
        translate = QCoreApplication.translate
        if key.removeprefix("Shift+") in _MOVING:
            return translate("Keys", "{key} moves through the window: it cannot be changed.").format(key=key)
        if key in _OF_TEXT:
            return translate("Keys", "{key} belongs to text: it cannot be changed.").format(key=key)
        if key in self._menus:
            return translate("Keys", "{key} opens a menu: it cannot be changed.").format(key=key)
        return ""

    def conflict(self, name: str, key: str) -> str:
        """A sentence about who has this key already; empty where nobody has."""
        holder = self.holder(key, name)
        words = QCoreApplication.translate("Keys", "{key} does “{command}” already.")
        return words.format(key=key, command=self._words[holder]) if holder else ""

    def give(self, name: str, key: str) -> None:
        """From now on this key does it; whoever had it has none."""
        holder = self.holder(key, name)
        if holder:
            self._changed[holder] = ""
        self._changed[name] = key

    def reset(self, name: str) -> None:
        """The key that it comes with; whoever took that has none."""
        self.give(name, self.usual(name))

    def reset_all(self) -> None:
        """Every key as it comes."""
        self._changed = {}


def settled(usual: Mapping[str, str], changed: Mapping[str, str]) -> dict[str, str]:
    """The key of each command, none for two of them: what a person chose goes before what a command brings.

    A later version may bring a command whose key somebody has given to another one by then.
    """
    chosen = {name: normal(key) for name, key in changed.items() if name in usual}
    keys: dict[str, str] = {}
    for name in sorted(usual, key=lambda name: name not in chosen):
        key = chosen.get(name, normal(usual[name]))
        keys[name] = "" if key in keys.values() else key
    return keys


def normal(key: str) -> str:
    """As Qt spells it, so that two spellings of a key are one."""
    return QKeySequence(key).toString()
