"""The parts of a bundle behind its manifest: headers, then what the case's entries say, then its files."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec

from desktop.domain.exchange.bundle import MOST_PAYLOAD, Content, Count, Hash, Name
from desktop.domain.failures import BundleRefused, TooLarge
from desktop.domain.undecodable import UNDECODABLE

PART_BYTES = 8 * 1024 * 1024
"""A part is closed once it holds so much."""
PART_LIMIT = PART_BYTES + MOST_PAYLOAD + 1024 * 1024
PIECE_BYTES = 1024 * 1024
_MOST_HEADER = 64 * 1024


class Headers(msgspec.Struct, frozen=True, tag="headers", forbid_unknown_fields=True):
    """Headers of one writer in order, byte for byte; those before them came in the run before."""

    writer: Name
    headers: tuple[Annotated[bytes, msgspec.Meta(max_length=_MOST_HEADER)], ...]


class Said(msgspec.Struct, frozen=True, tag="said", forbid_unknown_fields=True):
    """What one entry of the case says."""

    content: Content


class Piece(msgspec.Struct, frozen=True, tag="piece", forbid_unknown_fields=True):
    """A piece of a file; its pieces follow each other, in order."""

    sha256: Hash
    number: Count
    content: Annotated[bytes, msgspec.Meta(max_length=PIECE_BYTES)]


Run = Headers | Said | Piece


def pack(runs: Iterable[Run]) -> Iterator[bytes]:
    """The runs as parts of about `PART_BYTES`."""
    waiting: list[bytes] = []
    size = 0
    for run in runs:
        encoded = msgspec.msgpack.encode(run)
        waiting.append(encoded)
        size += len(encoded)
        if size >= PART_BYTES:
            yield _part(waiting)
            waiting, size = [], 0
    if waiting:
        yield _part(waiting)


def unpack(part: bytes) -> tuple[Run, ...]:
    """The runs of a part. Raises BundleRefused, TooLarge."""
    if len(part) > PART_LIMIT:
        raise TooLarge("A part of the bundle is larger than any may be.", advice="Nothing of it was taken.")
    try:
        return msgspec.msgpack.decode(part, type=tuple[Run, ...])
    except UNDECODABLE as error:
        raise BundleRefused("A part of the bundle cannot be read.") from error


def _part(encoded: list[bytes]) -> bytes:
    return msgspec.msgpack.encode([msgspec.Raw(run) for run in encoded])
