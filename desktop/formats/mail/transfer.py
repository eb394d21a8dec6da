"""Content transfer encodings (RFC 2045 §6): the bytes that a part stands for."""

import binascii
import re
from contextlib import suppress

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_QUANTUM = 4


def decode_transfer(body: bytes, encoding: str) -> bytes:
    """The decoded bytes; an unknown encoding leaves them as they are."""
    if encoding == "base64":
        return from_base64(body)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    return body


def from_base64(written: bytes) -> bytes:
    """The bytes of base64 text, leniently: foreign characters skipped, a broken end cut off."""
    with suppress(binascii.Error):
        return binascii.a2b_base64(written)
    digits = _NOT_BASE64.sub(b"", written)
    if len(digits) % _QUANTUM == 1:
        digits = digits[:-1]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % _QUANTUM))
