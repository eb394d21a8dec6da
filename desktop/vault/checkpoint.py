"""The vault's own ed25519 key: it signs the heads of chains and the manifests of backups."""

import base64
import hmac

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.domain.failures import VaultDamaged

_PURPOSE = "embargo checkpoint 1"
_DERIVED = "embargo secret 1"
"""Keeps what is derived apart from what is signed."""


class CheckpointKey:
    """Signs with the `private` half, which never leaves the vault; `public` is base64 for every export.

    Raises VaultDamaged for a key that is none.
    """

    def __init__(self, private: str) -> None:
        try:
            self._key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private))
        except ValueError as error:
            raise VaultDamaged("The vault's own signing key is damaged.") from error
        self.private = private
        self.public = base64.b64encode(self._key.public_key().public_bytes_raw()).decode()

    @staticmethod
    def make() -> str:
        """A new private key, base64, for the table of facts."""
        return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()

    def sign(self, *facts: str | int) -> str:
        """A base64 signature over facts in this order."""
        return base64.b64encode(self._key.sign(_message(facts))).decode()

    def derive(self, purpose: str) -> str:
        """A secret for one purpose, in hex: an HMAC under the private half, which no signature tells."""
        named = msgspec.json.encode([_DERIVED, purpose])
        return hmac.new(self._key.private_bytes_raw(), named, "sha256").hexdigest()


def holds(public: str, signature: str, *facts: str | int) -> bool:
    """Whether the key signed exactly these facts."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
        key.verify(base64.b64decode(signature), _message(facts))
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(facts: tuple[str | int, ...]) -> bytes:
    return msgspec.json.encode([_PURPOSE, *facts])
