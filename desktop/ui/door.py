"""Making and unlocking a vault: the only part of the window that handles a secret, and keeps none."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.domain.failures import Failure, VaultDamaged
from desktop.ui.background import Background
from desktop.ui.settings import DeskSettings
from desktop.workflows.custody.tell_damage import damage_sentence
from desktop.workflows.custody_ports import Custody
from desktop.workflows.keeping_ports import SlotInfo, SlotKind
from desktop.workflows.ports import Desk, Progress, Tools
from desktop.workflows.vault_ports import Vault

_SETTINGS = "desk/settings"
"""Where the vault keeps them: desk state, encrypted."""


class Opened(NamedTuple):
    """An unlocked desk with the settings that its vault keeps."""

    desk: Desk
    settings: DeskSettings
    notice: str = ""
    """What has to be known of it: that it is what was left of a damaged one."""


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
    damaged = Signal()
    """After `refused`: what is whole can be looked at, or made a new vault."""
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

    def unlock(self, directory: Path, kind: SlotKind, secret: str) -> None:
        """Open a vault."""
        custody = self._custody
        if custody is None:
            return

        def failed(failure: Failure) -> None:
            self._on_failure(failure)
            self._tell_wait(custody, directory)

        self._background.run(
            lambda _p: self._open(custody.unlock(str(directory), kind, secret)),
            self.opened.emit,
            otherwise=failed,
        )

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

    def look_at_what_is_whole(self, directory: Path, kind: SlotKind, secret: str) -> None:
        """Open what can be read of a damaged vault, for reading only."""
        custody, words = self._custody, self.tr("Reading every page of the damaged vault")
        if custody is None:
            return

        def look(progress: Progress) -> Opened:
            progress.step(words)
            damage = custody.examine(str(directory), kind, secret)
            opened = self._open(custody.look(str(directory), kind, secret))
            return opened._replace(notice=damage_sentence(damage))

        self._background.run(look, self.opened.emit, otherwise=self._on_failure)

    def salvage(self, directory: Path, way: tuple[SlotKind, str], target: Path, passphrase: str) -> None:
        """Make a new vault of what can be read of a damaged one, and open it; `way` opens the damaged one."""
        custody, now, words = self._custody, self._tools.now, self.tr("Salvaging what can be read")
        if custody is None:
            return

        def salvage(progress: Progress) -> Made:
            progress.step(words)
            done = custody.salvage(str(directory), *way, str(target), passphrase=passphrase, now=now())
            opened = self._open(custody.unlock(str(target), "passphrase", passphrase))
            notice = damage_sentence(done.damage, salvaged=True)
            return Made(opened._replace(notice=notice), target, done.recovery_code)

        self._background.run(salvage, self.made.emit, otherwise=self._on_failure)

    def restore(self, backup: Path, target: Path) -> None:
        """Make a vault at a new place from a backup, and go to its door."""
        custody, words = self._custody, self.tr("Restoring the backup")
        if custody is None:
            return

        def restore(progress: Progress) -> None:
            progress.step(words)
            custody.restore(str(backup), str(target))

        self._background.run(restore, lambda _done: self.look(target), otherwise=self._on_failure)

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
        if isinstance(failure, VaultDamaged):
            self.damaged.emit()
