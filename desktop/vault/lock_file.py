"""One writer per vault: an exclusive lock on the file `lock`, which the system drops when its holder dies."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.failures import VaultInUse, WriteFailed

NAME = "lock"
PATIENCE_S = 2.0
"""How long a reader waits for another that brings the vault up to date."""
_RETRY_S = 0.02


class WriterLock:
    """Held from construction until `release`; another holder may take `patience_s` to let go.

    Raises VaultInUse, WriteFailed.
    """

    def __init__(self, directory: Path, *, patience_s: float = 0) -> None:
        try:
            self._descriptor = os.open(directory / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise WriteFailed("The vault's folder cannot be written to.") from error
        until = time.monotonic() + patience_s
        while not _locks(self._descriptor):
            if time.monotonic() >= until:
                os.close(self._descriptor)
                raise VaultInUse("Another Embargo has this vault open.")
            time.sleep(_RETRY_S)

    def release(self) -> None:
        """Let others write."""
        os.close(self._descriptor)


@contextlib.contextmanager
def writing_beside(directory: Path) -> Iterator[None]:
    """Let a reader be the writer for a moment. Raises VaultInUse when another stays it."""
    lock = WriterLock(directory, patience_s=PATIENCE_S)
    try:
        yield
    finally:
        lock.release()


def _locks(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
