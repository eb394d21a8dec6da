"""Making and unlocking a vault: the only part of the window that handles a secret, and keeps none."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.domain.failures import Cancelled, Failure
from desktop.ui.background import Background
from desktop.ui.settings import DeskSettings
from desktop.ui.slots.recovery_paper import print_recovery_code
from desktop.workflows.custody.read_key_file import read_key_file
from desktop.workflows.custody_ports import Custody
from desktop.workflows.keeping_ports import SlotInfo, SlotKind
from desktop.workflows.ports import Desk, Tools
from desktop.workflows.vault_ports import Vault

_SETTINGS = "desk/settings"
"""Where the vault keeps them: desk state, encrypted."""


class Opened(NamedTuple):
    """An unlocked desk with the settings that its vault keeps."""

    desk: Desk
    settings: DeskSettings


class Made(NamedTuple):
    """A new vault, open, with the code that must be written down."""

    opened: Opened
    directory: Path
    code: str


class Door(QObject):
    """`opened`, `made` and `found` bring good news; `refused` the sentence of a failure."""

    opened = Signal(object)
    made = Signal(object)
    found = Signal(object, object)
    """A directory and its slots."""
    refused = Signal(str)
    waiting = Signal(int)
    """Seconds until a secret may be tried again, after too many failed."""

    def __init__(
        self,
        background: Background,
        custody: Custody | None,
        tools: Tools,
        make_desk: Callable[[Vault, Tools], Desk],
    ) -> None:
        super().__init__(background)
        self._background = background
        self._custody = custody
        self._tools = tools
        self._make_desk = make_desk

    @property
    def usable(self) -> bool:
        """Whether vaults can be made and opened here; a demo has one that was opened already."""
        return self._custody is not None

    def look(self, directory: Path) -> None:
        """Find out how a vault can be opened."""
        custody = self._custody
        if custody is not None:

            def found(slots: list[SlotInfo]) -> None:
                self.found.emit(directory, slots)
                self._tell_wait(custody, directory)

            self._background.run(lambda _p: custody.slots(str(directory)), found, otherwise=self._on_failure)

    def unlock(self, directory: Path, kind: SlotKind, secret: str, key_file: Path | None = None) -> None:
        """Open a vault; a key file is read only then."""
        custody = self._custody
        if custody is None:
            return

        def failed(failure: Failure) -> None:
            self._on_failure(failure)
            self._tell_wait(custody, directory)

        def open_it() -> Opened | None:
            content = read_key_file(self._tools.files, key_file)
            try:
                return self._open(custody.unlock(str(directory), kind, secret, key_file=content))
            except Cancelled:
                return None

        def came(opened: Opened | None) -> None:
            if opened is None:
                self.refused.emit("")
            else:
                self.opened.emit(opened)

        self._background.run(lambda _p: open_it(), came, otherwise=failed)

    def give_up(self) -> None:
        """Stop waiting for a card or a PIN; the vault stays locked."""
        if self._custody is not None:
            self._custody.give_up()

    def save_code(self, code: str, directory: Path, path: Path) -> None:
        """Write a sheet with the recovery code of a new vault, to be printed."""
        files, name = self._tools.files, directory.name.removesuffix(".embargo")
        sheet = print_recovery_code(code, name, self._tools.now())
        self._background.run(lambda _p: files.write_new(path, sheet))

    def make(self, directory: Path, passphrase: str) -> None:
        """Make a vault, with the OS keyring as a third slot where there is one that we trust."""
        custody, now = self._custody, self._tools.now
        if custody is None:
            return

        def make() -> Made:
            keyring = custody.keyring_available()
            vault, code = custody.create(str(directory), passphrase=passphrase, keyring=keyring, now=now())
            return Made(self._open(vault), directory, code)

        self._background.run(lambda _p: make(), self.made.emit, otherwise=self._on_failure)

    def keep_settings(self, desk: Desk, settings: DeskSettings) -> None:
        """Keep the settings in the vault."""
        content = msgspec.json.encode(settings)
        self._background.run(lambda _p: desk.vault.keep_draft(_SETTINGS, content))

    def _tell_wait(self, custody: Custody, directory: Path) -> None:
        self._background.run(
            lambda _p: custody.wait_s(str(directory)), self.waiting.emit, otherwise=self._on_failure
        )

    def _open(self, vault: Vault) -> Opened:
        kept = vault.draft(_SETTINGS)
        settings = msgspec.json.decode(kept, type=DeskSettings) if kept else DeskSettings()
        return Opened(self._make_desk(vault, self._tools), settings)

    def _on_failure(self, failure: Failure) -> None:
        self.refused.emit(str(failure))
