"""One writer per vault: an exclusive lock on the file `lock`, which the system drops when its holder dies."""

import fcntl
import os
from pathlib import Path

from desktop.domain.failures import VaultInUse, WriteFailed

NAME = "lock"


class WriterLock:
    """Held from construction until `release`. Raises VaultInUse, WriteFailed."""

    def __init__(self, directory: Path) -> None:
        try:
            self._descriptor = os.open(directory / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise WriteFailed("The vault's folder cannot be written to.") from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._descriptor)
            raise VaultInUse("Another Embargo has this vault open.") from error

    def release(self) -> None:
        """Let others write."""
        os.close(self._descriptor)
