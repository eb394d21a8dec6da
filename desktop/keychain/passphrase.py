"""A wrapping key from a passphrase: Argon2id, with its cost stored beside the slot."""

import unicodedata
from typing import Annotated

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from desktop.domain.failures import Locked, Usage
from desktop.keychain.sealing import WRAPPING_KEY_BYTES

_GIB_IN_KIB = 1024 * 1024


class Argon2Cost(msgspec.Struct, frozen=True):
    """What one guess costs; bounded, because it is read from a file that a stranger may have changed."""

    passes: Annotated[int, msgspec.Meta(ge=1, le=32)]
    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=2 * _GIB_IN_KIB)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)]


PRODUCTION = Argon2Cost(passes=4, memory_kib=256 * 1024, lanes=4)
"""About 0.6 s on two cores of 2026, and well above the second recommendation of RFC 9106 §4."""


def stretch(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """The wrapping key. Raises Usage for an empty passphrase, Locked when memory does not suffice.

    The text is normalised (NFC), because keyboards and systems write the same accent in two ways.
    """
    if not passphrase:
        raise Usage("The passphrase is empty.")
    try:
        return hash_secret_raw(
            unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=WRAPPING_KEY_BYTES,
            type=Type.ID,
        )
    except (HashingError, MemoryError) as error:
        raise Locked(
            f"This machine lacks the {cost.memory_kib // 1024} MiB of memory that the passphrase asks for.",
            advice="Close other programs and try again, or use the recovery code.",
        ) from error
