"""What a second start of the program hands to the window that is open."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Signal

from desktop.ui.fitting import bring_forward
from desktop.ui.parts.message_bar import Message
from desktop.ui.recent import vault_name

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class Handed(Protocol):
    """A vault to open, if one was named, and paths to take in."""

    @property
    def vault(self) -> Path | None: ...

    @property
    def paths(self) -> tuple[Path, ...]: ...

    @property
    def token(self) -> str:
        """By which a Wayland compositor lets the window come to the front."""


class OneDesk(Protocol):
    """The pipe through which it comes."""

    @property
    def descriptor(self) -> int:
        """Readable when something was handed over; -1 where nothing can be."""

    def read(self) -> Handed | None:
        """What was handed over since; None while nothing is whole."""


class SecondStart(QObject):
    """Tells of each one."""

    came = Signal(object)
    """A Handed."""

    def __init__(self, parent: QObject, one: OneDesk) -> None:
        super().__init__(parent)
        self._one = one
        self._notifier: QSocketNotifier | None = None
        if one.descriptor >= 0:
            self._notifier = QSocketNotifier(one.descriptor, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_readable)

    def rest(self) -> None:
        """Listen no more: the pipe is about to be closed."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)

    def _on_readable(self) -> None:
        handed = self._one.read()
        if handed is not None:
            self.came.emit(handed)


def come_forward(window: "MainWindow", handed: Handed) -> None:
    """The program was started again: be in front, and do what that was to do."""
    if handed.token:
        os.environ["XDG_ACTIVATION_TOKEN"] = handed.token  # where Qt looks for it
    bring_forward(window)
    if window.door.opening:  # only then is it known which vault is open; the worker does one after the other
        window.background.run(lambda _p: None, lambda _done: _do(window, handed))
    else:
        _do(window, handed)


def _do(window: "MainWindow", handed: Handed) -> None:
    if handed.vault is None or handed.vault == window.entrance.directory:
        window.brought.name(handed.paths, handed.vault)
    else:
        _offer(window, handed.vault, handed.paths)


def _offer(window: "MainWindow", vault: Path, paths: tuple[Path, ...]) -> None:
    """Go to another vault's door; from an open one only if asked to. The paths are for that vault."""
    if window.page is None and window.entrance.unfinished is None:
        window.brought.name(paths, vault)
        window.entrance.go_to(vault)
        return

    def go() -> None:
        window.entrance.directory = vault
        window.lock()
        window.brought.name(paths, vault)

    translate = QCoreApplication.translate
    words = translate("SecondStart", "The vault {name} is to be opened. This one has to be locked for it.")
    told = words.format(name=vault_name(vault))
    window.bar.show_message(Message("info", told, translate("SecondStart", "Lock and go there"), go))
