"""Sealing the data key: AES-256-GCM under a key made from a slot's secret.

The vault's id, the slot's id and its kind are associated data: a sealed key cannot be moved to another slot
or vault. An opened seal proves the key right, so that whatever then fails is damage and no wrong secret.
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
NONCE_BYTES = 12  # NIST SP 800-38D §8.2.1


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a sealed key belongs; authenticated with it."""

    vault_id: str
    slot_id: str
    kind: str
    purpose: str = "embargo data key 1"


def seal(data_key: bytes, wrapping_key: bytes, place: Place) -> tuple[bytes, bytes]:
    """Encrypt the data key for one place; returns nonce and sealed bytes."""
    if len(data_key) != DATA_KEY_BYTES:
        raise ValueError(f"a data key has {DATA_KEY_BYTES} bytes")
    nonce = os.urandom(NONCE_BYTES)
    return nonce, AESGCM(wrapping_key).encrypt(nonce, data_key, msgspec.json.encode(place))


def unseal(nonce: bytes, sealed: bytes, wrapping_key: bytes, place: Place) -> bytes:
    """Decrypt and authenticate the data key. Raises Locked."""
    try:
        data_key = AESGCM(wrapping_key).decrypt(nonce, sealed, msgspec.json.encode(place))
    except (InvalidTag, ValueError) as error:
        raise Locked("This does not open the vault.") from error
    if len(data_key) != DATA_KEY_BYTES:
        raise Locked("This does not open the vault.")
    return data_key


def stretch_random(secret: bytes, salt: bytes, place: Place) -> bytes:
    """A wrapping key from a secret that is random already and needs no slow hash (HKDF, RFC 5869)."""
    return HKDF(SHA256(), WRAPPING_KEY_BYTES, salt, msgspec.json.encode(place)).derive(secret)
