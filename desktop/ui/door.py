"""Making and unlocking a vault: the only part of the window that handles a secret, and keeps none."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop.domain.failures import Cancelled, Failure, VaultDamaged
from desktop.ui.background import Background
from desktop.ui.desk_sizes import SIZES, DeskSizes, read_sizes
from desktop.ui.job import Job
from desktop.ui.recent import vault_name
from desktop.ui.settings import DeskSettings, read_settings
from desktop.workflows.slot_ports import SlotInfo, SlotKind

if TYPE_CHECKING:
    from desktop.workflows.custody_ports import Custody
    from desktop.workflows.ports import Desk, Progress, Tools
    from desktop.workflows.repair_ports import Damage
    from desktop.workflows.vault_ports import Vault

_SETTINGS = "desk/settings"
"""Where the vault keeps them: desk state, encrypted."""


Way = tuple[SlotKind, str, Path | None]
"""What opens a vault: the kind of slot, the secret, and the key file, if one is named."""


class Opened(NamedTuple):
    """An unlocked desk with the settings that its vault keeps."""

    desk: "Desk"
    settings: DeskSettings
    sizes: DeskSizes | None = None
    notice: str = ""
    """What has to be known of it: that it is what was left of a damaged one."""
    directory: Path | None = None
    """Where the vault lies, unless it is thrown away."""


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
        custody: "Custody | None",
        tools: "Callable[[], Tools]",
        make_desk: "Callable[[Vault, Tools], Desk]",
    ) -> None:
        super().__init__(background)
        self.background = background
        self._custody = custody
        self._tools = tools
        self._make_desk = make_desk
        self._last_opening: Job | None = None

    @property
    def tools(self) -> "Tools":
        """What a desk works with, made when it is first asked for."""
        return self._tools()

    @property
    def usable(self) -> bool:
        """Whether vaults can be made and opened here; a demo has one that was opened already."""
        return self._custody is not None

    @property
    def opening(self) -> bool:
        """Whether a vault is about to be open: it was asked for, and nobody knows yet whether it will be."""
        return self._last_opening is not None and self.background.waits_for(self._last_opening)

    def look(self, directory: Path) -> None:
        """Find out how a vault can be opened."""
        custody = self._custody
        if custody is not None:

            def found(slots: list[SlotInfo]) -> None:
                self.found.emit(directory, slots)
                # once the door is drawn: to ask starts the process that will hold the key
                QTimer.singleShot(0, self, lambda: self._tell_wait(custody, directory))

            self.background.run(lambda _p: custody.slots(str(directory)), found, otherwise=self._on_failure)

    def unlock(self, directory: Path, kind: SlotKind, secret: str, key_file: Path | None = None) -> None:
        """Open a vault; a key file is read only then."""
        custody = self._custody
        if custody is None:
            return

        def failed(failure: Failure) -> None:
            self._on_failure(failure)
            self._tell_wait(custody, directory)

        def open_it() -> Opened | None:
            content = self._content(key_file)
            try:
                vault = custody.unlock(str(directory), kind, secret, key_file=content)
            except Cancelled:
                return None
            return self._open(vault, directory)

        def came(opened: Opened | None) -> None:
            if opened is None:
                self.refused.emit("")
            else:
                self.opened.emit(opened)

        self._last_opening = self.background.run(
            lambda _p: open_it(), came, otherwise=failed, doing=self.tr("Unlocking the vault")
        )

    def give_up(self) -> None:
        """Stop waiting for a card or a PIN; the vault stays locked."""
        if self._custody is not None:
            self._custody.give_up()

    def save_code(self, code: str, directory: Path, path: Path) -> None:
        """Write a sheet with the recovery code of a new vault, to be printed."""
        from desktop.ui.slots.recovery_paper import print_recovery_code  # noqa: PLC0415 - a locked door needs none of it
        from desktop.workflows.custody.keep_sheet import keep_sheet  # noqa: PLC0415 - likewise

        files, name = self.tools.files, vault_name(directory)
        sheet = print_recovery_code(code, name, self.tools.now())
        self.background.run(lambda _p: keep_sheet(files, path, sheet))

    def make(self, directory: Path, passphrase: str) -> None:
        """Make a vault, with the OS keyring as a third slot where there is one that we trust."""
        custody, now = self._custody, self.tools.now
        if custody is None:
            return

        def make() -> Made:
            keyring = custody.keyring_available()
            vault, code = custody.create(str(directory), passphrase=passphrase, keyring=keyring, now=now())
            return Made(self._open(vault, directory), directory, code)

        self._last_opening = self.background.run(
            lambda _p: make(), self.made.emit, otherwise=self._on_failure, doing=self.tr("Making the vault")
        )

    def look_at_what_is_whole(self, directory: Path, way: Way) -> None:
        """Open what can be read of a damaged vault, for reading only."""
        custody, words = self._custody, self.tr("Reading every page of the damaged vault")
        if custody is None:
            return

        def look(progress: "Progress") -> Opened:
            progress.step(words)
            kind, secret, content = self._given(way)
            damage = custody.examine(str(directory), kind, secret, key_file=content)
            vault = custody.look(str(directory), kind, secret, key_file=content)
            opened = self._open(vault, directory)
            return opened._replace(notice=_damage_sentence(damage))

        self._seek(look, self.opened)

    def salvage(self, directory: Path, way: Way, target: Path, passphrase: str) -> None:
        """Make a new vault of what can be read of a damaged one, and open it; `way` opens the damaged one."""
        custody, now, words = self._custody, self.tools.now, self.tr("Salvaging what can be read")
        if custody is None:
            return

        def salvage(progress: "Progress") -> Made:
            progress.step(words)
            kind, secret, content = self._given(way)
            place = str(target)
            done = custody.salvage(
                str(directory), kind, secret, place, key_file=content, passphrase=passphrase, now=now()
            )
            opened = self._open(custody.unlock(place, "passphrase", passphrase), target)
            notice = _damage_sentence(done.damage, salvaged=True)
            return Made(opened._replace(notice=notice), target, done.recovery_code)

        self._seek(salvage, self.made)

    def _given(self, way: Way) -> tuple[SlotKind, str, bytes]:
        kind, secret, key_file = way
        return kind, secret, self._content(key_file)

    def _content(self, key_file: Path | None) -> bytes:
        from desktop.workflows.custody.read_key_file import read_key_file  # noqa: PLC0415 - a locked door needs none of it

        return read_key_file(self.tools.files, key_file)

    def _seek(self, work: "Callable[[Progress], Opened | Made]", found: SignalInstance) -> None:
        """Do it in the background; where a person stopped what asks them, nothing is said."""

        def seek(progress: "Progress") -> Opened | Made | None:
            try:
                return work(progress)
            except Cancelled:
                return None

        def came(result: Opened | Made | None) -> None:
            if result is None:
                self.refused.emit("")
            else:
                found.emit(result)

        self._last_opening = self.background.run(seek, came, otherwise=self._on_failure)

    def restore(self, backup: Path, target: Path) -> None:
        """Make a vault at a new place from a backup, and go to its door."""
        custody, words = self._custody, self.tr("Restoring the backup")
        if custody is None:
            return

        def restore(progress: "Progress") -> None:
            progress.step(words)
            custody.restore(str(backup), str(target))

        self.background.run(restore, lambda _done: self.look(target), otherwise=self._on_failure)

    def keep_settings(self, desk: "Desk", settings: DeskSettings) -> None:
        """Keep the settings in the vault."""
        content = msgspec.json.encode(settings)
        self.background.run(lambda _p: desk.vault.keep_draft(_SETTINGS, content))

    def keep_sizes(self, desk: "Desk", sizes: bytes) -> None:
        """Keep how large everything is; that this fails is no reason to say anything."""
        self.background.run(lambda _p: desk.vault.keep_draft(SIZES, sizes), otherwise=lambda _failure: None)

    def _tell_wait(self, custody: "Custody", directory: Path) -> None:
        self.background.run(
            lambda _p: custody.wait_s(str(directory)), self.waiting.emit, otherwise=self._on_failure
        )

    def _open(self, vault: "Vault", directory: Path) -> Opened:
        settings, sizes = read_settings(vault.draft(_SETTINGS)), read_sizes(vault.draft(SIZES))
        return Opened(self._make_desk(vault, self.tools), settings, sizes, directory=directory)

    def _on_failure(self, failure: Failure) -> None:
        self.refused.emit(str(failure))
        if isinstance(failure, VaultDamaged):
            self.damaged.emit()


def _damage_sentence(damage: "Damage", *, salvaged: bool = False) -> str:
    from desktop.workflows.custody.tell_damage import damage_sentence  # noqa: PLC0415 - a locked door needs none of it

    return damage_sentence(damage, salvaged=salvaged)
