"""Secrets of key slots that only an OpenPGP key gives back, on a smartcard or in the person's GnuPG home."""

from contextlib import closing

from desktop.workflows.ports import OpenPgp, Progress


class OpenPgpSecrets:
    """Satisfies `workflows.custody_ports.SecretSealer` with the port that reports are opened by.

    After each use the agent forgets: locking the vault must lock what opens it (MUS-7.2a).
    """

    def __init__(self, openpgp: OpenPgp, waiting: Progress) -> None:
        self._openpgp = openpgp
        self._waiting = waiting

    def seal(self, secret: bytes, fingerprint: str) -> bytes:
        """Encrypt a secret to one key of our own; asks nobody. Raises KeyMissing, GpgRefused, GpgMissing."""
        with closing(self._openpgp):
            return self._openpgp.encrypt(secret, (), own=(fingerprint,), progress=self._waiting)

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt it; the agent may ask for a PIN or a card. Raises as opening a report does, Cancelled."""
        with closing(self._openpgp):
            return self._openpgp.open(sealed, progress=self._waiting).plaintext
