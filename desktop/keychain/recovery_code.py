"""The printed recovery code: 160 random bits that a person can copy by hand.

Crockford's base 32 (no I, L, O, U), in eight groups of four digits and a check digit. The check digit covers
the group's place too, so that a typing error, or two groups swapped, is named before anything is tried.
"""

import secrets

from desktop.domain.case_id import ALPHABET, check_digit
from desktop.domain.failures import Locked

_BYTES = 20
_DATA_DIGITS = 4
_GROUPS = _BYTES * 8 // (5 * _DATA_DIGITS)
_MEANT = str.maketrans("OIL", "011", "-_. \t\r\n\u2013\u2014\u00a0")


def make_code() -> str:
    """A new code, such as `7XK2M-...`, for the eyes of its owner only."""
    return write_code(secrets.token_bytes(_BYTES))


def write_code(entropy: bytes) -> str:
    """The code that stands for these 20 bytes."""
    number = int.from_bytes(entropy, "big")
    digits = "".join(ALPHABET[number >> shift & 31] for shift in range(_BYTES * 8 - 5, -1, -5))
    bodies = [digits[start : start + _DATA_DIGITS] for start in range(0, len(digits), _DATA_DIGITS)]
    return "-".join(body + _check(place, body) for place, body in enumerate(bodies))


def read_code(written: str) -> bytes:
    """The 20 bytes that a person meant (lower case, spaces, O for 0, I or L for 1). Raises Locked."""
    text = written.upper().translate(_MEANT)
    size = _DATA_DIGITS + 1
    if len(text) != _GROUPS * size:
        raise Locked(f"A recovery code has {_GROUPS} groups of {size}; this is longer or shorter.")
    number = 0
    for place in range(_GROUPS):
        group = text[place * size : (place + 1) * size]
        body = group[:_DATA_DIGITS]
        if any(digit not in ALPHABET for digit in group) or group[-1] != _check(place, body):
            raise Locked(f"Group {place + 1} of the recovery code has a typing error.")
        for digit in body:
            number = number << 5 | ALPHABET.index(digit)
    return number.to_bytes(_BYTES, "big")


def _check(place: int, body: str) -> str:
    return check_digit(ALPHABET[place] + body)
