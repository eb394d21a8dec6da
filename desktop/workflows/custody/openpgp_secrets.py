"""Secrets of key slots that only an OpenPGP key gives back, on a smartcard or in the person's GnuPG home."""

import threading
from collections.abc import Callable
from contextlib import closing

from desktop.workflows.ports import OpenPgp, Silent


class OpenPgpSecrets:
    """Satisfies `workflows.custody_ports.SecretSealer` with the port that reports are opened by.

    `openpgp` is called when one is needed. After each use the agent forgets: locking the vault must lock what
    opens it (MUS-7.2a).
    """

    def __init__(self, openpgp: Callable[[], OpenPgp]) -> None:
        self._openpgp = openpgp
        self._waiting = _Waiting()

    def seal(self, secret: bytes, fingerprint: str) -> bytes:
        """Encrypt a secret to one key of our own; asks nobody. Raises KeyMissing, GpgRefused, GpgMissing."""
        with closing(self._openpgp()) as openpgp:
            return openpgp.encrypt(secret, (), own=(fingerprint,), progress=Silent())

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt it; the agent may ask for a PIN or a card. Raises as opening a report does, Cancelled."""
        self._waiting.begin()
        with closing(self._openpgp()) as openpgp:
            return openpgp.open(sealed, progress=self._waiting).plaintext

    def give_up(self) -> None:
        """Let what is being unsealed raise Cancelled."""
        self._waiting.stop()


class _Waiting(Silent):
    """Progress that can be stopped from elsewhere; what polls it kills gpg, and the question goes away."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def begin(self) -> None:
        """Nobody has given up yet."""
        self._stopped.clear()

    def stop(self) -> None:
        """Somebody has."""
        self._stopped.set()

    @property
    def cancelled(self) -> bool:  # type: ignore[override]  # of `Silent` it is a constant
        """Whether somebody gave up."""
        return self._stopped.is_set()
