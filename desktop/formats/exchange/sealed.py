"""A bundle's file: armoured OpenPGP messages one after another, told apart without opening any."""

from collections.abc import Iterable, Iterator

from desktop.domain.failures import BundleRefused, TooLarge
from desktop.formats.exchange.parts import PART_LIMIT

SUFFIX = ".bundle"
BEGIN = b"-----BEGIN PGP MESSAGE-----"
END = b"-----END PGP MESSAGE-----"
SEALED_LIMIT = PART_LIMIT * 3 // 2
"""Of one message: armour takes a third more than what it holds."""


def messages(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Each message of a file that is read piece by piece.

    Raises BundleRefused for anything that stands beside them, and for one that is cut short; TooLarge.
    """
    waiting = b""
    for piece in pieces:
        waiting += piece
        while (end := waiting.find(END)) >= 0:
            yield _one(waiting[: end + len(END)])
            waiting = waiting[end + len(END) :]
        if len(waiting) > SEALED_LIMIT:
            raise TooLarge(
                "A part of the bundle is larger than any may be.", advice="Nothing of it was taken."
            )
    if waiting.strip():
        raise BundleRefused("The bundle is cut short, or something stands behind it.")


def _one(message: bytes) -> bytes:
    found = message.strip() + b"\n"
    if not found.startswith(BEGIN) or found.count(BEGIN) != 1:
        raise BundleRefused("The file is no bundle: something else than its messages stands in it.")
    return found
