"""What is brought to the window: named at a start, picked, pasted or dropped."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData

from desktop.ui.appearance import running_app
from desktop.ui.parts.arrivals import messages_in
from desktop.ui.parts.choose_file import choose_files, choose_folder

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class Brought:
    """Gives it to the desk; what a start named waits until the vault is open that it is meant for."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._waiting: list[tuple[Path | None, Path]] = []

    @property
    def waiting(self) -> tuple[Path, ...]:
        """What no vault was open for yet."""
        return tuple(path for _vault, path in self._waiting)

    def name(self, paths: Sequence[Path], vault: Path | None = None) -> None:
        """Take in what a start named, for this vault or for the next one that is open."""
        self._waiting += [(vault, path) for path in paths]
        self.deliver()

    def deliver(self) -> None:
        """Take in what waits for the vault that is open, if one is."""
        page, here = self._window.page, (None, self._window.entrance.directory)
        if page is None:
            return
        named = [path for vault, path in self._waiting if vault in here]
        self._waiting = [(vault, path) for vault, path in self._waiting if vault not in here]
        if named:
            page.session.receive(named)

    def open_reports(self) -> None:
        """Pick messages and take them in."""
        paths = choose_files(self._window, QCoreApplication.translate("MainWindow", "Open reports"))
        if paths and self._window.page is not None:
            self._window.page.session.receive(paths)

    def open_folder(self) -> None:
        """Pick a folder and take in every report in it."""
        words = QCoreApplication.translate("MainWindow", "Open a folder of reports")
        folder = choose_folder(self._window, words)
        if folder is not None and self._window.page is not None:
            self._window.page.session.receive([folder])

    def paste(self) -> None:
        """Take in what is on the clipboard: files, a path, or a whole message."""
        messages = messages_in(running_app().clipboard().mimeData())
        if messages and self._window.page is not None:
            self._window.page.session.receive(messages)

    def drop(self, data: QMimeData) -> bool:
        """Take in what was dropped; whether there was anything in it, and a vault open for it."""
        messages = messages_in(data)
        if not messages or self._window.page is None:
            return False
        self._window.page.take_in(messages)
        return True
