"""A wrapping key from a passphrase: Argon2id, with its cost stored beside the slot."""

import math
import time
import unicodedata

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from desktop.domain.failures import Locked, Usage
from desktop.keychain.sealing import SALT_BYTES, WRAPPING_KEY_BYTES
from desktop.keychain.slots_file import Argon2Cost

_MOST_PASSES, _MOST_MEMORY_KIB, _MOST_LANES = 32, 1024 * 1024, 16
_MOST_WORK_KIB = 4 * 1024 * 1024
"""Passes times memory, four times what we write: about 3 s on two cores of 2026."""


PRODUCTION = Argon2Cost(passes=4, memory_kib=256 * 1024, lanes=4)
"""About 0.6 s on two cores of 2026, and well above the second recommendation of RFC 9106 §4.

No slot is made cheaper.
"""
_SLOWEST_S, _QUICKEST_S, _SHORTEST_S = 1.0, 0.5, 1e-3
"""How long one guess is to take on the machine that makes the slot."""


def calibrated() -> Argon2Cost:
    """What takes this machine half a second to a second, never less than PRODUCTION, in as much memory.

    Measured as the slot is made. A faster machine makes more passes: its attackers are faster too. Raises
    Locked when memory does not suffice.
    """
    began = time.perf_counter()
    stretch("measured", bytes(SALT_BYTES), PRODUCTION)
    return cost_for(time.perf_counter() - began)


def cost_for(measured_s: float) -> Argon2Cost:
    """The cost on a machine that took this long for PRODUCTION."""
    if measured_s >= _QUICKEST_S:
        return PRODUCTION
    wanted_s = (_QUICKEST_S + _SLOWEST_S) / 2
    passes = math.ceil(PRODUCTION.passes * wanted_s / max(measured_s, _SHORTEST_S))
    most = min(_MOST_PASSES, _MOST_WORK_KIB // PRODUCTION.memory_kib)
    return msgspec.structs.replace(PRODUCTION, passes=min(passes, most))


def acceptable(cost: Argon2Cost) -> bool:
    """Whether a file may ask for this: a stranger who changed it must not occupy the machine with it.

    Eight KiB a lane are the least that Argon2 takes (RFC 9106 §3.1).
    """
    return (
        1 <= cost.passes <= _MOST_PASSES
        and 1 <= cost.lanes <= _MOST_LANES
        and 8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB
        and cost.passes * cost.memory_kib <= _MOST_WORK_KIB
    )


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
