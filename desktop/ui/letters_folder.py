"""Where letters are saved: asked each time, or in a folder that a person chose for all of them."""

from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.message_bar import Message


class LettersFolder(QObject):
    """Remembers the folder for the session; whoever hears `chosen` keeps it for longer."""

    chosen = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.path = ""

    def place(self, parent: QWidget, title: str, name: str) -> Path | None:
        """A path that is free in the folder, else the one that is picked, or None; media may be away."""
        if not self.path or not Path(self.path).is_dir():
            return choose_new_path(parent, title, name)
        first = Path(self.path, name)
        others = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
        return next(path for path in chain([first], others) if not path.exists())

    def of_saving(self, path: Path, *, encrypted: bool) -> Message:
        """What was saved where; a folder that is not the chosen one is offered as that."""
        words = self.tr("The letter was saved, encrypted: {path}")
        if not encrypted:
            words = self.tr("The letter was saved. It is not encrypted: {path}")
        folder = str(path.parent)
        return Message(
            "good" if encrypted else "warn",
            words.format(path=path),
            "" if self.path == folder else self.tr("Always save there"),
            lambda: self.choose(folder),
            seconds=10 if encrypted else 0,
        )

    def choose(self, folder: str) -> None:
        """Save letters there from now on."""
        self.path = folder
        self.chosen.emit(folder)
