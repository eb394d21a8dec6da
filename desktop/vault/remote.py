"""The desk's custody: the same port as the command line's, with the key in a process of its own.

The key never enters the desk. Locking ends the process that held it: Python cannot wipe memory, but the end
of a process can.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.workflows.slot_ports import SlotInfo, SlotKind

if TYPE_CHECKING:
    from desktop.vault.vault_process import VaultProcess
    from desktop.workflows.keeping_ports import FoundBackup
    from desktop.workflows.repair_ports import Damage, Salvaged
    from desktop.workflows.vault_ports import Vault


class RemoteCustody:
    """Satisfies `workflows.custody_ports.Custody`; every vault that it opens has a process of its own."""

    def __init__(self, command: Sequence[str], slots: Callable[[str], list[SlotInfo]] | None = None) -> None:
        self._command = tuple(command)
        self._slots = slots
        self._waiting: VaultProcess | None = None
        self._turn = threading.Lock()

    def create(
        self, directory: str, *, passphrase: str = "", keyring: bool = False, now: datetime
    ) -> "tuple[Vault, str]":
        """Make a vault, and return it with the recovery code to print."""
        process, named = self._process(), {"passphrase": passphrase, "keyring": keyring, "now": now}
        code: str = self._call(process, "create", _absolute(directory), **named)
        return self._hand_over(process), code

    def unlock(
        self,
        directory: str,
        kind: SlotKind,
        secret: str = "",
        *,
        key_file: bytes = b"",
        read_only: bool = False,
    ) -> "Vault":
        """Open a vault in its process; the secret crosses the pipe, never a command line."""
        process, named = self._process(), {"key_file": key_file, "read_only": read_only}
        self._call(process, "unlock", _absolute(directory), kind, secret, **named)
        return self._hand_over(process)

    def give_up(self) -> None:
        """Stop an unlocking that waits for a card or a PIN."""
        waiting = self._waiting
        if waiting is not None:
            waiting.give_up()

    def wait_s(self, directory: str) -> int:
        """Seconds until a secret may be tried again."""
        seconds: int = self._ask("wait_s", _absolute(directory))
        return seconds

    def slots(self, directory: str) -> list[SlotInfo]:
        """The slots of a locked vault."""
        if self._slots is not None:  # no secret is in them, and no process is needed to read them
            return self._slots(_absolute(directory))
        slots: list[SlotInfo] = self._ask("slots", _absolute(directory))
        return slots

    def restore(self, backup: str, directory: str) -> None:
        """Make a vault at a new place from a backup, checked first."""
        self._ask("restore", _absolute(backup), _absolute(directory))

    def backups(self, folder: str) -> "list[FoundBackup]":
        """The backups in a folder, newest first, each read to its end."""
        found: list[FoundBackup] = self._ask("backups", _absolute(folder))
        return found

    def examine(self, directory: str, kind: SlotKind, secret: str = "", *, key_file: bytes = b"") -> "Damage":
        """What of a vault that may be damaged is whole; nothing is written."""
        damage: Damage = self._ask("examine", _absolute(directory), kind, secret, key_file=key_file)
        return damage

    def look(self, directory: str, kind: SlotKind, secret: str = "", *, key_file: bytes = b"") -> "Vault":
        """Open what can be read of a damaged vault in its process, for reading only."""
        process = self._process()
        self._call(process, "look", _absolute(directory), kind, secret, key_file=key_file)
        return self._hand_over(process)

    def salvage(
        self,
        directory: str,
        kind: SlotKind,
        secret: str,
        target: str,
        *,
        key_file: bytes = b"",
        passphrase: str,
        keyring: bool = False,
        now: datetime,
    ) -> "Salvaged":
        """Make a new vault under a new key from what can be read of a damaged one."""
        named = {
            "key_file": key_file,
            "passphrase": passphrase,
            "keyring": keyring,
            "now": now,
        }
        places = (_absolute(directory), kind, secret, _absolute(target))
        salvaged: Salvaged = self._ask("salvage", *places, **named)
        return salvaged

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""
        available: bool = self._ask("keyring_available")
        return available

    def close(self) -> None:
        """End the process that waits for a vault to open, if there is one."""
        with self._turn:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.end()

    def _ask(self, method: str, *positional: Any, **named: Any) -> Any:
        return self._call(self._process(), method, *positional, **named)

    def _call(self, process: "VaultProcess", method: str, *positional: Any, **named: Any) -> Any:
        from desktop.vault.wire import CUSTODY  # noqa: PLC0415 - the door opens without it

        return process.call(f"custody.{method}", CUSTODY[method], *positional, **named)

    def _process(self) -> "VaultProcess":
        from desktop.vault.vault_process import VaultProcess  # noqa: PLC0415 - the door opens without it

        with self._turn:
            if self._waiting is None or not self._waiting.alive:
                self._waiting = VaultProcess(self._command)
            return self._waiting

    def _hand_over(self, process: "VaultProcess") -> "Vault":
        with self._turn:
            if self._waiting is process:
                self._waiting = None
        from desktop.vault.remote_vault import RemoteVault  # noqa: PLC0415 - likewise

        return RemoteVault(process)


def _absolute(path: str) -> str:
    """The place as the desk means it: the process works in another folder."""
    return str(Path(path).absolute())
