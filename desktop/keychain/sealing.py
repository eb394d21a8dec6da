"""Sealing the data key: AES-256-GCM under a key made from a slot's secrets.

The vault's id, the slot's id, its kind and its factors are associated data: a sealed key cannot be moved to
another slot or vault, and no factor be taken away. An opened seal proves the key right, so that whatever then
fails is damage and no wrong secret.
"""

import os

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.failures import Locked

DATA_KEY_BYTES = 48
"""A 256-bit key and SQLCipher's 16-byte salt, which travel together."""
WRAPPING_KEY_BYTES = 32
SALT_BYTES = 16
_PURPOSE = "embargo data key 1"
NONCE_BYTES = 12  # NIST SP 800-38D §8.2.1
SEALED_BYTES = DATA_KEY_BYTES + 16
"""The key with GCM's tag behind it (NIST SP 800-38D §5.2.1.2)."""


class Place(msgspec.Struct, frozen=True):
    """Where a sealed key belongs; authenticated with it."""

    vault_id: str
    slot_id: str
    kind: str
    beside: tuple[str, ...] = ()
    """What must come together with what the kind names."""

    @property
    def facts(self) -> bytes:
        """Bytes that say all of it, and nothing else; without `beside` as they always were."""
        plain = [self.vault_id, self.slot_id, self.kind, _PURPOSE]
        return msgspec.json.encode([*plain, self.beside] if self.beside else plain)


def seal(data_key: bytes, wrapping_key: bytes, place: Place) -> tuple[bytes, bytes]:
    """Encrypt the data key for one place; returns nonce and sealed bytes."""
    if len(data_key) != DATA_KEY_BYTES:
        raise ValueError(f"a data key has {DATA_KEY_BYTES} bytes")
    nonce = os.urandom(NONCE_BYTES)
    return nonce, AESGCM(wrapping_key).encrypt(nonce, data_key, place.facts)


def unseal(nonce: bytes, sealed: bytes, wrapping_key: bytes, place: Place) -> bytes:
    """Decrypt and authenticate the data key. Raises Locked."""
    try:
        data_key = AESGCM(wrapping_key).decrypt(nonce, sealed, place.facts)
    except (InvalidTag, ValueError) as error:
        raise Locked("This does not open the vault.") from error
    if len(data_key) != DATA_KEY_BYTES:
        raise Locked("This does not open the vault.")
    return data_key


def stretch_random(secret: bytes, salt: bytes, place: Place) -> bytes:
    """A wrapping key from a secret that is random already and needs no slow hash (HKDF, RFC 5869)."""
    return HKDF(SHA256(), WRAPPING_KEY_BYTES, salt, place.facts).derive(secret)
